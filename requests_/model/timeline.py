"""From events to a case, and the hash chain that shows no event was changed, removed or moved."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from requests_.ids import CaseId
from requests_.model import events as e
from requests_.model.answer_folds import ANSWER_FOLDS, with_opinion, without_looks
from requests_.model.case import Case, CheckState, EntitlementState, FollowUp, PackState, Stage, answered
from requests_.model.clock_folds import CLOCK_FOLDS
from requests_.model.consent_folds import CONSENT_FOLDS
from requests_.model.decision_folds import DECISION_FOLDS
from requests_.model.enquiry_folds import ENQUIRY_FOLDS
from requests_.model.gates import HealthRecord
from requests_.model.letters.reasons import GROUND_REASONS
from requests_.model.link_folds import LINK_FOLDS
from requests_.model.looking_again import Matter
from requests_.model.other_people import OtherPerson
from requests_.model.outcomes import DECIDED_RIGHTS
from requests_.model.retention_folds import RETENTION_FOLDS
from requests_.model.rights import AccessScope
from requests_.model.sources import SearchState, SourceProgress
from requests_.model.staff import Actor
from requests_.model.unanswered import came_late

CHAIN_START = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedEvent:
    """An event in its place: the `seq`-th of its case (from 1), by whom and when (aware UTC)."""

    case: CaseId
    seq: int
    event: e.CaseEvent
    actor: Actor
    at: datetime


def seal(previous: str, *, case: str, seq: int, kind: str, version: int, at: str, actor: str, payload: Any) -> str:
    """The SHA-256 that ties an event to the one before it: 64 hexadecimal digits."""
    body = json.dumps([previous, case, seq, kind, version, at, actor, payload], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(body.encode()).hexdigest()


def fold(case: Case, recorded: Iterable[RecordedEvent]) -> Case:
    """The case as it stands after the events."""
    for record in recorded:
        changed = _FOLDS[type(record.event)](case, record.event, record.actor)
        case = replace(changed, version=record.seq)
    return case


Fold = Callable[[Case, Any, Actor], Case]


def _received(case: Case, event: e.RequestReceived, _: Actor) -> Case:
    scope = _scope_in(event)
    return replace(
        case,
        right=event.right,
        regime=event.regime,
        capacity=event.capacity,
        received_on=event.received_on,
        scope=scope,
        first_scope=scope,
    )


def _scope_changed(case: Case, event: e.ScopeChanged, _: Actor) -> Case:
    return replace(case, scope=_scope_in(event), scope_changed_on=event.changed_on)


def _scope_in(event: e.RequestReceived | e.ScopeChanged) -> AccessScope:
    return AccessScope(categories=event.categories, from_on=event.from_on, until_on=event.until_on)


def _evidence_requested(case: Case, event: e.EvidenceRequested, _: Actor) -> Case:
    known = case.checks.get(event.check, CheckState())
    asked = replace(known, requested_on=known.requested_on or event.requested_on)
    return replace(case, stage=Stage.VERIFYING, checks={**case.checks, event.check: asked}, reminded_on=None)


def _evidence_accepted(case: Case, event: e.EvidenceAccepted, _: Actor) -> Case:
    known = case.checks.get(event.check, CheckState())
    check = replace(known, received_on=event.received_on, evidence=event.evidence)
    # Other evidence is another question: who may ask is assessed again.
    settled = replace(came_late(case), checks={**case.checks, event.check: check}, entitlement=None)
    return replace(settled, stage=Stage.VERIFYING if settled.open_checks else Stage.ASSESSING)


def _entitlement_assessed(case: Case, event: e.EntitlementAssessed, _: Actor) -> Case:
    state = EntitlementState(outcome=event.outcome, rule=event.rule, overridden=event.overridden)
    return replace(case, entitlement=state)


def _health_recorded(case: Case, event: e.HealthRecorded, actor: Actor) -> Case:
    record = HealthRecord(ground=event.ground, opinion_on=event.opinion_on)
    return with_opinion(replace(_decided(case, event, actor), health={**case.health, event.document: record}), event)


def _accepted(case: Case, event: e.RequestAccepted, _: Actor) -> Case:
    pending = {key: SourceProgress(key=key, state=SearchState.PENDING) for key in event.sources}
    return replace(case, stage=Stage.SEARCHING, sources=pending)


def _refused(case: Case, event: e.RequestRefused, _: Actor) -> Case:
    reasons = event.reasons or (GROUND_REASONS[event.ground],)
    return replace(answered(case, event.refused_on), stage=Stage.REFUSED, refused_for=reasons)


def _source(case: Case, source: SourceProgress) -> Case:
    return replace(case, sources={**case.sources, source.key: source})


def _source_searched(case: Case, event: e.SourceSearched, _: Actor) -> Case:
    return _source(
        case,
        SourceProgress(
            key=event.source,
            state=SearchState.SEARCHED,
            attempt=event.attempt,
            looked_at=event.looked_at,
            found=event.found,
            possible=event.possible,
            unreadable=event.unreadable,
        ),
    )


def _source_failed(case: Case, event: e.SourceSearchFailed, _: Actor) -> Case:
    failed = SourceProgress(key=event.source, state=SearchState.FAILED, attempt=event.attempt, reason=event.reason)
    return _source(case, failed)


def _source_waiting(case: Case, event: e.SourceWaiting, _: Actor) -> Case:
    return _source(case, SourceProgress(key=event.source, state=SearchState.WAITING, attempt=event.attempt))


def _source_retried(case: Case, event: e.SourceSearchRetried, _: Actor) -> Case:
    pending = SourceProgress(key=event.source, state=SearchState.PENDING, attempt=event.attempt)
    return replace(_source(case, pending), stage=Stage.SEARCHING, proposals_made=False)


def _search_completed(case: Case, event: e.SearchCompleted, _: Actor) -> Case:
    return replace(case, stage=Stage.DECIDING) if case.right in DECIDED_RIGHTS else case


def _retrieved(case: Case, event: e.DocumentRetrieved, _: Actor) -> Case:
    return replace(case, stage=Stage.SEARCHING, proposals_made=False)


def _gap_accepted(case: Case, event: e.SourceGapAccepted, _: Actor) -> Case:
    return _source(case, replace(case.sources[event.source], gap_accepted=True))


def _proposed(case: Case, event: e.RedactionsProposed, _: Actor) -> Case:
    return replace(case, stage=Stage.REVIEWING, proposals_made=True)


def _decided(case: Case, event: e.CaseEvent, actor: Actor) -> Case:
    return replace(case, reviewers=case.reviewers | {actor.key})


def _marks_decided(case: Case, event: e.MarksDecided, actor: Actor) -> Case:
    after = _decided(case, event, actor)
    if not event.person or not event.reason:
        return after
    known = case.other_people.get(event.person, OtherPerson())
    known = replace(known, withheld_for=event.reason) if event.withheld else replace(known, shown_by=event.reason)
    return replace(after, other_people={**case.other_people, event.person: known})


def _submitted(case: Case, event: e.SubmittedForSignOff, actor: Actor) -> Case:
    return replace(case, stage=Stage.SIGNING_OFF, submitted_by=actor.key, signed_off_by="", pack=None)


def _returned(case: Case, event: e.ReturnedForReview, _: Actor) -> Case:
    return replace(case, stage=Stage.REVIEWING, submitted_by="", signed_off_by="", pack=None)


def _signed_off(case: Case, event: e.SignedOff, actor: Actor) -> Case:
    return replace(case, signed_off_by=actor.key)


def _pack_assembled(case: Case, event: e.PackAssembled, _: Actor) -> Case:
    return replace(case, pack=PackState(key=event.pack, sha256=event.sha256, pages=event.pages))


def _pack_rejected(case: Case, event: e.PackRejected, _: Actor) -> Case:
    return replace(case, pack=PackState(key=event.pack, rejected_by=event.check))


def _pack_released(case: Case, event: e.PackReleased, _: Actor) -> Case:
    assert case.pack is not None
    # The opinions were relied on when the pack left: they have done their work.
    after = without_looks(case, lambda look: look.matter is Matter.HEALTH_OPINION)
    return replace(after, stage=Stage.RESPONDED, pack=replace(case.pack, is_released=True))


def _response_sent(case: Case, event: e.ResponseSent, _: Actor) -> Case:
    return answered(case, event.sent_on)


def _follow_up_asked(case: Case, event: e.FollowUpAsked, _: Actor) -> Case:
    return replace(case, follow_ups=(*case.follow_ups, FollowUp(right=event.right)))


def _follow_up_opened(case: Case, event: e.FollowUpOpened, _: Actor) -> Case:
    first = next(number for number, known in enumerate(case.follow_ups) if known == FollowUp(right=event.right))
    opened = FollowUp(right=event.right, reference=event.reference)
    return replace(case, follow_ups=(*case.follow_ups[:first], opened, *case.follow_ups[first + 1 :]))


def _withdrawn(case: Case, event: e.RequestWithdrawn, _: Actor) -> Case:
    return replace(case, stage=Stage.WITHDRAWN, reopened=None)


def _unchanged(case: Case, event: e.CaseEvent, _: Actor) -> Case:
    return case


def _work_failed(case: Case, event: e.WorkFailed, _: Actor) -> Case:
    return replace(case, failed_work=case.failed_work | {event.outbox})


def _work_resumed(case: Case, event: e.WorkResumed, _: Actor) -> Case:
    return replace(case, failed_work=case.failed_work - {event.outbox})


_FOLDS: dict[type[e.CaseEvent], Fold] = {
    **ANSWER_FOLDS,
    **CLOCK_FOLDS,
    e.RequestReceived: _received,
    e.EvidenceRequested: _evidence_requested,
    e.EvidenceAccepted: _evidence_accepted,
    e.EntitlementAssessed: _entitlement_assessed,
    e.RequestAccepted: _accepted,
    e.RequestRefused: _refused,
    e.SourceSearched: _source_searched,
    e.SourceSearchFailed: _source_failed,
    e.SourceWaiting: _source_waiting,
    e.SourceSearchRetried: _source_retried,
    e.SourceGapAccepted: _gap_accepted,
    e.SearchCompleted: _search_completed,
    e.DocumentRead: _unchanged,
    e.DocumentUnreadable: _unchanged,
    e.DocumentRetrieved: _retrieved,
    e.RedactionsProposed: _proposed,
    e.DocumentDecided: _decided,
    e.MarksDecided: _marks_decided,
    e.MarksAdded: _decided,
    e.HealthRecorded: _health_recorded,
    e.SubmittedForSignOff: _submitted,
    e.ReturnedForReview: _returned,
    e.SignedOff: _signed_off,
    e.PackAssembled: _pack_assembled,
    e.PackRejected: _pack_rejected,
    e.PackReleased: _pack_released,
    e.ResponseSent: _response_sent,
    e.LatenessExplained: _unchanged,
    e.PackCollected: _unchanged,
    e.MessageSent: _unchanged,
    e.TextSent: _unchanged,
    e.ReplyTaken: _unchanged,
    e.RequesterWrote: _unchanged,
    e.FileSent: _unchanged,
    e.FileChecked: _unchanged,
    e.FileDestroyed: _unchanged,
    e.RequestWithdrawn: _withdrawn,
    e.ScopeChanged: _scope_changed,
    e.FollowUpAsked: _follow_up_asked,
    e.FollowUpOpened: _follow_up_opened,
    e.WorkFailed: _work_failed,
    e.WorkResumed: _work_resumed,
    **DECISION_FOLDS,
    **CONSENT_FOLDS,
    **ENQUIRY_FOLDS,
    **LINK_FOLDS,
    **RETENTION_FOLDS,
}
