"""What the search for a person's records asks the services to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_.ids import CaseId, DocumentId
from requests_.model.people import CasePerson
from requests_.model.sources import Band
from requests_.model.staff import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBack:
    """That the installation never gives a find out by itself: the exemption's code, and why."""

    code: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDocument:
    """One thing a search found. `sha256` names its bytes in the vault, "" where only a person can fetch it.

    One that is `held_back` is decided to be withheld when it is found, until a reviewer decides otherwise.
    """

    ref: str
    title: str
    category: str
    dated_on: date | None
    media_type: str
    file_name: str
    sha256: str
    band: Band
    score: float
    why: tuple[str, ...]
    held_back: HeldBack | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSourceSearched:
    """What one source's search came to."""

    case: CaseId
    source: str
    attempt: int
    looked_at: int
    seconds: float
    documents: tuple[FoundDocument, ...]
    people: tuple[CasePerson, ...]
    unreadable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSourceFailed:
    """One source could not be searched. `reason` is one plain line without personal data."""

    case: CaseId
    source: str
    attempt: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSourceWaiting:
    """One source is searched by people."""

    case: CaseId
    source: str
    attempt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAgain:
    """Search a source again, or one that had been left out; it alone."""

    case: CaseId
    source: str
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptSourceGap:
    """Answer without a source, because of what is written down; the pack says so."""

    case: CaseId
    source: str
    because: str
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachRetrieved:
    """Put the scan of a paper file where its register entry stands. `sha256` names its bytes in the vault."""

    case: CaseId
    document: DocumentId
    sha256: str
    file_name: str
    media_type: str
    actor: Actor
