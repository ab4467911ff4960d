"""Everything a person may be called or known by: the question, widened before any store is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from redaction.nicknames import other_forms
from workers.finding.folding import digits, flat, fold, house, name_parts, postcodes, street
from workers.finding.levels import FamilyNames, GivenNames
from workers.finding.profile import SubjectProfile
from workers.sources.values import split_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Expansion:
    """The forms under which the stores are searched; folded, ready to compare."""

    given: GivenNames
    family: FamilyNames
    born_on: date | None = None
    upn: str = ""
    postcodes: frozenset[str] = frozenset()
    streets: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    houses: frozenset[tuple[str, str]] = frozenset()
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    references: frozenset[str] = frozenset()
    schools: frozenset[str] = frozenset()

    def keys(self) -> tuple[str, ...]:
        """Say in plain words what was searched under; part of the search record."""
        family = " ".join(self.family.current)
        given = (self.given.first, *self.given.middle, *sorted(self.given.others))
        said = [f"given name {name}" for name in filter(None, given)]
        said += [f"short form or spelling {name}" for name in sorted(other_forms(self.given.first))]
        said += [f"family name {family}"] if family else []
        said += [f"other family name {' '.join(parts)}" for parts in sorted(self.family.others)]
        said += ["spellings one slip apart and by ear", "given and family name swapped"]
        if self.born_on:
            said += [f"born {self.born_on.isoformat()}", "born with day and month swapped or one digit off"]
        for label, values in (
            ("UPN", {self.upn} - {""}),
            ("postcode", self.postcodes),
            ("street", self.streets),
            ("e-mail", self.emails),
            ("phone", self.phones),
            ("reference", self.references),
        ):
            said += [f"{label} {value}" for value in sorted(values)]
        return tuple(said)


def expand(profile: SubjectProfile) -> Expansion:
    """Widen a profile: every alias, address and number it gives."""
    given = name_parts(profile.given_name)
    family = name_parts(profile.family_name)
    given_others: set[str] = set()
    family_others: set[tuple[str, ...]] = set()
    for alias in profile.aliases:
        first, last = (name_parts(part) for part in split_name(alias))
        if not first:  # one word alone may be a short form or a former family name
            given_others.update(last)
            family_others.add(last)
        else:
            given_others.update(first[:1])
            family_others.add(last)
    return Expansion(
        given=GivenNames(
            first=given[0] if given else "",
            middle=given[1:],
            others=frozenset(given_others - set(given) - set(family)),
        ),
        family=FamilyNames(current=family, others=frozenset(family_others - {family, (), given[:1]})),
        born_on=profile.date_of_birth,
        upn=profile.upn,
        postcodes=frozenset().union(*map(postcodes, profile.addresses)),
        streets=frozenset(filter(None, map(street, profile.addresses))),
        addresses=frozenset(map(flat, profile.addresses)),
        houses=frozenset(filter(None, map(house, profile.addresses))),
        emails=frozenset(email.casefold() for email in profile.emails),
        phones=frozenset(number for phone in profile.phones if len(number := digits(phone)) >= 9),
    )


def expand_row(fields: Mapping[str, str], *, born_on: date | None) -> Expansion:
    """Widen what a store says about a person, in the same way as a profile."""
    given, family = row_names(fields)
    aliases = tuple(fields[name] for name in ("known_as", "preferred_name", "alias") if fields.get(name))
    former = tuple(fields[name] for name in ("former_name", "former_family_name") if fields.get(name))
    addresses = tuple(
        fields[name] for name in ("address", "postcode", "former_address", "former_postcode") if fields.get(name)
    )
    widened = expand(
        SubjectProfile(
            given_name=given or " ",
            family_name=family or "?",
            date_of_birth=born_on,
            upn=fields.get("upn", "").upper().replace(" ", ""),
            addresses=addresses,
            emails=tuple(filter(None, [fields.get("email", "")])),
            phones=tuple(filter(None, [fields.get("phone", "")])),
        )
    )
    others_given = {part for alias in aliases for part in name_parts(alias)[:1]} - {widened.given.first}
    others_family = {name_parts(split_name(name)[1]) for name in (*former, *aliases) if name}
    others_family |= {name_parts(name) for name in former}
    return Expansion(
        given=GivenNames(first=widened.given.first, middle=widened.given.middle, others=frozenset(others_given)),
        family=FamilyNames(
            current=widened.family.current,
            others=frozenset(parts for parts in others_family if parts and parts[0] not in others_given),
        ),
        born_on=born_on,
        upn=widened.upn,
        postcodes=widened.postcodes,
        streets=widened.streets,
        addresses=widened.addresses,
        houses=widened.houses,
        emails=widened.emails,
        phones=widened.phones,
        schools=frozenset(filter(None, [fold(fields.get("school", ""))])),
    )


def row_names(fields: Mapping[str, str]) -> tuple[str, str]:
    """The given and family name of a row, from its parts or from one full name."""
    given, family = fields.get("given_name", ""), fields.get("family_name", "")
    if not given and not family:
        given, family = split_name(fields.get("name", ""))
    middle = fields.get("middle_name", "")
    return f"{given} {middle}".strip(), family
