"""Background work that stopped, to whom a case is closed, and what is kept longer or erased."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_.model.events.base import CaseEvent
from requests_.model.retention import ErasureReason


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFailed(CaseEvent):
    """A piece of background work gave up: somebody must look."""

    kind = "work_failed"
    job: str
    outbox: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkResumed(CaseEvent):
    """Work that had given up was started again."""

    kind = "work_resumed"
    outbox: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRestricted(CaseEvent):
    """The case was closed to all but those named on it, or opened to the team again; `record` names why."""

    kind = "access_restricted"
    is_restricted: bool
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLonger(CaseEvent):
    """The case is kept back from erasure until a day; the reason is written down beside it."""

    kind = "kept_longer"
    until: date
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceErased(CaseEvent):
    """The files that the requester sent were destroyed; the note of what was seen stays."""

    kind = "evidence_erased"
    erased_on: date
    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailsErased(CaseEvent):
    """Everything personal of the case was erased: the certificate, with how much of each kind there was.

    `months` is what the schedule said on that day; 0 where somebody decided it.
    """

    kind = "details_erased"
    erased_on: date
    reason: ErasureReason
    months: int
    people: int
    writings: int
    letters: int
    documents: int
    marks: int
    files: int
    traces: int
