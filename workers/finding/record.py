"""What a search looked at, under which keys, and what it could not see: part of the case and of the response."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workers.finding.bands import Decision
from workers.finding.beside import Beside
from workers.sources.base import RawRecord


class SearchState(StrEnum):
    """How the search of one store ended."""

    SEARCHED = "searched"
    FAILED = "failed"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is, or may be, about the person.

    `person` is the key under which it is filed in its store ("" for what is filed under nobody, or somebody else);
    `beside` shows, once for each possible person, the two records side by side. `is_ruled` says that somebody decided
    who that person is.
    """

    store: str
    ref: str
    title: str
    category: str
    date: date | None
    score: float
    decision: Decision
    why: tuple[str, ...]
    record: RawRecord
    passage: str = ""
    person: str = ""
    beside: tuple[Beside, ...] = ()
    is_ruled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedPerson:
    """Somebody around the person, as a store tells it; `role` is a first guess for the reviewer."""

    name: str
    relation: str
    role: str
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    date_of_birth: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRecord:
    """The account of one store's search; `unreadable` pairs a ref with the reason.

    `keys` says under what was searched, `learned` which of these came from confirmed records and not from the question.
    """

    store: str
    state: SearchState
    looked_at: int = 0
    found: int = 0
    look_alikes: int = 0
    seconds: float = 0.0
    reason: str = ""
    keys: tuple[str, ...] = ()
    learned: tuple[str, ...] = ()
    weights: str = ""
    unreadable: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreSearch:
    """What one store gave."""

    findings: tuple[Finding, ...]
    record: SearchRecord
    people: tuple[RelatedPerson, ...] = ()
