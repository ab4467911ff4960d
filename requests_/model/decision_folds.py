"""What the events of a decided right do to its case, from the first decision to the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from requests_.model.case import Case, Stage
from requests_.model.decided import ChangesState
from requests_.model.events.base import CaseEvent
from requests_.model.events.deciding import (
    ChangesApproved,
    ChangesMade,
    ChangesPlanned,
    ChangesRefused,
    ChangesUndone,
    DecisionsReturned,
    DecisionsSubmitted,
    HoldLifted,
    HoldPlaced,
    ItemDecided,
    LimitEnding,
    NoticeAnswered,
    NoticeSent,
    RecipientNamed,
    RightAnswered,
    TaskAsked,
    TaskDone,
    UndoAsked,
    UndoEnded,
)
from requests_.model.staff import Actor


def _item_decided(case: Case, event: ItemDecided, actor: Actor) -> Case:
    decisions = {**case.decisions, event.document: event.outcome}
    return replace(case, decisions=decisions, reviewers=case.reviewers | {actor.key})


def _submitted(case: Case, event: DecisionsSubmitted, actor: Actor) -> Case:
    sent = replace(case, stage=Stage.SIGNING_OFF, submitted_by=actor.key, signed_off_by="", changes=None)
    sent = replace(sent, undecided=event.undecided, undecided_for=event.record)
    return replace(sent, returned_for="", changed_for=case.returned_for)


def _open_again(case: Case, event: CaseEvent, _: Actor) -> Case:
    return replace(case, stage=Stage.DECIDING, submitted_by="", signed_off_by="", changes=None, open_tasks=frozenset())


def _returned(case: Case, event: DecisionsReturned, actor: Actor) -> Case:
    return replace(_open_again(case, event, actor), returned_for=event.record)


def _planned(case: Case, event: ChangesPlanned, _: Actor) -> Case:
    return replace(case, changes=ChangesState(sha256=event.sha256, rows=event.rows, files=event.files))


def _approved(case: Case, event: ChangesApproved, actor: Actor) -> Case:
    return replace(_with(case, is_approved=True), signed_off_by=actor.key, approved_seal=event.row_seal)


def _made(case: Case, event: ChangesMade, _: Actor) -> Case:
    return _with(case, is_made=True)


def _undo_asked(case: Case, event: UndoAsked, _: Actor) -> Case:
    return _with(case, is_undo_asked=True)


def _undo_ended(case: Case, event: UndoEnded, _: Actor) -> Case:
    return replace(_with(case, is_final=True), approved_seal=event.row_seal or case.approved_seal)


def _with(case: Case, **changes: Any) -> Case:
    assert case.changes is not None
    return replace(case, changes=replace(case.changes, **changes))


def _limit_ending(case: Case, event: LimitEnding, _: Actor) -> Case:
    return replace(case, limit_ends_on=event.ends_on)


def _task_asked(case: Case, event: TaskAsked, _: Actor) -> Case:
    return replace(case, open_tasks=case.open_tasks | {event.task})


def _task_done(case: Case, event: TaskDone, _: Actor) -> Case:
    return replace(case, open_tasks=case.open_tasks - {event.task})


def _recipient_named(case: Case, event: RecipientNamed, _: Actor) -> Case:
    return replace(case, notices=case.notices | {event.notice}, untold=case.untold | {event.notice})


def _notice_sent(case: Case, event: NoticeSent, _: Actor) -> Case:
    return replace(case, untold=case.untold - {event.notice})


def _notice_answered(case: Case, event: NoticeAnswered, _: Actor) -> Case:
    return case


def _hold_placed(case: Case, event: HoldPlaced, _: Actor) -> Case:
    return replace(case, holds=case.holds | {event.hold})


def _hold_lifted(case: Case, event: HoldLifted, _: Actor) -> Case:
    return replace(case, holds=case.holds - {event.hold})


def _answered(case: Case, event: RightAnswered, _: Actor) -> Case:
    return replace(case, stage=Stage.RESPONDED)


DECISION_FOLDS: dict[type[CaseEvent], Callable[[Case, Any, Actor], Case]] = {
    ItemDecided: _item_decided,
    DecisionsSubmitted: _submitted,
    ChangesPlanned: _planned,
    ChangesRefused: _open_again,
    DecisionsReturned: _returned,
    ChangesApproved: _approved,
    ChangesMade: _made,
    UndoAsked: _undo_asked,
    ChangesUndone: _open_again,
    UndoEnded: _undo_ended,
    LimitEnding: _limit_ending,
    TaskAsked: _task_asked,
    TaskDone: _task_done,
    RecipientNamed: _recipient_named,
    NoticeSent: _notice_sent,
    NoticeAnswered: _notice_answered,
    HoldPlaced: _hold_placed,
    HoldLifted: _hold_lifted,
    RightAnswered: _answered,
}
