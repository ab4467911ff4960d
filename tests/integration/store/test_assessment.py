from datetime import date

import pytest

from requests_.errors import Conflict, InvalidCommand, NotAllowed
from requests_.ids import CaseId
from requests_.model.case import Stage
from requests_.model.commands import (
    AcceptRequest,
    AskClarification,
    ExtendPeriod,
    RecordClarification,
    RefuseRequest,
    RequestEvidence,
)
from requests_.model.events.base import ExtensionReason, RefusalGround
from requests_.model.identity import Check, Evidence
from requests_.model.people import Capacity
from requests_.services import assessment, identity
from requests_.store.case_tables import CaseRow
from requests_.store.queries.case_queue import queue_rows
from requests_.store.queries.written_records import decision_lines
from tests.factories.cases import Desk
from tests.factories.clocks import MovingClock
from tests.factories.people import AUDITOR, CASEWORKER


def due_on(desk: Desk) -> date | None:
    with desk.store.reading() as session:
        [row] = queue_rows(session)
    return row.due_on


def clock_state(desk: Desk, case: CaseId) -> str:
    with desk.store.reading() as session:
        return session.get_one(CaseRow, case).clock_state


def words_sent(desk: Desk, case: CaseId) -> list[tuple[str, str]]:
    """Kind and words of every message of a case that was asked for."""
    keys = [arguments["message"] for job, arguments in desk.jobs(case) if job == "send_message"]
    return desk.within(lambda uow: [(uow.people.message(key).kind, uow.people.words_of(key)) for key in keys])


def request_evidence(desk: Desk, case: CaseId, check: Check) -> None:
    desk.do(identity.request_evidence, RequestEvidence(case=case, check=check, actor=CASEWORKER))


# --- who asks ---


def test_while_evidence_is_awaited_there_is_no_due_date_and_the_day_it_comes_is_the_first(
    desk: Desk, clock: MovingClock
) -> None:
    case = desk.received()
    clock.move(days=2)
    request_evidence(desk, case, Check.AUTHORITY)
    assert due_on(desk) is None
    clock.move(days=5)
    desk.accept_evidence(case, Check.AUTHORITY, Evidence.COURT_ORDER, on=date(2026, 6, 20))
    assert due_on(desk) == date(2026, 7, 20)
    assert ("authority_request", "") in words_sent(desk, case)


def test_an_acceptance_without_asking_leaves_the_clock_at_receipt(desk: Desk, clock: MovingClock) -> None:
    case = desk.received()
    clock.move(days=5)
    desk.accept_evidence(case, Check.IDENTITY, Evidence.PHOTO_IDENTITY)
    assert due_on(desk) == date(2026, 7, 15)


def test_a_check_that_is_settled_or_not_needed_is_not_asked_for(desk: Desk) -> None:
    young = desk.received(capacity=Capacity.SUBJECT)
    parent = desk.received()
    desk.accept_evidence(parent, Check.IDENTITY, Evidence.KNOWN_CONTACT)
    for case, check in ((young, Check.AUTHORITY), (parent, Check.IDENTITY)):
        with pytest.raises(InvalidCommand, match="is settled, or is not needed"):
            request_evidence(desk, case, check)


@pytest.mark.parametrize(
    ("capacity", "check", "evidence", "on", "says"),
    [
        (Capacity.SUBJECT, Check.AUTHORITY, Evidence.COURT_ORDER, date(2026, 6, 15), "not needed"),
        (Capacity.PARENT, Check.AUTHORITY, Evidence.PHOTO_IDENTITY, date(2026, 6, 15), "does not settle"),
        (Capacity.PARENT, Check.IDENTITY, Evidence.COURT_ORDER, date(2026, 6, 15), "does not settle"),
        (Capacity.PARENT, Check.IDENTITY, Evidence.ADDRESS_MATCH, date(2026, 6, 14), "between the day"),
        (Capacity.PARENT, Check.IDENTITY, Evidence.ADDRESS_MATCH, date(2026, 6, 16), "between the day"),
    ],
)
def test_evidence_that_settles_nothing_is_refused(
    desk: Desk, capacity: Capacity, check: Check, evidence: Evidence, on: date, says: str
) -> None:
    case = desk.received(capacity=capacity)
    with pytest.raises(InvalidCommand, match=says):
        desk.accept_evidence(case, check, evidence, on=on)
    assert desk.case(case).version == 1


# --- whether and how it is answered ---


def accept(desk: Desk, case: CaseId, *sources: str) -> None:
    left_out = "They never wrote to us."
    desk.do(assessment.accept_request, AcceptRequest(case=case, sources=sources, because=left_out, actor=CASEWORKER))


def test_accepting_searches_each_chosen_source_once(desk: Desk) -> None:
    desk = Desk(desk.store, desk.clock, sources=("case", "mail", "paper"))
    case = desk.assessing()
    accept(desk, case, "case", "paper")
    searches = [arguments for job, arguments in desk.jobs(case) if job == "search_source"]
    assert searches == [{"source": "case", "attempt": "1"}, {"source": "paper", "attempt": "1"}]
    assert desk.case(case).pending_sources == ("case", "paper")


@pytest.mark.parametrize(("sources", "says"), [((), "at least one source"), (("case", "attic"), "not one of this")])
def test_a_search_needs_sources_that_there_are(desk: Desk, sources: tuple[str, ...], says: str) -> None:
    case = desk.assessing()
    with pytest.raises(InvalidCommand, match=says):
        accept(desk, case, *sources)


def test_nothing_is_searched_before_it_is_known_who_asks(desk: Desk) -> None:
    with pytest.raises(Conflict):
        accept(desk, desk.received(), "case")


def test_a_question_stops_the_clock_and_its_answer_starts_it_again(desk: Desk, clock: MovingClock) -> None:
    case = desk.assessing()
    clock.move(days=4)
    desk.do(assessment.ask_clarification, AskClarification(case=case, question=" Which school? ", actor=CASEWORKER))
    assert (clock_state(desk, case), due_on(desk)) == ("paused", None)
    assert ("clarification", "Which school?") in words_sent(desk, case)
    clock.move(days=6)
    answer = RecordClarification(case=case, received_on=clock.london_date(), actor=CASEWORKER)
    desk.do(assessment.record_clarification, answer)
    assert (clock_state(desk, case), due_on(desk)) == ("running", date(2026, 7, 22))


@pytest.mark.parametrize("on", [date(2026, 6, 14), date(2026, 6, 16)])
def test_an_answer_comes_after_its_question_and_not_tomorrow(desk: Desk, on: date) -> None:
    case = desk.assessing()
    desk.do(assessment.ask_clarification, AskClarification(case=case, question="Which school?", actor=CASEWORKER))
    with pytest.raises(InvalidCommand, match="between the day of the question and today"):
        desk.do(assessment.record_clarification, RecordClarification(case=case, received_on=on, actor=CASEWORKER))


def extend(desk: Desk, case: CaseId, explanation: str = "There are 4,000 pages.") -> None:
    command = ExtendPeriod(case=case, reason=ExtensionReason.COMPLEXITY, explanation=explanation, actor=CASEWORKER)
    desk.do(assessment.extend_period, command)
    desk.mail_letters(case)


def test_an_extension_told_on_the_last_day_moves_the_due_date_by_two_months(desk: Desk, clock: MovingClock) -> None:
    case = desk.assessing()
    clock.move(days=30)
    extend(desk, case)
    assert due_on(desk) == date(2026, 9, 15)
    assert ("extension", "There are 4,000 pages.") in words_sent(desk, case)
    with pytest.raises(Conflict, match="the law allows it once"):
        extend(desk, case)


def test_an_extension_told_a_day_late_is_refused_and_moves_nothing(desk: Desk, clock: MovingClock) -> None:
    case = desk.assessing()
    clock.move(days=31)
    with pytest.raises(Conflict, match="The last day to extend was 15 July 2026"):
        extend(desk, case)
    assert due_on(desk) == date(2026, 7, 15)


def test_a_refusal_answers_the_request_with_its_reasons(desk: Desk) -> None:
    case = desk.received()
    command = RefuseRequest(
        case=case, ground=RefusalGround.NOT_ENTITLED, explanation="There is a court order.", actor=CASEWORKER
    )
    desk.refuse(command)
    assert (desk.case(case).stage, desk.case(case).responded_on) == (Stage.REFUSED, date(2026, 6, 15))
    assert ("refusal", "There is a court order.") in words_sent(desk, case)


def test_what_goes_into_a_letter_cannot_be_empty(desk: Desk) -> None:
    case = desk.assessing()
    with pytest.raises(InvalidCommand, match="Write the question"):
        desk.do(assessment.ask_clarification, AskClarification(case=case, question=" \n", actor=CASEWORKER))
    with pytest.raises(InvalidCommand, match="Write the reason"):
        extend(desk, case, explanation=" ")


EXEMPT: list[tuple[tuple[str, ...], str, str, str]] = [
    ((), "The reference was given in confidence.", "reasons", "Select the exemptions"),
    (("S2P25_MARKS",), "", "record", "needs a record"),
    (("S2P24_REF",), "It was given in confidence.", "reasons", "covers a record or a passage"),
    (("S2P2_CRIME",), "A theft.", "reasons", "needs a second person"),
    (("S2P22_MGMT",), "A plan.", "reasons", "no use for this here"),
    (("P3_S45A_LPP",), "Advice.", "reasons", "is not a ground under the UK GDPR"),
    (("OUT_OF_SCOPE", "made up"), "Nothing.", "reasons", "from the list"),
]


@pytest.mark.parametrize(("reasons", "record", "field", "says"), EXEMPT)
def test_what_is_exempt_is_refused_only_as_far_as_its_exemption_goes(
    desk: Desk, reasons: tuple[str, ...], record: str, field: str, says: str
) -> None:
    case = desk.assessing()
    before = desk.case(case).version
    with pytest.raises(InvalidCommand, match=says) as fault:
        desk.refuse(exempt(case, reasons, record))
    assert fault.value.context["field"] == field
    assert desk.case(case).version == before


def test_nothing_is_refused_for_an_exemption_before_it_is_known_who_asks(desk: Desk) -> None:  # UK GDPR art. 12(6)
    case = desk.received()
    with pytest.raises(Conflict, match="is not settled yet"):
        desk.refuse(exempt(case, ("OUT_OF_SCOPE",), "It is about a namesake."))
    assert desk.case(case).version == 1


def test_a_refusal_for_an_exemption_keeps_what_was_weighed_and_when_it_is_looked_at_again(desk: Desk) -> None:
    case = desk.assessing()
    desk.refuse(exempt(case, ("S2P25_MARKS", "OUT_OF_SCOPE"), "The results come on 20 August."))
    assert desk.case(case).refused_for == ("S2P25_MARKS", "OUT_OF_SCOPE")
    assert set(desk.case(case).looks) == {"exemption:S2P25_MARKS"}
    assert ("refusal", "") in words_sent(desk, case)
    with desk.store.reading() as session:
        lines = decision_lines(session, case)
    assert ("S2P25_MARKS", "The results come on 20 August.") in [(line.code, line.words) for line in lines]


def exempt(case: CaseId, reasons: tuple[str, ...], record: str) -> RefuseRequest:
    return RefuseRequest(
        case=case, ground=RefusalGround.EXEMPT, reasons=reasons, record=record, explanation="", actor=CASEWORKER
    )


def test_whoever_may_only_look_changes_nothing(desk: Desk) -> None:
    case = desk.received()
    with pytest.raises(NotAllowed):
        desk.do(identity.request_evidence, RequestEvidence(case=case, check=Check.IDENTITY, actor=AUDITOR))
    assert desk.case(case).version == 1
