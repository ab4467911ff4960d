"""A request is answered without a pack, and what goes with an answer: letters, fees, recipients, looking again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_.model.complaints import ComplaintResult
from requests_.model.events.base import CaseEvent, RefusalGround
from requests_.model.looking_again import Matter
from requests_.model.recipients import RecipientFinding


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRefused(CaseEvent):
    """The request will not be acted on. `reasons` are the codes that its letter is composed from."""

    kind = "request_refused"
    ground: RefusalGround
    refused_on: date
    reasons: tuple[str, ...] = ()
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotConfirmed(CaseEvent):
    """The answer says neither yes nor no; `record` names how saying it would do harm."""

    kind = "not_confirmed"
    answered_on: date
    recheck_on: date
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterOrdered(CaseEvent):
    """Somebody had a letter written and sent; `answers` when it is the answer to the request."""

    kind = "letter_ordered"
    message: str
    message_kind: str
    answers: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintDecided(CaseEvent):
    """What a complaint came to; `record` names what staff wrote about what changes, "" where nothing was wrong."""

    kind = "complaint_decided"
    result: ComplaintResult
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeAsked(CaseEvent):
    """A fee was asked for: the clock does not start until it comes."""

    kind = "fee_asked"
    asked_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FeePaid(CaseEvent):
    """The fee came."""

    kind = "fee_paid"
    paid_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientRecorded(CaseEvent):
    """What was found about one recipient of information that was changed; `record` names who, and why not."""

    kind = "recipient_recorded"
    finding: RecipientFinding
    told_on: date | None
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LookAgainSet(CaseEvent):
    """A reason that lasts only for a time is to be looked at again: an exemption's, a document's, or the case's."""

    kind = "look_again_set"
    matter: Matter
    due_on: date
    reason: str = ""
    document: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAgain(CaseEvent):
    """Somebody looked again; `again_on` is None when the reason has ended. `record` names what they found."""

    kind = "looked_again"
    matter: Matter
    looked_on: date
    again_on: date | None
    record: str
    reason: str = ""
    document: str = ""
