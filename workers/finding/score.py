"""How well a row of a people table fits the person searched for: each field's level, weight and reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from workers.finding.expansion import Expansion, row_names
from workers.finding.folding import digits, flat, name_parts, postcodes, street
from workers.finding.levels import ALIKE, Level
from workers.finding.roads import road_kinds, stands
from workers.finding.weights import Weights
from workers.sources.values import parsed_date


class Same(StrEnum):
    """How two values that are either the same or not compare."""

    SAME = "same"
    SWAPPED = "swapped"
    NEAR = "near"
    ONE_OFF = "one_off"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A row beside the person searched for."""

    given: Level
    family: Level
    is_swapped: bool
    birth: Same
    upn: Same
    lives_there: bool
    lives_elsewhere: bool
    shares_contact: bool
    shares_school: bool
    score: float
    why: tuple[str, ...]


HOUSEHOLD = Comparison(
    given=Level.DIFFERENT,
    family=Level.DIFFERENT,
    is_swapped=False,
    birth=Same.UNKNOWN,
    upn=Same.UNKNOWN,
    lives_there=True,
    lives_elsewhere=False,
    shares_contact=False,
    shares_school=False,
    score=0.0,
    why=("lives at the same address",),
)

_SAID_GIVEN = {
    Level.EXACT: "same given name",
    Level.ALIAS: "given name as one of their other names",
    Level.SHORT_FORM: "given name in a short or other form",
    Level.PART: "given name is one of their middle names",
    Level.EAR: "given name that sounds the same",
    Level.TYPING: "given name spelled one letter apart",
    Level.INITIAL: "same initial",
    Level.DIFFERENT: "different given name",
}
_SAID_FAMILY = {
    Level.EXACT: "same family name",
    Level.ALIAS: "family name as one of their other names",
    Level.PART: "one part of the family name is the same",
    Level.EAR: "family name that sounds the same",
    Level.TYPING: "family name spelled one letter apart",
    Level.INITIAL: "same initial of the family name",
    Level.DIFFERENT: "different family name",
}
_SAID_BIRTH = {
    Same.SAME: "same date of birth",
    Same.SWAPPED: "date of birth with day and month swapped",
    Same.NEAR: "date of birth that differs in one place",
    Same.DIFFERENT: "different date of birth",
}
_SAID_UPN = {Same.SAME: "same UPN", Same.ONE_OFF: "UPN that differs in one place", Same.DIFFERENT: "different UPN"}


class RowScorer:
    """Compares rows with one person; what was compared before is remembered, since names repeat."""

    def __init__(self, person: Expansion, weights: Weights) -> None:
        self._person = person
        self._weights = weights
        self._kinds = {road: road_kinds(road, person.addresses) for road in person.streets}
        self._given: Callable[[str], Level] = lru_cache(100_000)(person.given.compared)
        self._family: Callable[[str], Level] = lru_cache(100_000)(person.family.compared)

    def compare(self, fields: Mapping[str, str]) -> Comparison | None:
        """Compare one row; None, quickly, when neither name nor UPN nor birth date could be theirs."""
        given_name, family_name = row_names(fields)
        given, family, is_swapped = self._names(given_name, family_name, fields)
        is_near = is_swapped or (family in ALIKE and given is not Level.DIFFERENT)
        if not is_near and not self._may_be_another_name(fields, given, family):
            return None
        return self._compared(fields, given, family, is_swapped=is_swapped, upn=self._upn(fields.get("upn", "")))

    def _may_be_another_name(self, fields: Mapping[str, str], given: Level, family: Level) -> bool:
        """Under another name, only the same UPN, or one name and the same birthday, make a row worth comparing."""
        upn = fields.get("upn", "")
        if upn and upn.upper().replace(" ", "") == self._person.upn:
            return True
        is_half = family in ALIKE or given in ALIKE
        return is_half and self._birth(fields.get("date_of_birth", "")) is Same.SAME

    def lives_there(self, fields: Mapping[str, str]) -> bool:
        """Say whether a row has an address of theirs, whoever it is about."""
        mine = self._person
        said = f"{fields.get('address', '')} {fields.get('postcode', '')}".upper().replace(" ", "")
        if mine.postcodes and not any(code in said for code in mine.postcodes):
            return False
        if not mine.streets and not mine.postcodes:
            return False
        road = street(fields.get("address", ""))
        return road in mine.streets if road and mine.streets else bool(mine.postcodes)

    def _compared(
        self, fields: Mapping[str, str], given: Level, family: Level, *, is_swapped: bool, upn: Same
    ) -> Comparison:
        birth = self._birth(fields.get("date_of_birth", ""))
        here, elsewhere = self._address(fields)
        contact, school = self._contact(fields), self._school(fields)
        weights = self._weights
        parts: list[tuple[float, str]] = []
        if is_swapped:
            parts.append((weights.of("swapped_names"), "given and family name swapped"))
        else:
            parts.append((weights.of("given", given), _SAID_GIVEN.get(given, "")))
            parts.append((weights.of("family", family), _SAID_FAMILY.get(family, "")))
        if birth is not Same.UNKNOWN:
            parts.append((weights.of("birth", birth), _SAID_BIRTH[birth]))
        if upn is not Same.UNKNOWN:
            parts.append((weights.of("upn", upn), _SAID_UPN[upn]))
        if here:
            parts.append((weights.of("postcode", "same"), "lived at the same address"))
        elif elsewhere:
            parts.append((weights.of("postcode", "different"), "another address"))
        if contact:
            parts.append((weights.of("contact", "same"), "same phone or e-mail"))
        if school:
            parts.append((weights.of("school", "same"), "same school"))
        return Comparison(
            given=given,
            family=family,
            is_swapped=is_swapped,
            birth=birth,
            upn=upn,
            lives_there=here,
            lives_elsewhere=elsewhere,
            shares_contact=contact,
            shares_school=school,
            score=round(sum(weight for weight, _ in parts), 2),
            why=tuple(said for _, said in parts if said),
        )

    def _names(self, given_name: str, family_name: str, fields: Mapping[str, str]) -> tuple[Level, Level, bool]:
        given, family = self._given(given_name), self._family(family_name)
        if given in ALIKE and family in ALIKE:
            return given, family, False
        for name in ("known_as", "preferred_name", "alias"):
            words = name_parts(fields.get(name, ""))
            if given not in ALIKE and words and self._given(words[0]) in ALIKE:
                given = Level.ALIAS
            if family not in ALIKE and len(words) > 1 and self._family(" ".join(words[1:])) in ALIKE:
                family = Level.ALIAS
        for name in ("former_name", "former_family_name"):
            former = fields.get(name, "")
            words = name_parts(former)
            if family not in ALIKE and words and {self._family(former), self._family(words[-1])} & ALIKE:
                family = Level.ALIAS
        if family in ALIKE or given in ALIKE:
            return given, family, False
        is_swapped = self._given(family_name) in ALIKE and self._family(given_name) in ALIKE
        return given, family, is_swapped

    def _birth(self, text: str) -> Same:
        return compare_births(self._person.born_on, parsed_date(text) if text else None)

    def _upn(self, text: str) -> Same:
        mine, theirs = self._person.upn, text.upper().replace(" ", "")
        if not mine or not theirs:
            return Same.UNKNOWN
        if mine == theirs:
            return Same.SAME
        off = sum(one != other for one, other in zip(mine, theirs, strict=False)) + abs(len(mine) - len(theirs))
        # The check letter is made so that one wrong digit shows: a number one place off is a slip, not another pupil.
        return Same.ONE_OFF if off <= 1 or sorted(mine) == sorted(theirs) and off == 2 else Same.DIFFERENT

    def _address(self, fields: Mapping[str, str]) -> tuple[bool, bool]:
        """Say whether a row has one of their addresses, and whether it has others only."""
        pairs = [
            (fields.get(name, ""), fields.get(code, ""))
            for name, code in (("address", "postcode"), ("former_address", "former_postcode"))
        ]
        told = [self._is_theirs(f"{address}\n{code}") for address, code in pairs if address or code]
        known = [one for one in told if one is not None]
        return any(known), bool(known) and not any(known)

    def _is_theirs(self, said: str) -> bool | None:
        """Compare one address; None when it tells nothing. A neighbour has their postcode, another town their road."""
        mine = self._person
        codes, road = postcodes(said), street(said)
        if not (codes or road) or not (mine.postcodes or mine.streets):
            return None
        is_road = road in mine.streets and stands(road, self._kinds.get(road, frozenset()), flat(said))
        if codes and mine.postcodes:
            is_code = not codes.isdisjoint(mine.postcodes)
            return is_code and (is_road or not road or not mine.streets)
        return is_road

    def _contact(self, fields: Mapping[str, str]) -> bool:
        phone, email = digits(fields.get("phone", "")), fields.get("email", "").casefold()
        return (bool(phone) and phone in self._person.phones) or (bool(email) and email in self._person.emails)

    def _school(self, fields: Mapping[str, str]) -> bool:
        school = fields.get("school", "").casefold()
        return bool(school) and school in self._person.schools


def compare_births(mine: date | None, theirs: date | None) -> Same:
    """Compare two birth dates, knowing how they are mistyped."""
    if mine is None or theirs is None:
        return Same.UNKNOWN
    if mine == theirs:
        return Same.SAME
    if (mine.year, mine.month, mine.day) == (theirs.year, theirs.day, theirs.month):
        return Same.SWAPPED
    written = zip(f"{mine:%Y%m%d}", f"{theirs:%Y%m%d}", strict=True)
    if sum(one != other for one, other in written) == 1 and abs(mine.year - theirs.year) <= 10:
        return Same.NEAR
    return Same.DIFFERENT
