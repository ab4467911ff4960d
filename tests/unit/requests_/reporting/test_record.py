"""What a report reads from events is what the case itself reads from them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_.ids import CaseId
from requests_.model.case import Case
from requests_.model.desk import ENDED
from requests_.model.event_codec import payload_of
from requests_.model.events.answering import FeeAsked, FeePaid, LetterOrdered, RecipientRecorded, RequestRefused
from requests_.model.events.base import CaseEvent, DocumentOutcome, ExtensionReason, LateReason, LateUnit, RefusalGround
from requests_.model.events.clock import ClarificationReceived, ClarificationRequested, PeriodExtended, RegimeAdded
from requests_.model.events.deciding import RightAnswered
from requests_.model.events.receiving import EvidenceAccepted, EvidenceRequested
from requests_.model.events.reviewing import DocumentDecided, SubmittedForSignOff
from requests_.model.events.sending import LatenessExplained, PackAssembled, PackReleased, ResponseSent
from requests_.model.recipients import RecipientFinding
from requests_.model.rights import Regime
from requests_.model.staff import SYSTEM
from requests_.model.timeline import fold
from requests_.reporting.record import CaseRecord, Ending, Outcome
from requests_.reporting.record_events import DamagedRecord, record_of
from requests_.reporting.timing import timed
from tests.factories.events import A_DECIDED_LIFE, A_LIFE, DAY, recorded

LATER = date(2030, 1, 1)


def read(*events: CaseEvent) -> CaseRecord:
    return record_of("RR-1", [(event.kind, payload_of(event), DAY) for event in events])


def ending(*events: CaseEvent) -> Ending:
    """How a case ended, once."""
    [found] = read(*events).endings
    return found


RECEIVED = A_LIFE[0][1]


# A release and the answer that it is are one write: nobody sees a case between them.
WRITTEN = [n for n, (_, event) in enumerate(A_LIFE, 1) if not isinstance(event, PackReleased)]


@given(st.sampled_from(WRITTEN))
def test_at_every_point_of_a_life_the_clock_is_read_from_the_same_facts(length: int) -> None:
    case = fold(Case(key=CaseId("c")), recorded(*A_LIFE[:length]))
    record = read(*(event for _, event in A_LIFE[:length]))
    assert record.clock_facts(LATER) == case.clock_facts
    assert record.regimes == case.regimes
    for regime in case.regimes:
        assert record.clock_facts_under(regime, LATER) == case.clock_facts_under(regime)
    assert record.settled_on == case.responded_on
    assert timed(record, LATER).is_open is (case.stage not in ENDED)
    assert (record.right, record.regime, record.received_on) == (case.right, case.regime, case.received_on)


LAWS = st.lists(st.sampled_from(Regime), max_size=2, unique=True).map(tuple)


@given(LAWS, LAWS, st.booleans())
def test_the_clock_of_each_law_is_read_from_the_same_facts(
    stopped: tuple[Regime, ...], extended: tuple[Regime, ...], is_after: bool
) -> None:
    added = RegimeAdded(regime=Regime.LAW_ENFORCEMENT)
    life = [
        ClarificationRequested(asked_on=DAY, regimes=stopped),
        ClarificationReceived(received_on=DAY),
        PeriodExtended(notice_on=DAY, reason=ExtensionReason.NUMBER, regimes=extended),
    ]
    events = [RECEIVED, *life, added] if is_after else [RECEIVED, added, *life]
    case = fold(Case(key=CaseId("c")), recorded(*((SYSTEM, event) for event in events)))
    record = read(*events)
    assert record.regimes == case.regimes == tuple(Regime)
    for regime in Regime:
        assert record.clock_facts_under(regime, LATER) == case.clock_facts_under(regime)


@pytest.mark.parametrize(
    ("events", "why"),
    [
        ([("search_completed", {})], "its receipt is not there"),
        ([("clarification_received", {"received_on": "2026-06-15"})], "“clarification_received” cannot be read"),
        ([("request_received", {"right": "access"})], "“request_received” cannot be read"),
        ([("response_sent", {"sent_on": "the 15th"})], "“response_sent” cannot be read"),
    ],
)
def test_nothing_is_counted_from_a_record_that_was_changed_and_the_case_is_named(
    events: list[tuple[str, dict[str, str]]], why: str
) -> None:
    with pytest.raises(DamagedRecord, match="RR-1 does not hold") as caught:
        record_of("RR-1", [(kind, payload, DAY) for kind, payload in events])
    assert why in caught.value.public_message


def test_a_day_knows_nothing_of_what_came_after_it() -> None:
    record = read(
        RECEIVED,
        EvidenceRequested(check="authority", requested_on=date(2026, 6, 16)),  # type: ignore[arg-type]
        EvidenceAccepted(check="authority", evidence="court_order", received_on=date(2026, 6, 20)),  # type: ignore[arg-type]
        ClarificationRequested(asked_on=date(2026, 6, 22)),
        ClarificationReceived(received_on=date(2026, 6, 25)),
        PeriodExtended(notice_on=date(2026, 6, 30), reason=ExtensionReason.NUMBER),
    )
    first = record.clock_facts(date(2026, 6, 15))
    assert (first.authority_requested_on, first.clarifications, first.extension_notice_on) == (None, (), None)
    asked = record.clock_facts(date(2026, 6, 22))
    assert asked.authority_received_on == date(2026, 6, 20)
    assert asked.clarifications[0].received_on is None
    assert record.clock_facts(date(2026, 6, 30)).extension_notice_on == date(2026, 6, 30)


SENT = ResponseSent(sent_on=DAY)


def pack(documents: int) -> CaseEvent:
    return PackAssembled(pack="p", sha256="0" * 64, pages=3, documents=documents)


def test_an_answer_with_everything_is_granted() -> None:
    assert ending(RECEIVED, SubmittedForSignOff(documents=2, withheld=0), pack(2), SENT).outcome is Outcome.GRANTED


def test_an_answer_with_covered_places_or_a_withheld_document_is_granted_in_part() -> None:
    covered = ending(RECEIVED, SubmittedForSignOff(documents=2, withheld=3), pack(2), SENT)
    kept = DocumentDecided(document="d", outcome=DocumentOutcome.WITHHOLD, reason="S2P19_LPP")
    whole = ending(RECEIVED, kept, SubmittedForSignOff(documents=1, withheld=0), pack(1), SENT)
    assert (covered.outcome, whole.outcome) == (Outcome.GRANTED_IN_PART, Outcome.GRANTED_IN_PART)
    assert whole.withheld_documents == ("S2P19_LPP",)


def test_an_answer_with_nothing_in_it_is_no_data() -> None:
    assert ending(RECEIVED, SubmittedForSignOff(documents=0, withheld=0), pack(0), SENT).outcome is Outcome.NO_DATA


def test_only_the_last_decision_on_a_document_counts() -> None:
    kept = DocumentDecided(document="d", outcome=DocumentOutcome.WITHHOLD, reason="S2P19_LPP")
    given_after_all = DocumentDecided(document="d", outcome=DocumentOutcome.INCLUDE)
    assert ending(RECEIVED, kept, given_after_all, SENT).withheld_documents == ()


@given(st.integers(1, len(A_DECIDED_LIFE)))
def test_the_clock_of_a_decided_right_is_the_cases_own(length: int) -> None:
    case = fold(Case(key=CaseId("c")), recorded(*A_DECIDED_LIFE[:length]))
    record = read(*(event for _, event in A_DECIDED_LIFE[:length]))
    assert record.clock_facts(LATER) == case.clock_facts


def test_a_fee_holds_the_clock_back_until_it_comes() -> None:
    asked, paid = FeeAsked(asked_on=date(2026, 6, 16)), FeePaid(paid_on=date(2026, 6, 20))
    record = read(RECEIVED, asked, paid)
    case = fold(Case(key=CaseId("c")), recorded((SYSTEM, RECEIVED), (SYSTEM, asked), (SYSTEM, paid)))
    assert record.clock_facts(LATER) == case.clock_facts
    assert record.clock_facts(date(2026, 6, 17)).fee_paid_on is None
    assert record.clock_facts(date(2026, 6, 15)).fee_requested_on is None


@pytest.mark.parametrize(
    ("granted", "refused", "outcome"),
    [(2, 0, Outcome.GRANTED), (1, 1, Outcome.GRANTED_IN_PART), (0, 2, Outcome.REFUSED)],
)
def test_decisions_about_single_records_make_the_outcome(granted: int, refused: int, outcome: Outcome) -> None:
    assert ending(RECEIVED, RightAnswered(granted=granted, refused=refused), SENT).outcome is outcome


def test_a_letter_that_says_that_nothing_is_held_is_no_data() -> None:
    letter = LetterOrdered(message="m", message_kind="no_data", answers=True)
    assert ending(RECEIVED, letter, SENT).outcome is Outcome.NO_DATA


def test_recipients_who_were_told_and_who_were_not_are_counted() -> None:
    finding = RecipientFinding
    told = [RecipientRecorded(finding=finding.TOLD, told_on=DAY, record="r") for _ in range(3)]
    record = read(RECEIVED, *told, RecipientRecorded(finding=finding.NOT_TOLD, told_on=None, record="r"))
    assert (record.recipients_told, record.recipients_not_told) == (3, 1)


def test_the_last_reason_for_lateness_counts() -> None:
    reasons = (LateReason.SEARCH, LateReason.STAFFING)
    told = read(RECEIVED, *(LatenessExplained(reason=reason, unit=LateUnit.SCHOOL) for reason in reasons))
    assert (told.late_reason, told.late_unit) == ("staffing", "school")
    assert read(RECEIVED, LatenessExplained(reason=LateReason.SEARCH)).late_unit == ""


def test_a_refusal_is_an_answer_with_its_ground() -> None:
    refused = ending(RECEIVED, RequestRefused(ground=RefusalGround.MANIFESTLY_EXCESSIVE, refused_on=DAY))
    assert (refused.outcome, refused.refusal, refused.on) == (Outcome.REFUSED, "manifestly_excessive", DAY)


def test_the_first_acknowledgement_counts() -> None:
    sent = ("message_sent", {"message_kind": "acknowledgement"})
    other = ("message_sent", {"message_kind": "extension"})
    received = (RECEIVED.kind, {**payload_of(RECEIVED), "right": "complaint"}, DAY)
    record = record_of("RR-1", [received, (*other, DAY), (*sent, date(2026, 6, 17)), (*sent, date(2026, 6, 30))])
    assert record.acknowledged_on == date(2026, 6, 17)
