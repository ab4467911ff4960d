"""Cases are linked, joined, or given to another body."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_.model.events.base import CaseEvent
from requests_.model.links import LinkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesLinked(CaseEvent):
    """Another case belongs to this one."""

    kind = "cases_linked"
    reference: str
    link: LinkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesUnlinked(CaseEvent):
    """Another case does not belong to this one after all."""

    kind = "cases_unlinked"
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedToEarlier(CaseEvent):
    """The same request came before: this case is closed into that one, whose clock counts."""

    kind = "joined_to_earlier"
    reference: str
    joined_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestTransferred(CaseEvent):
    """Another controller holds what was asked for: the requester was told whom to ask; `record` has who that is."""

    kind = "request_transferred"
    transferred_on: date
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateJoined(CaseEvent):
    """The same request came again, and that case was closed into this one."""

    kind = "duplicate_joined"
    reference: str
