"""The person among their look-alikes: what the lists of people say, before any record or document is judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from workers.finding.bands import Decision
from workers.finding.expansion import Expansion
from workers.finding.profile import SubjectProfile
from workers.finding.score import Comparison
from workers.sources.base import PersonRow


class Tie(StrEnum):
    """How somebody else is like the person searched for."""

    NAMESAKE = "namesake"
    HOUSEHOLD = "household"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A row of a people list and what was decided about it.

    `is_double` says that it is only possible because somebody else has the same name and date of birth, `is_ruled` that
    a person decided.
    """

    row: PersonRow
    comparison: Comparison
    decision: Decision
    why: tuple[str, ...]
    is_double: bool = False
    is_ruled: bool = False

    @property
    def key(self) -> str:
        """What a person's ruling on the row is kept under: a register's rows have their file number."""
        return self.row.fields.get("ref") or self.row.key


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Somebody who is not the person searched for and could be taken for them."""

    tie: Tie
    person: Expansion
    parents: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Landscape:
    """The person with all confirmed facts, the people around them, and who could be taken for them.

    `has_lists` says whether any list of people was read: without one nobody can say that a name is the only one;
    `is_ambiguous` that several have the name and birth date, and nothing known tells which of them is meant. `learned`
    are the keys that confirmed rows added to those of the question (`profile`).
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
    is_ambiguous: bool = False
    profile: SubjectProfile | None = None
    learned: tuple[str, ...] = ()

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
