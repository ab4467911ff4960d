from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from requests_.errors import InvalidCommand
from requests_.ids import normal_reference
from requests_.model.case import Stage
from requests_.model.commands import SubmitRequest
from requests_.model.events.base import Channel
from requests_.model.people import Capacity, PersonRole
from requests_.model.rights import AccessScope, Category
from requests_.services import intake
from requests_.store.case_tables import CaseRow
from requests_.store.queries.case_page import case_summary
from requests_.store.queries.case_queue import queue_rows
from requests_.store.session import Store
from tests.factories.cases import Desk, submit_request
from tests.factories.clocks import MovingClock
from tests.factories.people import data_subject, requester


def test_a_request_gets_a_reference_a_due_date_and_an_acknowledgement_at_once(desk: Desk) -> None:
    received = desk.do(intake.receive_submission, submit_request())
    assert received.reference == normal_reference(received.reference)
    assert received.due_on == date(2026, 7, 15)
    assert desk.case(received.case).stage is Stage.RECEIVED
    [(job, arguments)] = desk.jobs(received.case)
    assert job == "send_message"
    assert desk.within(lambda uow: uow.people.message(arguments["message"]).kind) == "acknowledgement"


def test_the_same_form_sent_twice_is_one_case_and_one_answer(desk: Desk) -> None:
    command = submit_request()
    first = desk.do(intake.receive_submission, command)
    again = desk.do(intake.receive_submission, replace(command, wording="sent again"))
    assert again == first
    assert len(desk.jobs(first.case)) == 1


def test_the_same_form_sent_many_times_at_once_is_one_case_and_one_answer(desk: Desk) -> None:
    command = submit_request()
    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(lambda _: desk.do(intake.receive_submission, command), range(6)))
    assert len(set(answers)) == 1
    with desk.store.reading() as session:
        assert session.scalar(select(func.count()).select_from(CaseRow)) == 1


def test_requests_received_at_once_get_a_reference_each(desk: Desk) -> None:
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: desk.do(intake.receive_submission, submit_request()), range(24)))
    assert len({answer.reference for answer in answers}) == 24


def test_a_request_that_came_another_way_counts_from_the_day_it_came(desk: Desk) -> None:
    case = desk.received(received_on=date(2026, 6, 1), channel=Channel.EMAIL)
    assert desk.case(case).received_on == date(2026, 6, 1)


def test_a_request_cannot_come_tomorrow(desk: Desk) -> None:
    with pytest.raises(InvalidCommand, match="cannot be in the future"):
        desk.received(received_on=date(2026, 6, 16))


def test_a_request_sent_at_half_past_midnight_in_summer_is_of_that_day_in_london(store: Store) -> None:
    desk = Desk(store, MovingClock(datetime(2026, 6, 15, 23, 30, tzinfo=UTC)))
    assert desk.case(desk.received()).received_on == date(2026, 6, 16)


def test_a_request_beyond_the_known_bank_holidays_is_kept_and_flagged(store: Store) -> None:
    desk = Desk(store, MovingClock(datetime(2061, 3, 1, 9, tzinfo=UTC)))
    received = desk.do(intake.receive_submission, submit_request())
    assert received.due_on is None
    with store.reading() as session:
        [row] = queue_rows(session)
    assert (row.reference, row.due_on, row.clock_state, row.has_failure) == (received.reference, None, "unknown", True)


def test_what_was_asked_is_kept_as_it_was_asked(desk: Desk) -> None:
    subject = data_subject(other_names=("Orla Byrne",), upn="A123456789012", emails=("orla@fenwick.example",))
    scope = AccessScope(categories=(Category.ATTENDANCE,), from_on=date(2025, 9, 1))
    case = desk.received(subject=subject, scope=scope, wording="Everything about the fines, please.")
    with desk.store.reading() as session:
        summary = case_summary(session, case)
    assert (summary.subject, summary.requester) == (subject, requester())
    assert (summary.case.scope, summary.wording) == (scope, "Everything about the fines, please.")


@pytest.mark.parametrize(
    ("command", "people"),
    [
        (submit_request(), [("subject", PersonRole.SUBJECT), ("requester", PersonRole.REQUESTER)]),
        (
            submit_request(capacity=Capacity.SUBJECT, requester=requester(name="ORLA FENWICK", relation="")),
            [("subject", PersonRole.SUBJECT)],
        ),
    ],
    ids=["a parent", "a young person"],
)
def test_the_people_of_a_request_are_the_first_people_of_its_case(
    sqlite_store: Store, command: SubmitRequest, people: list[tuple[str, PersonRole]]
) -> None:
    desk = Desk(sqlite_store)
    case = desk.do(intake.receive_submission, command).case
    known = desk.within(lambda uow: uow.people.people_of(case))
    assert [(person.key, person.role) for person in known] == people


def test_a_request_that_is_not_committed_never_was(desk: Desk) -> None:
    with desk.store.unit_of_work() as uow:
        lost = intake.receive_submission(uow, desk.clock, submit_request())
    with desk.store.reading() as session:
        assert session.scalar(select(func.count()).select_from(CaseRow)) == 0
    assert desk.within(lambda uow: uow.cases.with_reference(lost.reference)) is None
