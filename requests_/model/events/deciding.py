"""Rights other than access: records are decided, stores changed, and whoever has to know is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_.model.events.base import CaseEvent
from requests_.model.lawful_basis import Basis
from requests_.model.outcome_terms import Finding as ErasureFinding
from requests_.model.outcome_terms import Nature, Outcome, RestrictionGround
from requests_.model.recipient_kinds import Recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDecided(CaseEvent):
    """What becomes of one record was decided, or of the request as a whole ("" for `document`).

    `record` names what staff wrote about it. Each new decision about an item replaces the last.
    """

    kind = "item_decided"
    document: str
    outcome: Outcome
    nature: Nature | None = None
    findings: tuple[ErasureFinding, ...] = ()
    ground: RestrictionGround | None = None
    basis: Basis | None = None
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionsSubmitted(CaseEvent):
    """What is asked for is decided: the changes are worked out, and a second person checks them.

    `undecided` records stay as they are, for the reason in `record`.
    """

    kind = "decisions_submitted"
    items: int
    granted: int
    undecided: int = 0
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPlanned(CaseEvent):
    """What would be changed was worked out row by row and file by file; `sha256` names the plan."""

    kind = "changes_planned"
    sha256: str
    rows: int
    files: int
    marks: int
    tasks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesRefused(CaseEvent):
    """The changes cannot be made as they were decided: nothing was changed, and the decisions are open again."""

    kind = "changes_refused"
    source: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionsReturned(CaseEvent):
    """The second person sent the decisions back; `record` says what is to be changed ("" in old records)."""

    kind = "decisions_returned"
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesApproved(CaseEvent):
    """A second person approved this plan and no other; `row_seal` vouches for the decisions ("" in old records)."""

    kind = "changes_approved"
    sha256: str
    row_seal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesMade(CaseEvent):
    """Everything in the plan was done, read again and found as planned."""

    kind = "changes_made"
    sha256: str
    rows: int
    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoAsked(CaseEvent):
    """Somebody decided that what was changed is put back."""

    kind = "undo_asked"
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoEnded(CaseEvent):
    """The time in which the changes could be put back is over, and what they could be put back from is destroyed.

    So are `copies` of ours, of records that were deleted; `row_seal` vouches for what is left ("" where all is).
    """

    kind = "undo_ended"
    sha256: str
    copies: int = 0
    row_seal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesUndone(CaseEvent):
    """What was changed was put back as it was: the decisions are open again."""

    kind = "changes_undone"
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitEnding(CaseEvent):
    """The person is told that the use of their information is limited until `ends_on`, and no longer (art. 18(3))."""

    kind = "limit_ending"
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAsked(CaseEvent):
    """A person was asked to do what the portal cannot do in a store."""

    kind = "task_asked"
    task: str
    document: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDone(CaseEvent):
    """Somebody showed that a task is done; `record` names what shows it."""

    kind = "task_done"
    task: str
    done_on: date
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientNamed(CaseEvent):
    """Somebody who was given the information was named, and is being told what became of it."""

    kind = "recipient_named"
    notice: str
    recipient: Recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSent(CaseEvent):
    """The message to a recipient was handed to the mail server."""

    kind = "notice_sent"
    notice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeAnswered(CaseEvent):
    """A recipient said what they did about it."""

    kind = "notice_answered"
    notice: str
    answered_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldPlaced(CaseEvent):
    """A record has to be kept as it is."""

    kind = "hold_placed"
    hold: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldLifted(CaseEvent):
    """A record can be changed again."""

    kind = "hold_lifted"
    hold: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RightAnswered(CaseEvent):
    """The requester was told what was done and what was refused."""

    kind = "right_answered"
    granted: int
    refused: int
