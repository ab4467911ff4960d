"""The teams of the staff, each within another or at the top: who is above whom, and what that adds up to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from requests_.errors import InvalidCommand
from requests_.model.staff import Actor

LONGEST_NAME = 100
# How deep teams may lie in each other: a path of keys is one column.
MOST_LEVELS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffTeam:
    """A team: `parent` is "" at the top. `path` names it after every team it lies in, each between strokes."""

    key: str
    name: str
    parent: str
    path: str
    version: int
    people: int = 0

    @property
    def level(self) -> int:
        """How deep it lies: 0 at the top."""
        return self.path.count("/") - 2


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepTeam:
    """Write a team down, another version of one that was at `seen` (0: a new one), or that it has ended."""

    key: str
    seen: int
    name: str
    parent: str
    actor: Actor
    is_ended: bool = False


def in_tree_order(teams: Iterable[StaffTeam]) -> tuple[StaffTeam, ...]:
    """The teams by name, each before those that lie in it."""
    below: dict[str, list[StaffTeam]] = {}
    for team in sorted(teams, key=lambda team: team.name.casefold()):
        below.setdefault(team.parent, []).append(team)

    def walk(parent: str) -> Iterable[StaffTeam]:
        for team in below.get(parent, ()):
            yield team
            yield from walk(team.key)

    return tuple(walk(""))


def is_within(team: StaffTeam, above: StaffTeam) -> bool:
    """Whether a team is another, or lies in it however deep."""
    return team.path.startswith(above.path)


def paths(parents: Mapping[str, str]) -> dict[str, str]:
    """The path of every team, from the parent of each. Raises InvalidCommand, with `field`, for what is no tree."""
    return {key: _path(key, parents) for key in parents}


def _path(key: str, parents: Mapping[str, str]) -> str:
    steps: list[str] = []
    while key:
        if key in steps:
            raise InvalidCommand("A team cannot lie within itself.", field="parent")
        if key not in parents:
            raise InvalidCommand("Select one of the teams.", field="parent")
        steps.insert(0, key)
        key = parents[key]
    if len(steps) > MOST_LEVELS:
        raise InvalidCommand(f"Teams lie at most {MOST_LEVELS} deep in each other.", field="parent")
    return f"/{'/'.join(steps)}/"
