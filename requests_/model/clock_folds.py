"""What the events of the clocks do to a case: questions and answers, extensions, laws, dates set from outside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from requests_.deadlines.statutory_clock import Pause
from requests_.model.answer_folds import without_looks
from requests_.model.case import Case, Stage
from requests_.model.events.base import CaseEvent
from requests_.model.events.clock import (
    AnswerReminded,
    CaseReopened,
    ClarificationReceived,
    ClarificationRequested,
    DateSet,
    LapseEnded,
    PeriodExtended,
    RegimeAdded,
    RequestLapsed,
    SetDateEnded,
)
from requests_.model.looking_again import Matter
from requests_.model.pauses import Question
from requests_.model.reopening import Reopening
from requests_.model.set_dates import SetDate
from requests_.model.sources import SearchState, SourceProgress
from requests_.model.staff import Actor
from requests_.model.unanswered import came_late


def _clarification_requested(case: Case, event: ClarificationRequested, _: Actor) -> Case:
    asked = Question(Pause(event.asked_on), event.reason, event.regimes, event.record)
    return replace(case, questions=(*case.questions, asked), reminded_on=None)


def _clarification_received(case: Case, event: ClarificationReceived, _: Actor) -> Case:
    *earlier, last = case.questions
    answered = replace(last, pause=replace(last.pause, received_on=event.received_on))
    return replace(came_late(case), questions=(*earlier, answered))


def _reminded(case: Case, event: AnswerReminded, _: Actor) -> Case:
    return replace(case, reminded_on=event.reminded_on)


def _lapsed(case: Case, event: RequestLapsed, _: Actor) -> Case:
    codes = tuple(str(what) for what in event.awaited)
    return replace(case, stage=Stage.CLOSED, lapsed_from=case.stage, refused_for=codes, reopened=None)


def _lapse_ended(case: Case, event: LapseEnded, _: Actor) -> Case:
    return came_late(case)


def _reopened(case: Case, event: CaseReopened, _: Actor) -> Case:
    # What was found and decided stays in its tables; the work begins again with the question where to look.
    return replace(
        without_looks(case, lambda look: look.matter is Matter.LATE_ANSWER),
        stage=_first_stage(case),
        reopened=Reopening(reason=event.reason, due_on=event.due_on),
        searched_before=case.searched_before | _searched(case),
        lapsed_from=None,
        refused_for=(),
        not_confirmed=False,
        complaint_result=None,
        proposals_made=False,
        submitted_by="",
        signed_off_by="",
        pack=None,
        changes=None,
        decisions={},
    )


def _searched(case: Case) -> dict[str, SourceProgress]:
    return {key: source for key, source in case.sources.items() if source.state is SearchState.SEARCHED}


def _first_stage(case: Case) -> Stage:
    """Where what is missing is asked: a case that was ended before its checks were made is not ready to accept."""
    if not case.open_checks:
        return Stage.ASSESSING
    is_asked = any(state.requested_on is not None for state in case.checks.values())
    return Stage.VERIFYING if is_asked else Stage.RECEIVED


def _extended(case: Case, event: PeriodExtended, _: Actor) -> Case:
    regimes = event.regimes or (case.regime,)
    own = event.notice_on if case.regime in regimes else case.extension_notice_on
    other = event.notice_on if case.other_regime in regimes else case.other_extension_on
    return replace(case, extension_notice_on=own, other_extension_on=other)


def _regime_added(case: Case, event: RegimeAdded, _: Actor) -> Case:
    return replace(case, other_regime=event.regime)


def _date_set(case: Case, event: DateSet, _: Actor) -> Case:
    found = SetDate(key=event.record, kind=event.what, due_on=event.due_on, letter_on=event.letter_on)
    return replace(case, set_dates={**case.set_dates, event.record: found})


def _set_date_ended(case: Case, event: SetDateEnded, _: Actor) -> Case:
    ended = replace(case.set_dates[event.record], end=event.end, ended_on=event.ended_on, reply=event.reply)
    return replace(case, set_dates={**case.set_dates, event.record: ended})


CLOCK_FOLDS: dict[type[CaseEvent], Callable[[Case, Any, Actor], Case]] = {
    ClarificationRequested: _clarification_requested,
    ClarificationReceived: _clarification_received,
    AnswerReminded: _reminded,
    RequestLapsed: _lapsed,
    LapseEnded: _lapse_ended,
    CaseReopened: _reopened,
    PeriodExtended: _extended,
    RegimeAdded: _regime_added,
    DateSet: _date_set,
    SetDateEnded: _set_date_ended,
}
