"""What people ask of the desk: giving cases to people, and deciding who may open them."""

from __future__ import annotations

from dataclasses import dataclass

from requests_.ids import CaseId
from requests_.model.staff import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignCases:
    """Give cases to somebody, or ("") to nobody. `cases` are (case, whose it was as the actor saw it)."""

    cases: tuple[tuple[CaseId, str], ...]
    to: str
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class NameOnCase:
    """Let somebody open a case, or let them no longer."""

    case: CaseId
    staff: str
    is_named: bool
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictCase:
    """Close a case to all but those named on it, or open it to the team again; `reason` is kept with the case."""

    case: CaseId
    is_restricted: bool
    reason: str
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAccess:
    """Ask to open a case, with the reason that is kept."""

    case: CaseId
    reason: str
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerAccess:
    """Answer whoever asked to open a case."""

    case: CaseId
    ask: str
    grants: bool
    actor: Actor
