"""The person among their look-alikes: what the lists of people say, before any record or document is judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from workers.finding.bands import Decision, decide, is_double, needs_more
from workers.finding.expansion import Expansion, expand, expand_row, row_names
from workers.finding.folding import fold, name_parts
from workers.finding.levels import ALIKE, FamilyNames, GivenNames, Level
from workers.finding.profile import SubjectProfile
from workers.finding.score import HOUSEHOLD, Comparison, RowScorer, Same
from workers.finding.weights import Weights, load_weights
from workers.sources.base import PeopleSource, PersonRow
from workers.sources.errors import SourceError
from workers.sources.opening import open_people
from workers.sources.stores import Store, StoreKind
from workers.sources.values import parsed_date

_LISTING = (StoreKind.SQL, StoreKind.PAPER)
_PLAIN_REFERENCE = 6  # a case number of fewer figures could be anything


class Tie(StrEnum):
    """How somebody else is like the person searched for."""

    NAMESAKE = "namesake"
    HOUSEHOLD = "household"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A row of a people list and what was decided about it."""

    row: PersonRow
    comparison: Comparison
    decision: Decision
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Somebody who is not the person searched for and could be taken for them."""

    tie: Tie
    person: Expansion
    parents: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Landscape:
    """The person with all confirmed facts, the people around them, and who could be taken for them.

    `has_lists` says whether any list of people was read: without one nobody can say that a name is the only one.
    """

    person: Expansion
    others: tuple[Other, ...] = ()
    parents: tuple[tuple[str, str], ...] = ()
    parent_contacts: frozenset[str] = frozenset()
    rows: Mapping[str, tuple[Judged, ...]] = field(default_factory=dict)
    looked_at: Mapping[str, int] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)
    given_names: Mapping[str, int] = field(default_factory=dict)
    has_lists: bool = False

    def namesakes(self) -> tuple[Other, ...]:
        """Those who share the name."""
        return tuple(other for other in self.others if other.tie is Tie.NAMESAKE)

    def other_given_names(self) -> frozenset[str]:
        """The given names of all who could be taken for the person, none of them the person's own."""
        mine = {self.person.given.first, *self.person.given.others}
        return frozenset({other.person.given.first for other in self.others} - mine - {""})

    def household_given_names(self) -> frozenset[str]:
        """The given names of the other children of the household and of look-alikes, none of them the person's own."""
        mine = {self.person.given.first, *self.person.given.others}
        names = {other.person.given.first for other in self.others if other.tie is Tie.HOUSEHOLD}
        return frozenset(names - mine - {""})


def survey(stores: Iterable[Store], profile: SubjectProfile) -> Landscape:
    """Read the lists of people twice: to find the person, then again with the facts the confirmed rows told.

    A list that cannot be read is noted and left out.
    """
    listing = [store for store in stores if store.kind in _LISTING]
    first = _read(listing, expand(profile), before={})
    return _read(listing, first.person, before=first.rows) if first.has_lists else first


def _read(stores: Iterable[Store], person: Expansion, *, before: Mapping[str, tuple[Judged, ...]]) -> Landscape:
    """Read every list; rows that matched `before` stay as they were judged, lest they confirm themselves."""
    weights = load_weights()
    counts: Counter[str] = Counter()
    rows: dict[str, tuple[Judged, ...]] = {}
    looked_at: dict[str, int] = {}
    problems: dict[str, str] = {}
    relations: list[tuple[str, str, PersonRow]] = []
    for store in stores:
        try:
            with open_people(store) as source:
                judged, total = _judge(source, person, weights, counts)
                keys = [one.row.key for one in judged]
                relations += [(store.id, key, row) for key, row in source.relations(keys)]
                rows[store.id], looked_at[store.id] = judged, total
        except SourceError as error:
            problems[store.id] = str(error)
    settled = _settled({store_id: _kept(judged, before.get(store_id, ())) for store_id, judged in rows.items()})
    return replace(
        _with_facts(person, settled, relations),
        rows=settled,
        looked_at=looked_at,
        problems=problems,
        given_names=counts,
        has_lists=bool(rows),
    )


def _judge(
    source: PeopleSource, person: Expansion, weights: Weights, counts: Counter[str]
) -> tuple[tuple[Judged, ...], int]:
    """Compare every row of a list; keeps those that are near in any way, and those of the household."""
    scorer = RowScorer(person, weights)
    near: list[Judged] = []
    total = 0
    for row in source.people():
        total += 1
        given = name_parts(row_names(row.fields)[0])
        if given:
            counts[given[0]] += 1
        comparison = scorer.compare(row.fields)
        if comparison is not None:
            decision, rule = decide(comparison, weights)
            near.append(Judged(row=row, comparison=comparison, decision=decision, why=_why(comparison, rule)))
        elif scorer.lives_there(row.fields):
            near.append(Judged(row=row, comparison=HOUSEHOLD, decision=Decision.EXCLUDED, why=HOUSEHOLD.why))
    return tuple(near), total


def _kept(judged: tuple[Judged, ...], before: tuple[Judged, ...]) -> tuple[Judged, ...]:
    matched = {one.row.key: one for one in before if one.decision is Decision.MATCH}
    return tuple(matched.get(one.row.key, one) for one in judged)


def _why(comparison: Comparison, rule: str) -> tuple[str, ...]:
    return (*comparison.why, rule) if rule else comparison.why


def _settled(rows: Mapping[str, tuple[Judged, ...]]) -> dict[str, tuple[Judged, ...]]:
    """Take back what rests on name and birth date alone when somebody else shares both."""
    every = [one for judged in rows.values() for one in judged]
    upns = {one.row.fields.get("upn", "") for one in every if one.decision is Decision.MATCH} - {""}
    has_double = any(is_double(one.comparison) for one in every) or len(upns) > 1
    exact = [one for one in every if one.comparison.given is Level.EXACT and one.decision is Decision.MATCH]
    return {
        store_id: tuple(
            _doubted(_told_apart(one, judged), has_double=has_double, has_exact=bool(exact)) for one in judged
        )
        for store_id, judged in rows.items()
    }


def _told_apart(one: Judged, beside: tuple[Judged, ...]) -> Judged:
    """Leave out a namesake born on the same day where the person has an entry of their own with their own UPN."""
    comparison = one.comparison
    is_own_there = any(other.comparison.upn is Same.SAME and other.decision is Decision.MATCH for other in beside)
    if not is_own_there or not is_double(comparison) or comparison.lives_there or comparison.shares_contact:
        return one
    return replace(one, decision=Decision.EXCLUDED, why=(*one.why, "the person has an entry with their own UPN"))


def _doubted(one: Judged, *, has_double: bool, has_exact: bool) -> Judged:
    if one.decision is not Decision.MATCH:
        return one
    if has_double and needs_more(one.comparison):
        rule = "somebody else has the same name and date of birth"
    elif has_exact and one.comparison.given is not Level.EXACT and needs_more(one.comparison):
        rule = "another entry has the given name in full, so this one may be a twin"
    else:
        return one
    return replace(one, decision=Decision.POSSIBLE, why=(*one.why, rule))


def _with_facts(
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
