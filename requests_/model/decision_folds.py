"""What the events of a decided right do to its case, from the first decision to the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from requests_.model import events as e
from requests_.model.case import Case, Stage
from requests_.model.decided import ChangesState
from requests_.model.staff import Actor


def _item_decided(case: Case, event: e.ItemDecided, actor: Actor) -> Case:
    decisions = {**case.decisions, event.document: event.outcome}
    return replace(case, decisions=decisions, reviewers=case.reviewers | {actor.key})


def _submitted(case: Case, event: e.DecisionsSubmitted, actor: Actor) -> Case:
    return replace(case, stage=Stage.SIGNING_OFF, submitted_by=actor.key, signed_off_by="", changes=None)


def _open_again(case: Case, event: e.CaseEvent, _: Actor) -> Case:
    return replace(case, stage=Stage.DECIDING, submitted_by="", signed_off_by="", changes=None, open_tasks=frozenset())


def _planned(case: Case, event: e.ChangesPlanned, _: Actor) -> Case:
    return replace(case, changes=ChangesState(sha256=event.sha256, rows=event.rows, files=event.files))


def _approved(case: Case, event: e.ChangesApproved, actor: Actor) -> Case:
    return replace(_with(case, is_approved=True), signed_off_by=actor.key)


def _made(case: Case, event: e.ChangesMade, _: Actor) -> Case:
    return _with(case, is_made=True)


def _undo_asked(case: Case, event: e.UndoAsked, _: Actor) -> Case:
    return _with(case, is_undo_asked=True)


def _undo_ended(case: Case, event: e.UndoEnded, _: Actor) -> Case:
    return _with(case, is_final=True)


def _with(case: Case, **changes: Any) -> Case:
    assert case.changes is not None
    return replace(case, changes=replace(case.changes, **changes))


def _task_asked(case: Case, event: e.TaskAsked, _: Actor) -> Case:
    return replace(case, open_tasks=case.open_tasks | {event.task})


def _task_done(case: Case, event: e.TaskDone, _: Actor) -> Case:
    return replace(case, open_tasks=case.open_tasks - {event.task})


def _recipient_named(case: Case, event: e.RecipientNamed, _: Actor) -> Case:
    return replace(case, notices=case.notices | {event.notice}, untold=case.untold | {event.notice})


def _notice_sent(case: Case, event: e.NoticeSent, _: Actor) -> Case:
    return replace(case, untold=case.untold - {event.notice})


def _notice_answered(case: Case, event: e.NoticeAnswered, _: Actor) -> Case:
    return case


def _hold_placed(case: Case, event: e.HoldPlaced, _: Actor) -> Case:
    return replace(case, holds=case.holds | {event.hold})


def _hold_lifted(case: Case, event: e.HoldLifted, _: Actor) -> Case:
    return replace(case, holds=case.holds - {event.hold})


def _answered(case: Case, event: e.RightAnswered, _: Actor) -> Case:
    return replace(case, stage=Stage.RESPONDED)


DECISION_FOLDS: dict[type[e.CaseEvent], Callable[[Case, Any, Actor], Case]] = {
    e.ItemDecided: _item_decided,
    e.DecisionsSubmitted: _submitted,
    e.ChangesPlanned: _planned,
    e.ChangesRefused: _open_again,
    e.DecisionsReturned: _open_again,
    e.ChangesApproved: _approved,
    e.ChangesMade: _made,
    e.UndoAsked: _undo_asked,
    e.ChangesUndone: _open_again,
    e.UndoEnded: _undo_ended,
    e.TaskAsked: _task_asked,
    e.TaskDone: _task_done,
    e.RecipientNamed: _recipient_named,
    e.NoticeSent: _notice_sent,
    e.NoticeAnswered: _notice_answered,
    e.HoldPlaced: _hold_placed,
    e.HoldLifted: _hold_lifted,
    e.RightAnswered: _answered,
}
