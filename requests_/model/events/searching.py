"""The stores are searched."""

from __future__ import annotations

from dataclasses import dataclass

from requests_.model.events.base import CaseEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSearched(CaseEvent):
    """One source was searched to its end; `altered` and `gone` are of what an earlier search had found in it."""

    kind = "source_searched"
    source: str
    attempt: int
    looked_at: int
    found: int
    possible: int
    unreadable: int
    altered: int = 0
    gone: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSearchFailed(CaseEvent):
    """One source could not be searched; nothing from it is in the case."""

    kind = "source_search_failed"
    source: str
    attempt: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceWaiting(CaseEvent):
    """One source is searched by people: the case waits for their answer."""

    kind = "source_waiting"
    source: str
    attempt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSearchRetried(CaseEvent):
    """A source is searched again, or one is searched that had been left out; it alone."""

    kind = "source_search_retried"
    source: str
    attempt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceGapAccepted(CaseEvent):
    """Somebody decided to answer without one source, and `record` names why; the gap is told to the requester."""

    kind = "source_gap_accepted"
    source: str
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchCompleted(CaseEvent):
    """Every source has been searched, has failed, or waits for people."""

    kind = "search_completed"
