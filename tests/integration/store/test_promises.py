"""What a letter says will follow is owed until somebody sends it, or tells the requester more."""

from datetime import timedelta

from requests_.ids import CaseId
from requests_.model.answer_commands import RecordLook
from requests_.model.case import Stage
from requests_.model.commands import CaseCommand
from requests_.model.desk import QueueFilters, QueueView
from requests_.model.enquiries import AskTeam, Team
from requests_.model.events.base import DocumentOutcome
from requests_.model.looking_again import Matter
from requests_.model.review_commands import DecideDocument
from requests_.services import disclosure, enquiries, looking_again, reviewing
from requests_.store.queries.case_queue import queue_rows
from requests_.store.queries.looking_again import look_lines
from tests.factories.cases import Desk
from tests.factories.people import CASEWORKER


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
