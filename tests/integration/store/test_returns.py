"""What a report is counted from: the sealed events, as they were known at a moment."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from requests_.model.commands import AskClarification, CaseCommand, RecordClarification, RefuseRequest, ReturnForReview
from requests_.model.events.base import RefusalGround
from requests_.model.identity import Check, Evidence
from requests_.model.reopening import ReopenCase, ReopenReason
from requests_.reporting.period import month_of, period_named
from requests_.reporting.record import CaseRecord, Outcome
from requests_.services import assessment, disclosure, following
from requests_.services.reopening import reopen_case
from requests_.store.queries.returns import ReportRows, report_rows
from tests.factories.cases import Desk
from tests.factories.people import APPROVER, CASEWORKER, data_subject, requester_of

_IDENTITY = (Check.IDENTITY, Evidence.KNOWN_CONTACT)


def rows(desk: Desk, known_at: datetime | None = None, *, period: str = "2026-06") -> ReportRows:
    with desk.store.reading() as session:
        return report_rows(session, period_named(period), known_at=known_at or desk.clock.utc_now())


def by_reference(desk: Desk, known_at: datetime | None = None) -> dict[str, CaseRecord]:
    return {record.reference: record for record in rows(desk, known_at).records}


def test_every_case_of_the_period_is_there_with_what_its_events_say(desk: Desk) -> None:
    answered, new = desk.responded(), desk.received(subject=data_subject(school="Mill Lane Primary"))
    found = by_reference(desk)
    assert set(found) == {desk.reference(answered), desk.reference(new)}
    record = found[desk.reference(answered)]
    assert [(each.outcome, each.on) for each in record.endings] == [(Outcome.GRANTED_IN_PART, desk.clock.london_date())]
    assert record.withheld_places == (("S2P16_THIRD_PARTY", 1),)
    assert (record.pages_withheld, record.pages_partly_withheld) == (0, 1)
    assert (record.school, found[desk.reference(new)].school) == ("", "Mill Lane Primary")
    assert found[desk.reference(new)].endings == ()


def test_a_question_and_a_refusal_are_read(desk: Desk) -> None:
    case = desk.assessing()
    desk.do(assessment.ask_clarification, AskClarification(case=case, question="Which year?", actor=CASEWORKER))
    desk.clock.move(days=3)
    on = desk.clock.london_date()
    desk.do(assessment.record_clarification, RecordClarification(case=case, received_on=on, actor=CASEWORKER))
    refusal = RefuseRequest(
        case=case, ground=RefusalGround.NOT_ENTITLED, explanation="She may not ask for him.", actor=CASEWORKER
    )
    desk.refuse(refusal)
    [record] = by_reference(desk).values()
    [refused] = record.endings
    assert (refused.outcome, refused.refusal, refused.on) == (Outcome.REFUSED, "not_entitled", on)
    assert [(pause.asked_on, pause.received_on) for pause in record.pauses] == [(date(2026, 6, 15), on)]


def test_what_the_second_person_sent_back_is_counted(desk: Desk) -> None:
    case = desk.signing_off()
    desk.do(disclosure.return_for_review, ReturnForReview(case=case, changes="Page 2.", actor=APPROVER))
    desk.do(following.withdraw_request, CaseCommand(case=case, actor=requester_of(case)))
    [record] = rows(desk).records
    assert [each.sent_back for each in record.endings] == [1]


def test_a_report_can_be_made_again_as_it_was_known_then(desk: Desk) -> None:
    desk.responded()
    desk.received()
    before, known_at = rows(desk), desk.clock.utc_now()
    desk.clock.move(days=40)
    desk.responded()
    desk.received()
    assert rows(desk, known_at) == before
    assert rows(desk).head.digest != before.head.digest
    assert (before.head.cases, rows(desk).head.cases) == (2, 4)


def test_the_audit_head_names_every_event(desk: Desk) -> None:
    case = desk.received()
    first = rows(desk).head
    desk.clock.move(minutes=1)
    desk.accept_evidence(case, *_IDENTITY)
    second = rows(desk).head
    assert (first.events, second.events) == (1, 2)
    assert first.digest != second.digest


def test_the_audit_head_of_nothing_is_that_of_no_line(desk: Desk) -> None:
    head = rows(desk).head
    assert (head.cases, head.events, head.digest[:8]) == (0, 0, "e3b0c442")


def test_a_case_answered_before_the_period_that_falls_due_in_it_is_there(desk: Desk) -> None:
    case = desk.responded()
    assert {record.reference for record in rows(desk, period="2026-07").records} == {desk.reference(case)}
    assert rows(desk, datetime(2026, 12, 1, tzinfo=UTC), period="2026-11").records == ()


def test_an_open_case_is_in_every_later_period(desk: Desk) -> None:
    desk.received()
    later = month_of(date(2027, 3, 1))
    assert len(rows(desk, datetime(2027, 4, 1, tzinfo=UTC), period=later.key).records) == 1
    assert rows(desk, period="2026-05").records == ()


@pytest.mark.parametrize(
    "dressed_up",
    [
        "due_on = '2027-01-01', regime = 'law_enforcement'",
        "received_on = '2020-01-01', due_on = '2020-01-01', responded_on = '2020-01-01', stage = 'responded'",
        "received_on = '2031-01-01'",
    ],
)
def test_a_change_of_the_projection_neither_dresses_a_figure_up_nor_hides_a_case(desk: Desk, dressed_up: str) -> None:
    case = desk.received()
    with desk.store.unit_of_work() as uow:
        uow.session.execute(text(f"UPDATE rights_case SET {dressed_up}"))
        uow.commit()
    [record] = rows(desk).records
    assert (record.reference, record.regime.value) == (desk.reference(case), "uk_gdpr")


def test_a_case_that_goes_on_long_after_its_answer_is_in_every_period_since(desk: Desk) -> None:
    case = desk.responded()
    answer_by = desk.clock.london_date() + timedelta(14)
    words = "A folder was forgotten."
    again = ReopenCase(case=case, reason=ReopenReason.MORE_FOUND, due_on=answer_by, words=words, actor=APPROVER)
    desk.do(reopen_case, again)
    found = rows(desk, datetime(2027, 12, 1, tzinfo=UTC), period="2027-11").records
    assert [record.reference for record in found] == [desk.reference(case)]


def test_a_case_whose_details_are_erased_is_still_counted(desk: Desk) -> None:
    desk.received()
    with desk.store.unit_of_work() as uow:
        uow.session.execute(text("DELETE FROM request_details"))
        uow.commit()
    assert [record.school for record in rows(desk).records] == [""]
