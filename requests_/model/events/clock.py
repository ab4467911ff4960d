"""What stops, starts, lengthens or ends the time to answer, and the dates that others set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_.model.awaited import Awaited
from requests_.model.events.base import CaseEvent, ExtensionReason
from requests_.model.pauses import PauseReason
from requests_.model.reopening import ReopenReason
from requests_.model.rights import Regime
from requests_.model.set_dates import SetDateEnd, SetDateKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ClarificationRequested(CaseEvent):
    """The requester was asked what they mean: for an access request the clock stops.

    `regimes` are the laws whose clock it stops, none for the case's own; `record` names why it had to be asked.
    """

    kind = "clarification_requested"
    asked_on: date
    reason: PauseReason | None = None
    regimes: tuple[Regime, ...] = ()
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClarificationReceived(CaseEvent):
    """The requester said what they mean: the clock runs again."""

    kind = "clarification_received"
    received_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerReminded(CaseEvent):
    """The requester was sent what was asked once more, and told by when to answer."""

    kind = "answer_reminded"
    reminded_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReopened(CaseEvent):
    """A case that was answered or ended is open again, until a day that was promised; `record` says what is to do."""

    kind = "case_reopened"
    reopened_on: date
    reason: ReopenReason
    due_on: date
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLapsed(CaseEvent):
    """Somebody closed a request for want of what was asked for; what comes late opens it again.

    Events of before proof and fees could lapse name nothing: they were about a question.
    """

    kind = "request_lapsed"
    lapsed_on: date
    awaited: tuple[Awaited, ...] = (Awaited.ANSWER,)


@dataclass(frozen=True, slots=True, kw_only=True)
class LapseEnded(CaseEvent):
    """The requester wrote or sent a proof after the request was closed for want of it: it is open, to be looked at."""

    kind = "lapse_ended"
    came_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodExtended(CaseEvent):
    """The requester was told that two further months are needed, and why; under `regimes`, or the case's own law."""

    kind = "period_extended"
    notice_on: date
    reason: ExtensionReason
    regimes: tuple[Regime, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegimeAdded(CaseEvent):
    """Some of what is asked for is held under the other law as well: that law's clock runs too, from the receipt.

    `record` names what staff wrote about it ("" in old records).
    """

    kind = "regime_added"
    regime: Regime
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSet(CaseEvent):
    """The regulator, a tribunal or a court set a date; `record` names what staff wrote of their letter."""

    kind = "date_set"
    what: SetDateKind
    due_on: date
    letter_on: date
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDateEnded(CaseEvent):
    """A date set from outside was met, replaced or taken back; `record` is that of its `DateSet`.

    `reply` names what staff wrote of our answer.
    """

    kind = "set_date_ended"
    record: str
    end: SetDateEnd
    ended_on: date
    reply: str = ""
