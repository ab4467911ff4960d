"""From events to a case, and the hash chain that shows no event was changed, removed or moved."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from requests_.clock import london_date_of
from requests_.ids import CaseId
from requests_.model.addressee import AddresseeState
from requests_.model.agreement_folds import AGREEMENT_FOLDS
from requests_.model.answer_folds import ANSWER_FOLDS
from requests_.model.case import Case, Stage, answered
from requests_.model.case_parts import CheckState, EntitlementState, FollowUp
from requests_.model.clock_folds import CLOCK_FOLDS
from requests_.model.consent_folds import CONSENT_FOLDS
from requests_.model.decision_folds import DECISION_FOLDS
from requests_.model.enquiry_folds import ENQUIRY_FOLDS
from requests_.model.entitlement_facts import SafetyChecks
from requests_.model.events.answering import RequestRefused
from requests_.model.events.base import CaseEvent
from requests_.model.events.following import (
    FileChecked,
    FileDestroyed,
    FileSent,
    FollowUpAsked,
    FollowUpOpened,
    ReplyTaken,
    RequesterWrote,
    RequestWithdrawn,
    ScopeChanged,
)
from requests_.model.events.keeping import WorkFailed, WorkResumed
from requests_.model.events.receiving import (
    AddresseeSettled,
    EntitlementAssessed,
    EvidenceAccepted,
    EvidenceRequested,
    RequestAccepted,
    RequestReceived,
)
from requests_.model.events.sending import MessageSent
from requests_.model.identity import Check
from requests_.model.letter_folds import LETTER_FOLDS
from requests_.model.letters.reasons import GROUND_REASONS
from requests_.model.link_folds import LINK_FOLDS
from requests_.model.people_folds import PEOPLE_FOLDS
from requests_.model.retention_folds import RETENTION_FOLDS
from requests_.model.review_folds import REVIEW_FOLDS
from requests_.model.rights import AccessScope
from requests_.model.search_folds import SEARCH_FOLDS
from requests_.model.sources import SearchState, SourceProgress
from requests_.model.staff import SYSTEM, Actor
from requests_.model.unanswered import came_late
from requests_.model.waiting_letters import WaitingLetter

_BEFORE_SEARCH = (Stage.RECEIVED, Stage.VERIFYING, Stage.ASSESSING)
CHAIN_START = "0" * 64


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedEvent:
    """An event in its place: the `seq`-th of its case (from 1), by whom and when (aware UTC)."""

    case: CaseId
    seq: int
    event: CaseEvent
    actor: Actor
    at: datetime


def seal(previous: str, *, case: str, seq: int, kind: str, version: int, at: str, actor: str, payload: Any) -> str:
    """The SHA-256 that ties an event to the one before it: 64 hexadecimal digits."""
    body = json.dumps([previous, case, seq, kind, version, at, actor, payload], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(body.encode()).hexdigest()


def fold(case: Case, recorded: Iterable[RecordedEvent]) -> Case:
    """The case as it stands after the events."""
    for record in recorded:
        event = _with_day(record)
        changed = _FOLDS[type(event)](case, event, record.actor)
        case = replace(changed, version=record.seq)
    return case


def as_if_sent(case: Case, message: str, on: date) -> Case:
    """The case as a letter that waits leaves it once it has left, on a day: what the letter is written from."""
    waits = case.proposal if case.proposal and case.proposal.message == message else case.letters.get(message)
    return case if waits is None else with_effects(case, waits.effects_on(on))


def with_effects(case: Case, effects: Iterable[CaseEvent]) -> Case:
    """The case as events would leave it that have not happened."""
    for effect in effects:
        case = _FOLDS[type(effect)](case, effect, SYSTEM)
    return case


def _with_day(record: RecordedEvent) -> CaseEvent:
    event = record.event
    if isinstance(event, MessageSent) and event.sent_on is None:
        return replace(event, sent_on=london_date_of(record.at))
    return event


Fold = Callable[[Case, Any, Actor], Case]


def _received(case: Case, event: RequestReceived, _: Actor) -> Case:
    scope = _scope_in(event)
    return replace(
        case,
        right=event.right,
        regime=event.regime,
        capacity=event.capacity,
        received_on=event.received_on,
        scope=scope,
        first_scope=scope,
        addressee=AddresseeState(asked=event.copy_goes_to),
    )


def _addressee_settled(case: Case, event: AddresseeSettled, _: Actor) -> Case:
    return replace(case, addressee=replace(case.addressee, may_receive=event.may_receive, why_not=event.why_not))


def _scope_changed(case: Case, event: ScopeChanged, _: Actor) -> Case:
    return replace(case, scope=_scope_in(event), scope_changed_on=event.changed_on)


def _scope_in(event: RequestReceived | ScopeChanged) -> AccessScope:
    return AccessScope(categories=event.categories, from_on=event.from_on, until_on=event.until_on, dated=event.dated)


def _evidence_requested(case: Case, event: EvidenceRequested, _: Actor) -> Case:
    if case.stage not in _BEFORE_SEARCH:
        return case  # A letter that was posted late: the case has gone on, or ended, without what it asks for.
    known = case.checks.get(event.check, CheckState())
    if known.received_on is not None:
        known = CheckState()  # What came was not enough: it is another question, which waits for other evidence.
    asked = replace(known, requested_on=known.requested_on or event.requested_on)
    return replace(case, stage=Stage.VERIFYING, checks={**case.checks, event.check: asked}, reminded_on=None)


def _without_asking(letters: dict[str, WaitingLetter], check: Check) -> dict[str, WaitingLetter]:
    """The letters that wait, none of which asks any more for evidence that has come."""
    return {
        key: replace(letter, effects=tuple(each for each in letter.effects if not _asks_for(each, check)))
        for key, letter in letters.items()
    }


def _asks_for(effect: CaseEvent, check: Check) -> bool:
    return isinstance(effect, EvidenceRequested) and effect.check is check


def _evidence_accepted(case: Case, event: EvidenceAccepted, _: Actor) -> Case:
    known = case.checks.get(event.check, CheckState())
    check = replace(known, received_on=event.received_on, evidence=event.evidence)
    # Other evidence is another question: who may ask is assessed again. What was found of safety stands.
    letters = _without_asking(case.letters, event.check)
    settled = replace(came_late(case), checks={**case.checks, event.check: check}, entitlement=None, letters=letters)
    return replace(settled, stage=Stage.VERIFYING if settled.open_checks else Stage.ASSESSING)


def _entitlement_assessed(case: Case, event: EntitlementAssessed, _: Actor) -> Case:
    state = EntitlementState(
        outcome=event.outcome,
        rule=event.rule,
        overridden=event.overridden,
        weighed=event.weighed,
    )
    safety = SafetyChecks(protected_address=event.protected_address, court_order=event.court_order)
    return replace(case, entitlement=state, safety=safety)


def _accepted(case: Case, event: RequestAccepted, actor: Actor) -> Case:
    pending = {key: SourceProgress(key=key, state=SearchState.PENDING) for key in event.sources}
    without = {
        key: SourceProgress(key=key, state=SearchState.LEFT_OUT, gap_accepted=True, record=event.record)
        for key in event.left_out
    }
    # Whoever leaves a store out takes part in what the answer lacks: another person signs it off.
    reviewers = case.reviewers | {actor.key} if without else case.reviewers
    return replace(case, stage=Stage.SEARCHING, sources=pending | without, reviewers=reviewers)


def _refused(case: Case, event: RequestRefused, _: Actor) -> Case:
    reasons = event.reasons or (GROUND_REASONS[event.ground],)
    return replace(answered(case, event.refused_on), stage=Stage.REFUSED, refused_for=reasons)


def _follow_up_asked(case: Case, event: FollowUpAsked, _: Actor) -> Case:
    return replace(case, follow_ups=(*case.follow_ups, FollowUp(right=event.right)))


def _follow_up_opened(case: Case, event: FollowUpOpened, _: Actor) -> Case:
    first = next(number for number, known in enumerate(case.follow_ups) if known == FollowUp(right=event.right))
    opened = FollowUp(right=event.right, reference=event.reference)
    return replace(case, follow_ups=(*case.follow_ups[:first], opened, *case.follow_ups[first + 1 :]))


def _withdrawn(case: Case, event: RequestWithdrawn, _: Actor) -> Case:
    ended = replace(case, stage=Stage.WITHDRAWN, reopened=None, proposal=None)
    return replace(ended, withdrawn_on=event.withdrawn_on, withdrawn_by=event.channel)


def _unchanged(case: Case, event: CaseEvent, _: Actor) -> Case:
    return case


def _work_failed(case: Case, event: WorkFailed, _: Actor) -> Case:
    return replace(case, failed_work=case.failed_work | {event.outbox})


def _work_resumed(case: Case, event: WorkResumed, _: Actor) -> Case:
    return replace(case, failed_work=case.failed_work - {event.outbox})


_FOLDS: dict[type[CaseEvent], Fold] = {
    **AGREEMENT_FOLDS,
    **ANSWER_FOLDS,
    **CLOCK_FOLDS,
    RequestReceived: _received,
    EvidenceRequested: _evidence_requested,
    EvidenceAccepted: _evidence_accepted,
    EntitlementAssessed: _entitlement_assessed,
    AddresseeSettled: _addressee_settled,
    RequestAccepted: _accepted,
    RequestRefused: _refused,
    ReplyTaken: _unchanged,
    RequesterWrote: _unchanged,
    FileSent: _unchanged,
    FileChecked: _unchanged,
    FileDestroyed: _unchanged,
    RequestWithdrawn: _withdrawn,
    ScopeChanged: _scope_changed,
    FollowUpAsked: _follow_up_asked,
    FollowUpOpened: _follow_up_opened,
    WorkFailed: _work_failed,
    WorkResumed: _work_resumed,
    **DECISION_FOLDS,
    **CONSENT_FOLDS,
    **ENQUIRY_FOLDS,
    **LETTER_FOLDS,
    **LINK_FOLDS,
    **PEOPLE_FOLDS,
    **RETENTION_FOLDS,
    **SEARCH_FOLDS,
    **REVIEW_FOLDS,
}
