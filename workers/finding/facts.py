"""From judged rows to facts: what the confirmed ones tell of the person, and who the others are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from workers.finding.bands import Decision, is_double
from workers.finding.expansion import Expansion, expand_row, row_names
from workers.finding.folding import fold, name_parts
from workers.finding.levels import ALIKE, FamilyNames, GivenNames, Level
from workers.finding.look_alikes import Judged, Landscape, Other, Tie
from workers.sources.base import PersonRow
from workers.sources.values import parsed_date

_PLAIN_REFERENCE = 6  # a case number of fewer figures could be anything


def with_facts(
    person: Expansion, rows: Mapping[str, tuple[Judged, ...]], relations: list[tuple[str, str, PersonRow]]
) -> Landscape:
    """Add what the confirmed rows tell, and make the rest of the rows people of their own."""
    confirmed = [(store, one) for store, judged in rows.items() for one in judged if one.decision is Decision.MATCH]
    mine = {(store, one.row.key) for store, one in confirmed}
    widened = person
    for store, one in confirmed:
        widened = _merged(widened, _row_expansion(store, one))
    around = [row for store, key, row in relations if (store, key) in mine]
    contacts = {row.fields.get(name, "").casefold() for row in around for name in ("phone", "email")} - {""}
    others = [
        Other(tie=tie, person=_row_expansion(store, one), parents=_parents(store, one.row.key, relations))
        for store, judged in rows.items()
        for one in judged
        if (tie := _tie(one)) is not None
    ]
    others += [
        Other(tie=Tie.NAMESAKE, person=expand_row(row.fields, born_on=None))
        for row in around
        if _has_name_of(row, person)
    ]
    return Landscape(
        person=widened,
        others=tuple(others),
        parents=tuple(name for row in around if not _has_name_of(row, person) and all(name := _parent_name(row))),
        parent_contacts=frozenset(contacts),
        is_ambiguous=any(one.is_double for judged in rows.values() for one in judged),
    )


def _parents(store_id: str, key: str, relations: list[tuple[str, str, PersonRow]]) -> tuple[tuple[str, str], ...]:
    around = [row for store, person, row in relations if (store, person) == (store_id, key)]
    return tuple(name for row in around if all(name := _parent_name(row)))


def _row_expansion(store_id: str, one: Judged) -> Expansion:
    fields = one.row.fields
    row = expand_row(fields, born_on=parsed_date(fields.get("date_of_birth")))
    written = {one.row.key, fields.get("reference", ""), fields.get("ref", "")}
    return replace(row, references=frozenset(fold(text) for text in written if _is_distinct(text)))


def _is_distinct(reference: str) -> bool:
    """Say whether a reference could not be anything else when it stands in a text."""
    figures = sum(letter.isdigit() for letter in reference)
    has_letters = any(letter.isalpha() for letter in reference)
    return figures >= _PLAIN_REFERENCE or (figures >= 3 and has_letters)


def _merged(person: Expansion, row: Expansion) -> Expansion:
    """The person, with the facts of a confirmed row: other names, addresses, numbers."""
    given, family = person.given, person.family
    others = ({row.given.first, *row.given.others} - {given.first, *given.middle, ""}) | given.others
    families = ({row.family.current, *row.family.others} - {family.current, ()}) | family.others
    return Expansion(
        given=GivenNames(first=given.first or row.given.first, middle=given.middle, others=frozenset(others)),
        family=FamilyNames(current=family.current or row.family.current, others=frozenset(families)),
        born_on=person.born_on or row.born_on,
        upn=person.upn or row.upn,
        postcodes=person.postcodes | row.postcodes,
        streets=person.streets | row.streets,
        addresses=person.addresses | row.addresses,
        houses=person.houses | row.houses,
        emails=person.emails | row.emails,
        phones=person.phones | row.phones,
        references=person.references | row.references,
        schools=person.schools | row.schools,
    )


def _tie(one: Judged) -> Tie | None:
    comparison = one.comparison
    if one.decision is Decision.MATCH or (one.decision is Decision.POSSIBLE and not is_double(comparison)):
        return None
    if comparison.given is not Level.DIFFERENT and comparison.family in ALIKE:
        return Tie.NAMESAKE
    if comparison.lives_there or comparison.family in ALIKE:
        return Tie.HOUSEHOLD
    return None


def _parent_name(row: PersonRow) -> tuple[str, str]:
    given, family = row_names(row.fields)
    first, last = name_parts(given), name_parts(family)
    return (first[0] if first else "", last[-1] if last else "")


def _has_name_of(row: PersonRow, person: Expansion) -> bool:
    given, family = row_names(row.fields)
    return person.given.compared(given) in ALIKE and person.family.compared(family) in ALIKE


def full_name(fields: Mapping[str, str]) -> str:
    """A row's name as people write it."""
    given, family = row_names(fields)
    return fields.get("name", "") or f"{given} {family}".strip()
