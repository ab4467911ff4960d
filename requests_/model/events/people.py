"""Entries of a case that turn out to be one person, or two."""

from __future__ import annotations

from dataclasses import dataclass

from requests_.model.events.base import CaseEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleMerged(CaseEvent):
    """Entries are one person. `decided_as` is the entry whose decision holds for all; "" for deciding once more.

    `change` names what it is put back from; `revealed` counts the places that are shown because of it.
    """

    kind = "people_merged"
    change: str
    kept: str
    merged: tuple[str, ...]
    decided_as: str
    places: int
    revealed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSplit(CaseEvent):
    """Some places that named a person name somebody else, `taken_out`, about whom nothing is decided."""

    kind = "person_split"
    change: str
    person: str
    taken_out: str
    places: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleChangeUndone(CaseEvent):
    """The newest merge or split was put back."""

    kind = "people_change_undone"
    change: str
