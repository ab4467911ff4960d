"""A case is opened again with a reason and a new day; the first answer and the law's own date stay what they were."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from requests_.errors import Conflict, InvalidCommand, NotAllowed
from requests_.ids import CaseId
from requests_.model.case import Stage
from requests_.model.commands import CaseCommand
from requests_.model.desk import QueueFilters, QueueView
from requests_.model.reopening import ReopenCase, ReopenReason
from requests_.model.search_commands import RecordSourceFailed, SearchAgain
from requests_.model.staff import Actor
from requests_.services import disclosure, following, reopening, searching
from requests_.store.case_tables import CaseRow
from requests_.store.outbox import Work
from requests_.store.queries.case_page import message_rows
from requests_.store.queries.case_queue import queue_rows
from requests_.store.queries.tracking import tracked_case
from requests_.store.session import UnitOfWork
from tests.factories.cases import Desk
from tests.factories.people import APPROVER, AUDITOR, CASEWORKER, requester, requester_of


def reopen(
    desk: Desk,
    case: CaseId,
    *,
    days: int = 14,
    words: str = "Search the share.",
    by: Actor = CASEWORKER,
    tells: bool = False,
) -> None:
    due_on = desk.clock.london_date() + timedelta(days)
    reason = ReopenReason.MORE_FOUND
    command = ReopenCase(case=case, reason=reason, due_on=due_on, words=words, tells=tells, actor=by)
    desk.do(reopening.reopen_case, command)


def answer_again(desk: Desk, case: CaseId) -> None:
    desk.approve(desk.submit(desk.find(desk.accept(case))))
    desk.record_pack(case)
    desk.do(disclosure.release, CaseCommand(case=case, actor=APPROVER))


def test_a_reopened_case_is_worked_again_and_keeps_its_first_answer(desk: Desk) -> None:
    case = desk.responded()
    first_on = desk.case(case).responded_on
    desk.clock.move(days=100)
    reopen(desk, case)
    folded, today = desk.case(case), desk.clock.london_date()
    assert (folded.stage, folded.responded_on, folded.pack) == (Stage.ASSESSING, first_on, None)
    with desk.store.reading() as session:
        [row] = queue_rows(session, QueueFilters(view=QueueView.OPEN), today=today)
        assert (row.set_on, row.set_by, row.responded_on) == (today + timedelta(14), "council", first_on)
        assert session.scalar(select(CaseRow.queue_on)) == today + timedelta(14)
    answer_again(desk, case)
    folded = desk.case(case)
    assert (folded.stage, folded.responded_on, folded.answered_again_on) == (Stage.RESPONDED, first_on, today)
    with desk.store.reading() as session:
        assert queue_rows(session, QueueFilters(view=QueueView.OPEN), today=today) == ()
        # What was sent again is there to be collected as long as what was sent first.
        tracked = tracked_case(session, case)
        assert tracked.may_collect
        assert tracked.collect_until == today + timedelta(90)


def test_a_case_is_not_opened_again_for_longer_than_the_law_gives(desk: Desk) -> None:
    case = desk.responded()
    with pytest.raises(InvalidCommand, match="no answer may take longer"):
        reopen(desk, case, days=93)
    assert desk.case(case).stage is Stage.RESPONDED


def test_a_reopened_case_is_searched_again_by_the_workers(desk: Desk) -> None:
    """What was asked for before it ended is done; the search of the second round is other work."""
    case = desk.responded()
    desk.within(lambda uow: [uow.outbox.mark_done(work.key, desk.clock.utc_now()) for work in _searches(uow)])
    reopen(desk, case)
    desk.accept(case)
    assert sorted(work.arguments["source"] for work in desk.within(_searches)) == sorted(desk.sources)
    for source in desk.sources:
        failed = RecordSourceFailed(case=case, source=source, attempt=1, reason="It is down.")
        desk.do(searching.record_source_failed, failed)
    desk.within(lambda uow: [uow.outbox.mark_done(work.key, desk.clock.utc_now()) for work in _searches(uow)])
    desk.do(searching.search_again, SearchAgain(case=case, source=desk.sources[0], actor=CASEWORKER))
    assert [work.arguments["attempt"] for work in desk.within(_searches)] == ["2"]


def _searches(uow: UnitOfWork) -> list[Work]:
    return uow.outbox.open_of("search_source")


@pytest.mark.parametrize(
    ("tells", "email", "is_told"), [(True, "m@f.example", True), (True, "", False), (False, "m@f.example", False)]
)
def test_the_requester_is_told_that_it_is_open_again_where_there_is_a_mailbox_for_it(
    desk: Desk, tells: bool, email: str, is_told: bool
) -> None:
    case = desk.received(requester=requester(email=email))
    desk.do(following.withdraw_request, CaseCommand(case=case, actor=requester_of(case)))
    reopen(desk, case, tells=tells)
    kinds = [message.kind for message in desk.within(lambda uow: message_rows(uow.session, case))]
    assert ("reopened" in kinds) is is_told


def test_only_what_has_ended_is_opened_again(desk: Desk) -> None:
    with pytest.raises(Conflict):
        reopen(desk, desk.received())


def test_a_case_is_opened_again_by_whoever_works_on_it_with_words_and_a_day_to_come(desk: Desk) -> None:
    case = desk.responded()
    with pytest.raises(NotAllowed):
        reopen(desk, case, by=AUDITOR)
    with pytest.raises(InvalidCommand):
        reopen(desk, case, words=" ")
    with pytest.raises(InvalidCommand):
        reopen(desk, case, days=-1)
    assert desk.case(case).stage is Stage.RESPONDED
