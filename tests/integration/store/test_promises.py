"""What a letter says will follow is owed until somebody sends it, or tells the requester more."""

from dataclasses import replace
from datetime import timedelta

import pytest

from portal.staff.next_step import NextStep, StillOpen, next_step
from requests_.ids import CaseId
from requests_.model.answer_commands import RecordLook
from requests_.model.case import Stage
from requests_.model.commands import CaseCommand
from requests_.model.desk import QueueFilters, QueueView
from requests_.model.enquiries import AnswerEnquiry, AskTeam, SentFile, Team
from requests_.model.events.base import DocumentOutcome
from requests_.model.looking_again import Matter
from requests_.model.promises import late_answer_of
from requests_.model.review_commands import DecideDocument
from requests_.model.verdicts import Verdict
from requests_.services import disclosure, enquiries, looking_again, reviewing
from requests_.store.queries.case_queue import queue_rows
from requests_.store.queries.looking_again import look_lines
from tests.factories.cases import Desk
from tests.factories.people import CASEWORKER
from tests.integration.store.test_reopening import reopen


def released_with_a_promise(desk: Desk) -> tuple[CaseId, str]:
    """An answer that left while a document was still to be fetched, and a team asked for it; with the enquiry's key."""
    case = desk.reviewing()
    ask = AskTeam(
        case=case,
        team=Team.SCHOOL,
        name="The school",
        email="office@school.example",
        words="The paper file.",
        due_on=desk.clock.london_date() + timedelta(60),
        actor=CASEWORKER,
        source="case",
    )
    document = desk.documents(case)[0].key
    follows = DecideDocument(
        case=case, document=document, outcome=DocumentOutcome.TO_FOLLOW, reason="", record="", actor=CASEWORKER
    )
    desk.do(reviewing.decide_document, follows)
    desk.approve(desk.submit(case))
    key = desk.do(enquiries.ask_team, ask)
    desk.record_pack(case)
    desk.do(disclosure.release, CaseCommand(case=case, actor=CASEWORKER))
    return case, key


def test_a_promise_of_a_letter_outlives_the_answer_until_it_is_kept(desk: Desk) -> None:
    case, enquiry = released_with_a_promise(desk)
    promised_on = next(look.due_on for look in desk.case(case).looks.values() if look.matter is Matter.PROMISED)
    assert promised_on > desk.clock.london_date()
    assert desk.case(case).stage is Stage.RESPONDED
    with desk.store.reading() as session:
        [row] = queue_rows(session, QueueFilters(view=QueueView.OPEN), today=desk.clock.london_date())
        assert (row.set_on, row.set_by) == (promised_on, "council")
        lines = look_lines(session, actor=CASEWORKER)
        assert [(line.look.matter, line.look.due_on) for line in lines] == [(Matter.PROMISED, promised_on)]
    assert desk.within(lambda uow: enquiries.mail_due(uow, enquiry)) is not None
    kept = RecordLook(
        case=case, matter=Matter.PROMISED, about="", again_on=None, record="Sent by hand.", actor=CASEWORKER
    )
    desk.do(looking_again.record_look, kept)
    assert desk.within(lambda uow: enquiries.mail_due(uow, enquiry)) is None
    with desk.store.reading() as session:
        assert queue_rows(session, QueueFilters(view=QueueView.OPEN), today=desk.clock.london_date()) == ()


def test_an_answer_that_owes_nothing_promises_nothing(desk: Desk) -> None:
    case = desk.responded()
    assert not any(look.matter is Matter.PROMISED for look in desk.case(case).looks.values())


LATE = AnswerEnquiry(secret="", holds=True, by_name="Ada Vale", looked_in="The cellar", words="", files=())


def answered_late(desk: Desk, case: CaseId, enquiry: str) -> None:
    """The school sends a file once the answer has left."""
    sha256 = desk.store.vault.of(case).put(b"an old register")
    sent = SentFile(sha256=sha256, file_name="register.pdf", media_type="application/pdf")
    desk.within(lambda uow: uow.enquiries.keep_answer(enquiry, replace(LATE, files=(sent,)), desk.clock.utc_now()))
    [file] = desk.within(lambda uow: [one.id for one in uow.enquiries.files_of(enquiry)])
    desk.within(lambda uow: enquiries.record_answer(uow, desk.clock, enquiry, {file: Verdict.CLEAN}))


@pytest.mark.parametrize("is_opened", [True, False])
def test_what_a_team_sends_after_the_answer_left_is_weighed_before_the_case_is_over(
    desk: Desk, is_opened: bool
) -> None:
    case, enquiry = released_with_a_promise(desk)
    for matter in (Matter.PROMISED, Matter.LATE_ANSWER):
        if matter is Matter.LATE_ANSWER:
            answered_late(desk, case, enquiry)
            nothing = StillOpen()
            assert next_step(desk.case(case), CASEWORKER, nothing) is NextStep.WEIGH_LATE_ANSWER
            with desk.store.reading() as session:
                [row] = queue_rows(session, QueueFilters(view=QueueView.OPEN), today=desk.clock.london_date())
                assert row.set_by == "council"
        if is_opened and matter is Matter.LATE_ANSWER:
            reopen(desk, case)
            assert late_answer_of(desk.case(case)) is None
            assert desk.case(case).unsettled_enquiries == (enquiry,)  # it is taken in before anything is sent again
        else:
            why = RecordLook(case=case, matter=matter, about="", again_on=None, record="It is known.", actor=CASEWORKER)
            desk.do(looking_again.record_look, why)
    if not is_opened:
        assert next_step(desk.case(case), CASEWORKER, StillOpen()) is NextStep.ANSWERED
