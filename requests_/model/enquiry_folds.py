"""What asking others, and their answers, do to a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from requests_.model.answer_folds import without_looks
from requests_.model.case import FINDING, Case, Stage
from requests_.model.enquiries import EnquiryState
from requests_.model.events.base import CaseEvent
from requests_.model.events.enquiries import (
    AnswerFollows,
    AnswerTakenIn,
    EnquiryEnded,
    TeamAnswered,
    TeamAsked,
    TeamReminded,
)
from requests_.model.looking_again import Matter
from requests_.model.outcomes import DECIDED_RIGHTS
from requests_.model.staff import Actor


def _asked(case: Case, event: TeamAsked, _: Actor) -> Case:
    return _with(case, event.enquiry, EnquiryState(due_on=event.due_on, team=event.team, source=event.source))


def _answered(case: Case, event: TeamAnswered, _: Actor) -> Case:
    known = case.enquiries[event.enquiry]
    is_late = case.stage not in FINDING
    state = replace(known, answered_on=event.answered_on, untaken=event.files, is_late=is_late)
    return _with(case, event.enquiry, state)


def _taken_in(case: Case, event: AnswerTakenIn, _: Actor) -> Case:
    after = _with(case, event.enquiry, replace(case.enquiries[event.enquiry], untaken=0, is_late=False, follows=""))
    if not any(enquiry.untaken for enquiry in after.enquiries.values()):
        after = without_looks(after, lambda look: look.matter is Matter.LATE_ANSWER)
    if case.right in DECIDED_RIGHTS or not event.documents:
        return after
    # Like a scan that was attached: it is read, and marks are proposed over the whole bundle again.
    return replace(after, stage=Stage.SEARCHING, proposals_made=False)


def _follows(case: Case, event: AnswerFollows, actor: Actor) -> Case:
    # Its letter says something else from now on, so nothing is signed any more; and whoever decides what the answer
    # lacks takes part in it: another person signs it off.
    after = replace(
        case,
        signed_off_by="",
        pack=None,
        reviewers=case.reviewers | {actor.key},
        failed_work=case.failed_work - {*event.withdrawn},
    )
    return _with(after, event.enquiry, replace(case.enquiries[event.enquiry], follows=event.record))


def _ended(case: Case, event: EnquiryEnded, _: Actor) -> Case:
    return _with(case, event.enquiry, replace(case.enquiries[event.enquiry], is_ended=True))


def _reminded(case: Case, event: TeamReminded, _: Actor) -> Case:
    return case


def _with(case: Case, key: str, state: EnquiryState) -> Case:
    return replace(case, enquiries={**case.enquiries, key: state})


ENQUIRY_FOLDS: dict[type[CaseEvent], Callable[[Case, Any, Actor], Case]] = {
    TeamAsked: _asked,
    TeamReminded: _reminded,
    TeamAnswered: _answered,
    AnswerTakenIn: _taken_in,
    AnswerFollows: _follows,
    EnquiryEnded: _ended,
}
