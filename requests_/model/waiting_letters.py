"""Letters that have not left: what they say holds from the day they leave, by mail or by post, and not before.

A requester is told when a letter leaves (UK GDPR arts. 12(3)-(4), 12A(4)-(5); DPA 2018 s.54): a question stops the
clock from that day, an extension counts if that day is in time, a refusal or an answer ends the clock on it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from requests_.ids import CaseId
from requests_.model.event_codec import payload_of
from requests_.model.events.answering import FeeAsked, NotConfirmed, RequestRefused
from requests_.model.events.base import CaseEvent, SentBy
from requests_.model.events.clock import AnswerReminded, ClarificationRequested, PeriodExtended, RequestLapsed
from requests_.model.events.kinds import event_of
from requests_.model.events.linking import RequestTransferred
from requests_.model.events.receiving import EvidenceRequested
from requests_.model.events.sending import ResponseSent
from requests_.model.staff import Actor

# By how many working days a letter is printed and posted.
POST_WORKING_DAYS = 2
# The field of an event that is the day on which the requester is told.
_DAY_OF: Mapping[type[CaseEvent], str] = {
    AnswerReminded: "reminded_on",
    ClarificationRequested: "asked_on",
    EvidenceRequested: "requested_on",
    FeeAsked: "asked_on",
    NotConfirmed: "answered_on",
    PeriodExtended: "notice_on",
    RequestLapsed: "lapsed_on",
    RequestRefused: "refused_on",
    RequestTransferred: "transferred_on",
    ResponseSent: "sent_on",
}
_ENDS = (NotConfirmed, RequestLapsed, RequestRefused, RequestTransferred, ResponseSent)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLetter:
    """A letter that has not left; `post_by` is None for one that is mailed, `is_printed` whether its PDF is there."""

    message: str
    kind: str
    effects: tuple[CaseEvent, ...] = ()
    post_by: date | None = None
    letter: str = ""
    is_printed: bool = False

    @property
    def ends_the_case(self) -> bool:
        """Whether it is the answer, or tells that there will be none."""
        return any(isinstance(effect, _ENDS) for effect in self.effects)

    def effects_on(self, day: date) -> tuple[CaseEvent, ...]:
        """What the letter does to the case when it leaves on a day."""
        return tuple(dated(effect, day) for effect in self.effects)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPosted:
    """Record the day on which a letter was posted or handed over."""

    case: CaseId
    message: str
    posted_on: date
    sent_by: SentBy
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawLetter:
    """Take back a letter that was not posted."""

    case: CaseId
    message: str
    actor: Actor


def as_json(effects: Iterable[CaseEvent]) -> tuple[str, ...]:
    """Events as an event keeps them."""
    return tuple(json.dumps([effect.kind, payload_of(effect)], sort_keys=True) for effect in effects)


def from_json(kept: Iterable[str]) -> tuple[CaseEvent, ...]:
    """The events that `as_json` was given."""
    return tuple(event_of(*json.loads(each)) for each in kept)


def dated(effect: CaseEvent, day: date) -> CaseEvent:
    """The event as it is when the requester is told on a day."""
    field = _DAY_OF.get(type(effect))
    return effect if field is None else replace(effect, **{field: day})
