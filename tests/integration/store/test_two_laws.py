"""A request under the UK GDPR and Part 3: two clocks from one receipt, kept to the earlier date."""

from datetime import date

import pytest

from requests_.errors import Conflict, InvalidCommand
from requests_.ids import CaseId
from requests_.model.clock_commands import AddRegime
from requests_.model.commands import AskClarification, ExtendPeriod, RecordClarification, RefuseRequest
from requests_.model.correspondence import LetterKind
from requests_.model.events.base import ExtensionReason, RefusalGround
from requests_.model.letters.check import check_letter
from requests_.model.letters.draft import draft
from requests_.model.pauses import PauseReason
from requests_.model.rights import Regime, Right
from requests_.model.sources import SourceSystem
from requests_.reporting.period import period_between
from requests_.reporting.population import population
from requests_.services import assessment
from requests_.settings import ControllerProfile
from requests_.store.cases import reading_under
from requests_.store.queries.case_page import case_summary
from requests_.store.queries.case_queue import queue_rows
from requests_.store.queries.letters import facts_for
from requests_.store.queries.returns import report_rows
from requests_.store.queries.written_records import words_of_records
from templates.letter_text import read_letter
from templates.letter_writer import LetterWriter
from tests.factories.cases import Desk
from tests.factories.documents import found_document
from tests.factories.people import CASEWORKER

UK, PART_3 = Regime.UK_GDPR, Regime.LAW_ENFORCEMENT
MONTH, QUARTER = date(2026, 7, 15), date(2026, 9, 15)


@pytest.fixture
def case(desk: Desk) -> CaseId:
    """Received on 15 June 2026; some of it is held to prosecute."""
    key = desk.assessing()
    desk.do(assessment.add_regime, AddRegime(case=key, considered="Interviews under caution.", actor=CASEWORKER))
    return key


def due(desk: Desk, case: CaseId) -> tuple[date | None, date | None]:
    found = desk.case(case)
    return reading_under(found, UK).due_on, reading_under(found, PART_3).due_on


def listed_on(desk: Desk, case: CaseId) -> date | None:
    rows = desk.within(lambda uow: queue_rows(uow.session))
    return next(row.due_on for row in rows if row.case == case)


def extend(desk: Desk, case: CaseId, *regimes: Regime) -> None:
    command = ExtendPeriod(
        case=case, reason=ExtensionReason.COMPLEXITY, explanation="Nine schools.", actor=CASEWORKER, regimes=regimes
    )
    desk.do(assessment.extend_period, command)
    desk.mail_letters(case)


def ask(desk: Desk, case: CaseId, *regimes: Regime) -> None:
    command = AskClarification(
        case=case,
        question="Which year?",
        actor=CASEWORKER,
        reason=PauseReason.PERIOD,
        needed_for="Nine years are held.",
        regimes=regimes,
    )
    desk.do(assessment.ask_clarification, command)


def test_both_clocks_run_from_the_one_receipt(desk: Desk, case: CaseId) -> None:
    assert due(desk, case) == (MONTH, MONTH)
    with desk.store.reading() as session:
        clocks = case_summary(session, case).clocks
    assert [clock.regime for clock in clocks] == [UK, PART_3]
    assert ["DPA 2018 s.54" in clock.reading.steps[2].citation for clock in clocks] == [False, True]


def test_an_extension_of_one_law_leaves_the_other_and_the_earlier_date_is_kept_to(desk: Desk, case: CaseId) -> None:
    extend(desk, case, UK)
    assert due(desk, case) == (QUARTER, MONTH)
    assert listed_on(desk, case) == MONTH
    extend(desk, case)
    assert due(desk, case) == (QUARTER, QUARTER)
    assert listed_on(desk, case) == QUARTER
    with pytest.raises(Conflict, match="the law allows it once"):
        extend(desk, case)


def test_the_letter_of_an_extension_names_the_date_it_brings(desk: Desk, case: CaseId) -> None:
    extend(desk, case, PART_3)
    with desk.store.reading() as session:
        facts = facts_for(session, case, LetterKind.EXTENSION, written_on=desk.clock.london_date())
    assert facts.due_on == QUARTER


def test_a_question_about_one_law_stops_its_clock_alone(desk: Desk, case: CaseId) -> None:
    ask(desk, case, PART_3)
    assert due(desk, case) == (MONTH, None)
    assert listed_on(desk, case) == MONTH
    desk.clock.move(days=3)
    answer = RecordClarification(case=case, received_on=desk.clock.london_date(), actor=CASEWORKER)
    desk.do(assessment.record_clarification, answer)
    # 16, 17 and 18 June are left out; the day of receipt was never counted.
    assert due(desk, case) == (MONTH, date(2026, 7, 20))
    (question,) = desk.case(case).questions
    assert (question.reason, question.regimes) == (PauseReason.PERIOD, (PART_3,))
    with desk.store.reading() as session:
        assert words_of_records(session, case)[question.record] == "Nine years are held."


def test_a_question_about_both_stops_both(desk: Desk, case: CaseId) -> None:
    ask(desk, case)
    assert due(desk, case) == (None, None)
    assert listed_on(desk, case) is None


def test_a_late_notice_says_under_which_law_it_is_late(desk: Desk, case: CaseId) -> None:
    ask(desk, case, PART_3)
    desk.clock.move(days=31)
    with pytest.raises(Conflict, match="under the UK GDPR was 15 July 2026"):
        extend(desk, case)
    extend(desk, case, PART_3)
    assert desk.case(case).not_extended == (UK,)


def test_a_law_that_the_case_does_not_run_under_is_refused(desk: Desk) -> None:
    single = desk.assessing()
    with pytest.raises(InvalidCommand, match="Choose a law of this case"):
        ask(desk, single, PART_3)
    assert desk.case(single).questions == ()


def test_reports_keep_to_the_earlier_date_too(desk: Desk, case: CaseId) -> None:
    extend(desk, case, UK)
    desk.clock.move(days=40)
    period = period_between("2026-06-01", "2026-07-31")
    with desk.store.reading() as session:
        rows = report_rows(session, period, known_at=desk.clock.utc_now())
    (timed,) = population(rows.records, period, today=desk.clock.london_date()).everything
    assert (timed.clock.due_on, timed.regime, timed.lateness.days) == (MONTH, PART_3, 10)


def test_what_is_found_under_the_other_law_brings_its_clock(desk: Desk) -> None:
    systems = (
        SourceSystem(key="case", title="Case", kind="sql", regime="uk_gdpr"),
        SourceSystem(key="court", title="Prosecutions", kind="sql", regime="law_enforcement"),
    )
    desk.within(lambda uow: uow.searches.register(systems))
    desk.sources = ("case", "court")
    empty, found = desk.searching(), desk.searching()
    desk.searched(empty, "court")
    desk.searched(found, "court", found_document(sha256=desk.store.vault.of(found).put(b"a statement")))
    assert desk.case(empty).regimes == (UK,)
    assert desk.case(found).regimes == (UK, PART_3)
    assert due(desk, found) == (MONTH, MONTH)


def test_a_right_that_only_one_law_knows_has_one_clock(desk: Desk) -> None:
    objection = desk.received(right=Right.OBJECTION)
    with pytest.raises(Conflict, match="Only one of the two laws"):
        desk.do(assessment.add_regime, AddRegime(case=objection, considered="Interviews.", actor=CASEWORKER))


def refuse(desk: Desk, case: CaseId, *reasons: str) -> None:
    ground = RefusalGround.EXEMPT if reasons else RefusalGround.NOT_ENTITLED
    command = RefuseRequest(
        case=case, ground=ground, reasons=reasons, record="Seen and weighed.", explanation="", actor=CASEWORKER
    )
    desk.refuse(command)


def test_a_request_under_two_laws_is_refused_under_both_or_not_at_all(desk: Desk, case: CaseId) -> None:
    with pytest.raises(InvalidCommand, match="held under Part 3 of the Data Protection Act 2018: select a reason"):
        refuse(desk, case, "S2P25_SCRIPT")
    assert desk.case(case).responded_on is None
    refuse(desk, case, "S2P25_SCRIPT", "OUT_OF_SCOPE")
    assert desk.case(case).responded_on is not None


def test_the_refusal_of_two_laws_names_both_with_the_routes_of_each(desk: Desk, case: CaseId) -> None:
    refuse(desk, case)
    with desk.store.reading() as session:
        facts = facts_for(session, case, LetterKind.REFUSAL, written_on=desk.clock.london_date())
    letter = draft(LetterKind.REFUSAL, facts)
    text = read_letter(LetterWriter().html(letter.template, letter.context(ControllerProfile())))
    for said in ("article 15 of the UK GDPR and section 45", "UK GDPR, article 12(6)", "sections 45(1) and 52(4)"):
        assert said in text.own
    for route in ("section 165", "section 51", "section 167"):
        assert route in text.routes
    assert check_letter(letter.kind, letter.head.regime, letter.head.written_on, text) == []


def test_an_extension_of_one_law_tells_the_date_of_each(desk: Desk, case: CaseId) -> None:
    extend(desk, case, PART_3)
    keys = [arguments["message"] for job, arguments in desk.jobs(case) if job == "send_message"]
    words = desk.within(lambda uow: " ".join(map(uow.people.words_of, keys)))
    assert "What we hold under the UK GDPR, we answer by 15 July 2026." in words
    assert "What we hold under Part 3 of the Data Protection Act 2018, we answer by 15 September 2026." in words
