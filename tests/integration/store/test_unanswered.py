"""What was asked for and does not come: reminded, closed by a person alone, opened again by what comes late."""

from datetime import date, timedelta

import pytest

from requests_.deadlines.statutory_clock import ClockState
from requests_.errors import Conflict
from requests_.ids import CaseId
from requests_.model.answer_commands import RecordFee, SendLetter
from requests_.model.awaited import AWAITED, Awaited
from requests_.model.case import Stage
from requests_.model.clock_commands import CloseUnanswered
from requests_.model.commands import AskClarification, RecordClarification, RequestEvidence, WriteIn
from requests_.model.correspondence import LetterKind
from requests_.model.desk import QueueFilters, QueueView
from requests_.model.identity import Check, Evidence
from requests_.model.letters.draft import draft, is_unwritten
from requests_.model.sent_files import OfferedFile, Purpose, SendFiles
from requests_.model.staff import Actor, ActorKind
from requests_.model.unanswered import awaited
from requests_.reporting.period import period_between
from requests_.reporting.population import population
from requests_.reporting.record import Outcome
from requests_.services import assessment, following, identity, letter_sending, sent_files, unanswered
from requests_.store.cases import reading_of
from requests_.store.queries.case_queue import queue_rows
from requests_.store.queries.letters import facts_for, letter_lines
from requests_.store.queries.returns import report_rows
from tests.factories.cases import Desk
from tests.factories.people import APPROVER, CASEWORKER

DAYS = 90


@pytest.fixture
def case(desk: Desk) -> CaseId:
    """Asked on the day of receipt, 15 June 2026."""
    key = desk.searching()
    desk.do(assessment.ask_clarification, AskClarification(case=key, question="Which year?", actor=CASEWORKER))
    return key


def remind(desk: Desk, case: CaseId, days: int = DAYS) -> bool:
    return desk.within(lambda uow: unanswered.remind_requester(uow, desk.clock, case, days))


def close(desk: Desk, case: CaseId) -> None:
    desk.do(unanswered.close_unanswered, CloseUnanswered(case=case, words="", actor=CASEWORKER))


def listed(desk: Desk, view: QueueView) -> list[str]:
    today = desk.clock.london_date()
    return [row.case for row in desk.within(lambda uow: queue_rows(uow.session, QueueFilters(view=view), today=today))]


def test_TL_25_the_requester_is_reminded_once_when_the_days_are_over(desk: Desk, case: CaseId) -> None:
    desk.clock.move(days=DAYS - 1)
    assert not remind(desk, case)
    desk.clock.move(days=1)
    assert remind(desk, case)
    assert not remind(desk, case)
    with desk.store.reading() as session:
        facts = facts_for(session, case, LetterKind.CLARIFICATION, written_on=desk.clock.london_date(), words="Which?")
    # Four weeks from the reminder, and never before the day that the first letter named.
    assert draft(LetterKind.CLARIFICATION, facts).facts.lapses_on == date(2026, 10, 11)  # type: ignore[attr-defined]
    questions = [job for job, _ in desk.jobs(case) if job == "send_message"]
    assert len(questions) == 3  # the acknowledgement, the question, the question once more


def test_nothing_is_closed_by_itself_or_before_the_day_the_reminder_named(desk: Desk, case: CaseId) -> None:
    with pytest.raises(Conflict, match="has not been reminded"):
        close(desk, case)
    desk.clock.move(days=20)
    assert remind(desk, case, 20)
    with pytest.raises(Conflict, match="until 13 September 2026"):
        close(desk, case)
    desk.clock.move(days=300)
    assert not remind(desk, case, 20)
    assert (desk.case(case).stage, listed(desk, QueueView.UNANSWERED)) == (Stage.SEARCHING, [case])


def closed(desk: Desk, case: CaseId) -> None:
    desk.clock.move(days=DAYS)
    remind(desk, case)
    assert listed(desk, QueueView.UNANSWERED) == []
    desk.clock.move(days=28)
    assert listed(desk, QueueView.UNANSWERED) == [case]
    close(desk, case)


def test_the_notice_of_closing_has_its_reason_and_is_complete(desk: Desk, case: CaseId) -> None:
    closed(desk, case)
    assert (desk.case(case).stage, listed(desk, QueueView.OPEN)) == (Stage.CLOSED, [])
    with desk.store.reading() as session:
        facts = facts_for(session, case, LetterKind.REFUSAL, written_on=desk.clock.london_date())
    letter = draft(LetterKind.REFUSAL, facts)
    assert not is_unwritten(letter)
    assert "have not heard from you" in letter.facts.reasons  # type: ignore[attr-defined]
    period = period_between("2026-10-01", "2026-10-31")
    with desk.store.reading() as session:
        rows = report_rows(session, period, known_at=desk.clock.utc_now())
    (timed,) = population(rows.records, period, today=desk.clock.london_date()).ended
    assert [ending.outcome for ending in timed.record.endings] == [Outcome.LAPSED]


@pytest.mark.parametrize("by_requester", [True, False])
def test_a_late_answer_opens_the_request_again_where_it_stood(desk: Desk, case: CaseId, by_requester: bool) -> None:
    closed(desk, case)
    desk.clock.move(days=30)
    today = desk.clock.london_date()
    if by_requester:
        desk.do(following.write_in, WriteIn(case=case, words="Year 4.", actor=Actor(ActorKind.REQUESTER, case)))
    else:
        answer = RecordClarification(case=case, received_on=today, actor=CASEWORKER)
        desk.do(assessment.record_clarification, answer)
    opened = desk.case(case)
    assert (opened.stage, opened.lapsed_from, opened.refused_for) == (Stage.SEARCHING, None, ())
    reading = reading_of(opened)
    # Asked on day 0: the whole month is left, from the day after the answer.
    assert (reading.state, reading.due_on) == (ClockState.RUNNING, today + timedelta(30))
    assert listed(desk, QueueView.OPEN) == [case]
    with desk.store.reading() as session:
        rows = report_rows(session, period_between("2026-06-01", "2026-12-31"), known_at=desk.clock.utc_now())
    (record,) = rows.records
    assert [(ending.outcome, ending.reopened_on) for ending in record.endings] == [(Outcome.LAPSED, today)]


SHOWS = {Check.IDENTITY: Evidence.PHOTO_IDENTITY, Check.AUTHORITY: Evidence.BIRTH_CERTIFICATE}
PROOFS = [
    (Awaited.IDENTITY, LetterKind.IDENTITY_REQUEST, "show us who you are"),
    (Awaited.AUTHORITY, LetterKind.AUTHORITY_REQUEST, "may act for the person"),
    (Awaited.FEE, LetterKind.FEE_REQUEST, "for a fee"),
]


def ask_for(desk: Desk, what: Awaited) -> CaseId:
    """A parent's request of 15 June 2026, of whom something is asked on that day."""
    key, check = desk.received(), AWAITED[what].check
    if check is not None:
        desk.do(identity.request_evidence, RequestEvidence(case=key, check=check, actor=CASEWORKER))
    else:
        letter = SendLetter(case=key, kind=LetterKind.FEE_REQUEST, words="1250\n\nFor the copies.", actor=APPROVER)
        desk.do(letter_sending.send_letter, letter)
    return key


def send_late(desk: Desk, case: CaseId, what: Awaited, *, by_requester: bool) -> None:
    today, check = desk.clock.london_date(), AWAITED[what].check
    if by_requester:
        desk.do(
            following.write_in, WriteIn(case=case, words="It is in the post.", actor=Actor(ActorKind.REQUESTER, case))
        )
    elif check is not None:
        desk.accept_evidence(case, check, SHOWS[check])
    else:
        desk.do(letter_sending.record_fee, RecordFee(case=case, paid_on=today, actor=CASEWORKER))


@pytest.mark.parametrize("by_requester", [True, False])
@pytest.mark.parametrize(("what", "kind", "says"), PROOFS)
def test_a_request_without_its_proof_or_fee_lapses_as_its_letter_said_and_opens_again_for_what_comes_late(
    desk: Desk, what: Awaited, kind: LetterKind, says: str, by_requester: bool
) -> None:
    case = ask_for(desk, what)
    stood = desk.case(case).stage
    assert awaited(desk.case(case)) == (what,)
    assert listed(desk, QueueView.REQUESTER) == [case]
    asked = len([job for job, _ in desk.jobs(case) if job == "send_message"])
    closed(desk, case)
    lapsed = desk.case(case)
    assert (lapsed.stage, lapsed.lapsed_from, lapsed.refused_for) == (Stage.CLOSED, stood, (what,))
    with desk.store.reading() as session:
        lines = letter_lines(session, case)
        letters = [line.kind for line in lines]
        # The first letter and the reminder, with the same words.
        assert letters.count(kind) == 2
        assert len({line.words for line in lines if line.kind is kind}) == 1
        facts = facts_for(session, case, LetterKind.REFUSAL, written_on=desk.clock.london_date())
        rows = report_rows(session, period_between("2026-06-01", "2026-12-31"), known_at=desk.clock.utc_now())
    assert [[ending.outcome for ending in record.endings] for record in rows.records] == [[Outcome.LAPSED]]
    assert says in draft(LetterKind.REFUSAL, facts).facts.reasons  # type: ignore[attr-defined]
    assert len([job for job, _ in desk.jobs(case) if job == "send_message"]) == asked + 2
    desk.clock.move(days=30)
    send_late(desk, case, what, by_requester=by_requester)
    opened = desk.case(case)
    assert (opened.lapsed_from, opened.refused_for, opened.reminded_on) == (None, (), None)
    assert listed(desk, QueueView.OPEN) == [case]
    assert awaited(opened) == ((what,) if by_requester else ())


def test_a_proof_that_comes_late_as_a_file_opens_the_request_and_another_file_does_not(desk: Desk) -> None:
    case = ask_for(desk, Awaited.IDENTITY)
    closed(desk, case)
    for purpose, stage in ((Purpose.OTHER, Stage.CLOSED), (Purpose.IDENTITY, Stage.VERIFYING)):
        sha256 = desk.store.vault.of(case).put(purpose.encode())
        offered = OfferedFile(sha256=sha256, name="a.png", media_type="image/png", size_bytes=8, purpose=purpose)
        actor = Actor(ActorKind.REQUESTER, case)
        desk.do(sent_files.send_files, SendFiles(case=case, space=case, files=(offered,), actor=actor))
        assert desk.case(case).stage is stage
