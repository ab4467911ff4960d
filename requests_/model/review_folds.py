"""What reading, marking, signing off and sending do to a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from requests_.model.answer_folds import with_opinion, without_looks
from requests_.model.case import Case, Stage, answered
from requests_.model.case_parts import PackState
from requests_.model.events.base import CaseEvent
from requests_.model.events.reviewing import (
    DocumentDecided,
    DocumentPutBack,
    DocumentRead,
    DocumentRetrieved,
    DocumentUnreadable,
    HealthRecorded,
    MarksAdded,
    MarksDecided,
    RedactionsProposed,
    ReturnedForReview,
    SignedOff,
    SubmissionTakenBack,
    SubmittedForSignOff,
)
from requests_.model.events.sending import (
    LatenessExplained,
    PackAssembled,
    PackCollected,
    PackRejected,
    PackReleased,
    ResponseSent,
    TextSent,
)
from requests_.model.gates import HealthRecord
from requests_.model.looking_again import Matter
from requests_.model.other_people import OtherPerson
from requests_.model.outcomes import DECIDED_RIGHTS
from requests_.model.staff import Actor


def _health_recorded(case: Case, event: HealthRecorded, actor: Actor) -> Case:
    record = HealthRecord(ground=event.ground, opinion_on=event.opinion_on)
    return with_opinion(replace(_decided(case, event, actor), health={**case.health, event.document: record}), event)


def _retrieved(case: Case, event: DocumentRetrieved, _: Actor) -> Case:
    return replace(case, stage=Stage.SEARCHING, proposals_made=False)


def _proposed(case: Case, event: RedactionsProposed, _: Actor) -> Case:
    return replace(case, stage=Stage.REVIEWING, proposals_made=True)


def _decided(case: Case, event: CaseEvent, actor: Actor) -> Case:
    return replace(case, reviewers=case.reviewers | {actor.key})


def _marks_decided(case: Case, event: MarksDecided, actor: Actor) -> Case:
    after = _decided(case, event, actor)
    if not event.person or not event.reason:
        return after
    known = case.other_people.get(event.person, OtherPerson())
    known = replace(known, withheld_for=event.reason) if event.withheld else replace(known, shown_by=event.reason)
    return replace(after, other_people={**case.other_people, event.person: known})


def _submitted(case: Case, event: SubmittedForSignOff, actor: Actor) -> Case:
    sent = replace(case, stage=Stage.SIGNING_OFF, submitted_by=actor.key, signed_off_by="", pack=None)
    return replace(sent, returned_for="", changed_for=case.returned_for)


def _returned(case: Case, event: ReturnedForReview, _: Actor) -> Case:
    still_failed = case.failed_work - {*event.withdrawn}
    back = replace(case, stage=Stage.REVIEWING, submitted_by="", signed_off_by="", pack=None)
    return replace(back, returned_for=event.record, failed_work=still_failed)


def _taken_back(case: Case, event: SubmissionTakenBack, _: Actor) -> Case:
    stage = Stage.DECIDING if case.right in DECIDED_RIGHTS else Stage.REVIEWING
    return replace(case, stage=stage, submitted_by="", changes=None, returned_for=event.record)


def _signed_off(case: Case, event: SignedOff, actor: Actor) -> Case:
    return replace(case, signed_off_by=actor.key, approved_seal=event.row_seal)


def _pack_assembled(case: Case, event: PackAssembled, _: Actor) -> Case:
    return replace(case, pack=PackState(key=event.pack, sha256=event.sha256, pages=event.pages))


def _pack_rejected(case: Case, event: PackRejected, _: Actor) -> Case:
    return replace(case, pack=PackState(key=event.pack, rejected_by=event.check))


def _pack_released(case: Case, event: PackReleased, _: Actor) -> Case:
    assert case.pack is not None
    # The opinions were relied on when the pack left; what an earlier letter promised is in the new one.
    done = {Matter.HEALTH_OPINION} if case.pack.is_released else {Matter.HEALTH_OPINION, Matter.PROMISED}
    after = without_looks(case, lambda look: look.matter in done)
    return replace(after, stage=Stage.RESPONDED, pack=replace(case.pack, is_released=True))


def _response_sent(case: Case, event: ResponseSent, _: Actor) -> Case:
    return answered(case, event.sent_on)


def _unchanged(case: Case, event: CaseEvent, _: Actor) -> Case:
    return case


REVIEW_FOLDS: dict[type[CaseEvent], Callable[[Case, Any, Actor], Case]] = {
    DocumentRead: _unchanged,
    DocumentUnreadable: _unchanged,
    DocumentRetrieved: _retrieved,
    RedactionsProposed: _proposed,
    DocumentDecided: _decided,
    DocumentPutBack: _decided,
    MarksDecided: _marks_decided,
    MarksAdded: _decided,
    HealthRecorded: _health_recorded,
    SubmittedForSignOff: _submitted,
    ReturnedForReview: _returned,
    SubmissionTakenBack: _taken_back,
    SignedOff: _signed_off,
    PackAssembled: _pack_assembled,
    PackRejected: _pack_rejected,
    PackReleased: _pack_released,
    ResponseSent: _response_sent,
    LatenessExplained: _unchanged,
    PackCollected: _unchanged,
    TextSent: _unchanged,
}
