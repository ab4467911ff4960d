import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_.ids import CaseId
from requests_.model.case import Case, Stage
from requests_.model.event_codec import payload_of
from requests_.model.events.answering import RequestRefused
from requests_.model.events.base import RefusalGround
from requests_.model.events.kinds import event_of
from requests_.model.events.receiving import EvidenceAccepted, EvidenceRequested
from requests_.model.events.reviewing import DocumentRetrieved, ReturnedForReview
from requests_.model.events.sending import PackRejected
from requests_.model.identity import Check, Evidence
from requests_.model.people import Capacity
from requests_.model.sources import SearchState
from requests_.model.staff import SYSTEM
from requests_.model.timeline import CHAIN_START, fold, seal
from tests.factories.events import A_LIFE, DAY, SHA, recorded
from tests.factories.people import APPROVER, CASEWORKER

LIFE = recorded(*A_LIFE)
START = Case(key=CaseId("c"))


def after(kind: str) -> Case:
    """The example case just after its last event of a kind."""
    last = max(record.seq for record in LIFE if record.event.kind == kind)
    return fold(START, LIFE[:last])


def first_of(kind: str) -> int:
    """How many events the example case has when the first of a kind has come."""
    return next(record.seq for record in LIFE if record.event.kind == kind)


@given(st.integers(0, len(LIFE)), st.integers(0, len(LIFE)))
def test_folding_in_two_parts_is_folding_at_once(first: int, second: int) -> None:
    cut, end = sorted((first, second))
    assert fold(fold(START, LIFE[:cut]), LIFE[cut:end]) == fold(START, LIFE[:end])


@given(st.integers(0, len(LIFE)))
def test_a_case_read_back_from_what_was_stored_is_the_case_that_was(length: int) -> None:
    stored = [(record, json.dumps(payload_of(record.event))) for record in LIFE[:length]]
    replayed = [replace(record, event=event_of(record.event.kind, json.loads(text))) for record, text in stored]
    assert fold(START, replayed) == fold(START, LIFE[:length])


@given(st.integers(0, len(LIFE)))
def test_a_case_counts_its_events(length: int) -> None:
    assert fold(START, LIFE[:length]).version == length


def test_folding_changes_no_case_that_was_there_before() -> None:
    before = fold(START, LIFE[:12])
    kept = replace(before, checks=dict(before.checks), sources=dict(before.sources))
    fold(before, LIFE[12:])
    assert before == kept


STAGES = [
    ("request_received", Stage.RECEIVED),
    ("evidence_requested", Stage.VERIFYING),
    ("evidence_accepted", Stage.ASSESSING),
    ("entitlement_assessed", Stage.ASSESSING),
    ("request_accepted", Stage.SEARCHING),
    ("search_completed", Stage.SEARCHING),
    ("clarification_requested", Stage.SEARCHING),
    ("document_retrieved", Stage.SEARCHING),
    ("redactions_proposed", Stage.REVIEWING),
    ("marks_added", Stage.REVIEWING),
    ("returned_for_review", Stage.REVIEWING),
    ("submitted_for_sign_off", Stage.SIGNING_OFF),
    ("signed_off", Stage.SIGNING_OFF),
    ("pack_rejected", Stage.SIGNING_OFF),
    ("pack_assembled", Stage.SIGNING_OFF),
    ("pack_released", Stage.RESPONDED),
    ("pack_collected", Stage.RESPONDED),
]


@pytest.mark.parametrize(("kind", "stage"), STAGES)
def test_the_stage_after_an_event(kind: str, stage: Stage) -> None:
    assert after(kind).stage is stage


def test_a_request_is_what_its_first_event_says() -> None:
    case = after("request_received")
    assert (case.capacity, case.received_on, case.scope.categories) == (
        Capacity.PARENT,
        DAY,
        ("attendance", "health"),
    )


def test_the_first_check_settled_does_not_open_the_case_while_the_second_is_open() -> None:
    one = fold(START, LIFE[: first_of("evidence_accepted")])
    assert (one.stage, one.open_checks) == (Stage.VERIFYING, (Check.AUTHORITY,))


def test_a_going_on_against_the_table_lets_the_case_go_on() -> None:
    case = after("entitlement_assessed")
    assert case.entitlement is not None
    assert (case.entitlement.rule, case.entitlement.may_proceed) == ("WHO-14b", True)


def test_other_evidence_asks_for_another_assessment() -> None:
    evidence = EvidenceAccepted(check=Check.AUTHORITY, evidence=Evidence.CHILD_AUTHORITY, received_on=DAY)
    case = after("entitlement_assessed")
    assert fold(case, recorded((CASEWORKER, evidence), first=case.version + 1)).entitlement is None


def test_what_is_recorded_about_health_belongs_to_its_document() -> None:
    case = after("health_recorded")
    assert case.health["d-1"].opinion_on == DAY
    assert CASEWORKER.key in case.reviewers


def test_evidence_asked_for_twice_was_asked_for_the_first_time() -> None:
    asked = first_of("evidence_requested")
    later = EvidenceRequested(check=Check.AUTHORITY, requested_on=DAY + timedelta(9))
    case = fold(fold(START, LIFE[:asked]), recorded((CASEWORKER, later), first=asked + 1))
    assert case.checks[Check.AUTHORITY].requested_on == DAY


def test_only_evidence_that_was_asked_for_holds_the_clock() -> None:
    facts = after("evidence_accepted").clock_facts
    assert (facts.id_requested_on, facts.id_received_on) == (None, None)
    assert (facts.authority_requested_on, facts.authority_received_on) == (DAY, DAY)


def test_a_question_waits_until_its_answer_comes() -> None:
    assert after("clarification_requested").awaits_clarification
    answered = after("clarification_received")
    assert not answered.awaits_clarification
    assert answered.clock_facts.clarifications[0].received_on == DAY + timedelta(3)


def test_sources_are_pending_until_each_has_ended() -> None:
    assert after("request_accepted").pending_sources == ("case", "mail", "mash")
    case = after("search_completed")
    assert case.pending_sources == ()
    assert case.unsettled_sources == ("mail", "mash")


def test_a_source_searched_again_is_pending_alone_and_the_rest_keep_what_they_found() -> None:
    case = after("source_search_retried")
    assert case.pending_sources == ("mail",)
    assert (case.sources["mail"].attempt, case.sources["case"].found) == (2, 2)


def test_an_accepted_gap_settles_a_source_without_a_search() -> None:
    case = after("source_gap_accepted")
    assert case.unsettled_sources == ()
    assert case.sources["mash"].state is SearchState.WAITING


def test_a_paper_file_that_came_opens_the_marking_again() -> None:
    gap, proposals = first_of("source_gap_accepted"), A_LIFE[first_of("redactions_proposed") - 1]
    proposed = fold(START, [*LIFE[:gap], *recorded(proposals, first=gap + 1)])
    assert proposed.proposals_made
    came = fold(proposed, recorded((CASEWORKER, DocumentRetrieved(document="d-9")), first=gap + 2))
    assert (came.proposals_made, came.stage) == (False, Stage.SEARCHING)


def test_whoever_decided_is_a_reviewer_and_whoever_submitted_is_remembered() -> None:
    case = after("signed_off")
    assert case.reviewers == {CASEWORKER.key}
    assert (case.submitted_by, case.signed_off_by) == (CASEWORKER.key, APPROVER.key)


def test_sending_back_forgets_the_approval_and_the_pack() -> None:
    rejected = next(at for at, (_, event) in enumerate(A_LIFE) if isinstance(event, PackRejected))
    life = [*A_LIFE[: rejected + 1], (APPROVER, ReturnedForReview())]
    case = fold(START, recorded(*life))
    assert (case.submitted_by, case.signed_off_by, case.pack) == ("", "", None)
    assert case.reviewers == {CASEWORKER.key}


def test_a_rejected_pack_names_its_check_and_has_no_bytes() -> None:
    pack = after("pack_rejected").pack
    assert pack is not None
    assert (pack.rejected_by, pack.sha256, pack.may_be_released) == ("names", "", False)


def test_a_released_pack_is_released_once() -> None:
    before, then = after("pack_assembled").pack, after("pack_released").pack
    assert before is not None
    assert then is not None
    assert before.may_be_released
    assert (then.is_released, then.may_be_released, then.sha256) == (True, False, SHA)


def test_failed_work_is_flagged_until_it_is_started_again() -> None:
    assert after("work_failed").failed_work == {"o-1"}
    assert after("work_resumed").failed_work == frozenset()


def test_a_refusal_answers_the_request() -> None:
    refused = (CASEWORKER, RequestRefused(ground=RefusalGround.NOT_ENTITLED, refused_on=DAY))
    case = fold(START, recorded(A_LIFE[0], refused))
    assert (case.stage, case.responded_on) == (Stage.REFUSED, DAY)


def test_a_young_person_needs_no_authority() -> None:
    event = replace(A_LIFE[0][1], capacity=Capacity.SUBJECT)
    accepted = EvidenceAccepted(check=Check.IDENTITY, evidence=Evidence.SCHOOL_CONFIRMED, received_on=DAY)
    case = fold(START, recorded((SYSTEM, event), (CASEWORKER, accepted)))
    assert (case.open_checks, case.stage) == ((), Stage.ASSESSING)


SEALED = dict(
    case="c", seq=2, kind="signed_off", version=1, at="2026-06-15T12:00:00", actor="staff:a", payload={"a": 1}
)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("case", "d"), ("seq", 3), ("kind", "pack_released"), ("version", 2), ("at", "2026-06-15T12:00:01"),
        ("actor", "staff:b"), ("payload", {"a": 2}), ("payload", {"a": "1"}),
    ],
)  # fmt: skip
def test_no_part_of_an_event_can_change_without_its_seal(part: str, value: object) -> None:
    changed: dict[str, Any] = {**SEALED, part: value}
    assert seal(CHAIN_START, **changed) != seal(CHAIN_START, **SEALED)  # type: ignore[arg-type]


def test_a_seal_depends_on_the_event_before() -> None:
    assert seal("1" * 64, **SEALED) != seal(CHAIN_START, **SEALED)  # type: ignore[arg-type]


def test_the_order_of_a_payloads_keys_is_nothing_to_its_seal() -> None:
    one, other = {**SEALED, "payload": {"a": 1, "b": 2}}, {**SEALED, "payload": {"b": 2, "a": 1}}
    assert seal(CHAIN_START, **one) == seal(CHAIN_START, **other)  # type: ignore[arg-type]
