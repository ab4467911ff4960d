"""What the events of an answer by letter, and of reasons that last only for a time, do to a case."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from requests_.model.case import Case, Stage, answered
from requests_.model.events.answering import (
    ComplaintDecided,
    FeeAsked,
    FeePaid,
    LetterOrdered,
    LookAgainSet,
    LookedAgain,
    NotConfirmed,
    RecipientRecorded,
)
from requests_.model.events.base import CaseEvent
from requests_.model.events.reviewing import HealthRecorded
from requests_.model.looking_again import LookAgain, Matter, opinion_look
from requests_.model.recipients import RecipientFinding
from requests_.model.staff import Actor
from requests_.model.unanswered import came_late


def _not_confirmed(case: Case, event: NotConfirmed, _: Actor) -> Case:
    look = LookAgain(matter=Matter.NOT_CONFIRMED, due_on=event.recheck_on)
    after = replace(answered(case, event.answered_on), stage=Stage.RESPONDED, not_confirmed=True)
    return with_looks(after, look)


def _letter_ordered(case: Case, event: LetterOrdered, _: Actor) -> Case:
    return replace(case, stage=Stage.RESPONDED) if event.answers else case


def _complaint_decided(case: Case, event: ComplaintDecided, _: Actor) -> Case:
    return replace(case, complaint_result=event.result)


def _fee_asked(case: Case, event: FeeAsked, _: Actor) -> Case:
    return replace(case, fee_asked_on=event.asked_on, fee_paid_on=None, reminded_on=None)


def _fee_paid(case: Case, event: FeePaid, _: Actor) -> Case:
    return replace(came_late(case), fee_paid_on=event.paid_on)


def _recipient_recorded(case: Case, event: RecipientRecorded, _: Actor) -> Case:
    known = case.recipients
    match event.finding:
        case RecipientFinding.TOLD:
            found = replace(known, told=known.told + 1)
        case RecipientFinding.NOT_TOLD:
            found = replace(known, not_told=known.not_told + 1)
        case _:
            found = replace(known, nobody=True)
    return replace(case, recipients=found)


def _look_set(case: Case, event: LookAgainSet, _: Actor) -> Case:
    return with_looks(case, LookAgain(matter=event.matter, about=event.document or event.reason, due_on=event.due_on))


def _looked_again(case: Case, event: LookedAgain, _: Actor) -> Case:
    about = event.document or event.reason
    after = without_looks(case, lambda look: (look.matter, look.about) == (event.matter, about))
    if event.again_on is None:
        return after
    return with_looks(after, LookAgain(matter=event.matter, about=about, due_on=event.again_on))


def with_opinion(case: Case, event: HealthRecorded) -> Case:
    """The opinion about a document replaces the one before; what the person knows already runs out never."""
    after = without_looks(case, lambda look: (look.matter, look.about) == (Matter.HEALTH_OPINION, event.document))
    return after if event.opinion_on is None else with_looks(after, opinion_look(event.document, event.opinion_on))


def with_looks(case: Case, *looks: LookAgain) -> Case:
    """The case with these to be looked at again; each replaces the one of its key."""
    return replace(case, looks={**case.looks, **_by_key(looks)})


def without_looks(case: Case, is_settled: Callable[[LookAgain], bool]) -> Case:
    """The case without those that are settled."""
    return replace(case, looks=_by_key(look for look in case.looks.values() if not is_settled(look)))


def _by_key(looks: Iterable[LookAgain]) -> dict[str, LookAgain]:
    return {look.key: look for look in looks}


ANSWER_FOLDS: dict[type[CaseEvent], Callable[[Case, Any, Actor], Case]] = {
    NotConfirmed: _not_confirmed,
    LetterOrdered: _letter_ordered,
    ComplaintDecided: _complaint_decided,
    FeeAsked: _fee_asked,
    FeePaid: _fee_paid,
    RecipientRecorded: _recipient_recorded,
    LookAgainSet: _look_set,
    LookedAgain: _looked_again,
}
