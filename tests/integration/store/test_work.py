from datetime import timedelta

import pytest

from requests_.errors import Conflict, NotFound
from requests_.ids import CaseId
from requests_.services import work
from requests_.store.outbox import Work
from requests_.store.queries.case_page import message_rows, unfinished_work
from requests_.store.queries.case_queue import queue_rows
from tests.factories.cases import Desk
from tests.factories.people import AUDITOR, CASEWORKER

REASON = "The mail server did not answer."


def first_work(desk: Desk, case: CaseId) -> Work:
    due = desk.within(lambda uow: uow.outbox.due(desk.clock.utc_now(), resend_after=timedelta(0)))
    return next(one for one in due if one.case == case)


def fail(desk: Desk, case: CaseId) -> Work:
    one = first_work(desk, case)
    desk.within(
        lambda uow: work.record_work_failed(uow, desk.clock, case=case, outbox=one.key, job=one.job, reason=REASON)
    )
    return one


def is_flagged(desk: Desk) -> bool:
    with desk.store.reading() as session:
        [row] = queue_rows(session)
    return row.has_failure


def test_a_message_that_left_is_on_record_and_shown(desk: Desk) -> None:
    case = desk.received()
    message = first_work(desk, case).arguments["message"]
    desk.within(lambda uow: work.record_message_sent(uow, desk.clock, message))
    assert desk.case(case).version == 2
    with desk.store.reading() as session:
        [row] = message_rows(session, case)
    assert (row.kind, row.sent_at) == ("acknowledgement", desk.clock.utc_now())


def test_work_that_gave_up_flags_its_case_and_says_why(desk: Desk) -> None:
    case = desk.received()
    assert not is_flagged(desk)
    fail(desk, case)
    assert is_flagged(desk)
    with desk.store.reading() as session:
        [row] = unfinished_work(session, case)
    assert (row.job, row.state, row.reason) == ("send_message", "failed", REASON)


def test_resumed_work_is_due_again_and_the_flag_is_gone(desk: Desk) -> None:
    case = desk.received()
    failed = fail(desk, case)
    desk.within(lambda uow: work.resume_work(uow, desk.clock, case=case, actor=CASEWORKER))
    assert first_work(desk, case).key == failed.key
    assert not is_flagged(desk)


def test_there_is_nothing_to_resume_where_nothing_failed_nor_for_whoever_only_looks(desk: Desk) -> None:
    case = desk.received()
    with pytest.raises(Conflict, match="Nothing in this case"):
        desk.within(lambda uow: work.resume_work(uow, desk.clock, case=case, actor=CASEWORKER))
    fail(desk, case)
    with pytest.raises(Conflict):
        desk.within(lambda uow: work.resume_work(uow, desk.clock, case=case, actor=AUDITOR))
    assert is_flagged(desk)


def test_a_message_nobody_wrote_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.within(lambda uow: work.record_message_sent(uow, desk.clock, "none"))
