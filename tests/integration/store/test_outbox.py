from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from requests_.ids import CaseId
from requests_.store.outbox import Work
from tests.factories.cases import Desk
from tests.factories.clocks import MovingClock

RESEND = timedelta(minutes=2)


@pytest.fixture
def case(desk: Desk) -> CaseId:
    case = desk.received()
    for work in due(desk):
        desk.within(lambda uow, work=work: uow.outbox.mark_done(work.key, desk.clock.utc_now()))  # type: ignore[misc]
    return case


def due(desk: Desk) -> list[Work]:
    return desk.within(lambda uow: uow.outbox.due(desk.clock.utc_now(), resend_after=RESEND))


def add(desk: Desk, case: CaseId, effect: str = "one") -> str:
    return desk.within(lambda uow: uow.outbox.add("read_document", case, effect, desk.clock.utc_now(), document="d"))


def test_the_same_effect_asked_for_twice_is_one_piece_of_work(desk: Desk, case: CaseId) -> None:
    assert add(desk, case) == add(desk, case) != add(desk, case, "another")
    assert [(work.job, work.arguments) for work in due(desk)] == [("read_document", {"document": "d"})] * 2


def test_an_effect_that_was_had_is_not_had_again(desk: Desk, case: CaseId) -> None:
    work = add(desk, case)
    desk.within(lambda uow: uow.outbox.mark_done(work, desk.clock.utc_now()))
    assert add(desk, case) == work
    assert due(desk) == []


def test_work_that_was_asked_for_in_a_transaction_that_failed_was_not_asked_for(desk: Desk, case: CaseId) -> None:
    with desk.store.unit_of_work() as uow:
        uow.outbox.add("read_document", case, "one", desk.clock.utc_now(), document="d")
    assert due(desk) == []


def test_work_is_sent_once_and_again_when_it_may_be_lost(desk: Desk, case: CaseId, clock: MovingClock) -> None:
    work = add(desk, case)
    desk.within(lambda uow: uow.outbox.mark_sent(work, clock.utc_now()))
    assert due(desk) == []
    clock.move(minutes=1, seconds=59)
    assert due(desk) == []
    clock.move(seconds=1)
    assert [one.key for one in due(desk)] == [work]


def test_postponed_work_waits_counts_its_tries_and_then_is_due(desk: Desk, case: CaseId, clock: MovingClock) -> None:
    work = add(desk, case)
    desk.within(lambda uow: uow.outbox.postpone(work, clock.utc_now() + timedelta(minutes=5), "The server is away."))
    assert due(desk) == []
    clock.move(minutes=5)
    assert [(one.key, one.attempts) for one in due(desk)] == [(work, 1)]


def test_work_that_gave_up_is_left_alone_until_it_is_resumed(desk: Desk, case: CaseId) -> None:
    work = add(desk, case)
    desk.within(lambda uow: uow.outbox.give_up(work, desk.clock.utc_now(), "Tried ten times."))
    assert due(desk) == []
    assert desk.within(lambda uow: uow.outbox.take(work)) is None
    desk.within(lambda uow: uow.outbox.resume(work, desk.clock.utc_now()))
    assert [(one.key, one.attempts) for one in due(desk)] == [(work, 0)]


def test_work_that_is_done_cannot_be_taken_again(desk: Desk, case: CaseId) -> None:
    work = add(desk, case)
    assert desk.within(lambda uow: uow.outbox.take(work)) is not None
    desk.within(lambda uow: uow.outbox.mark_done(work, desk.clock.utc_now()))
    assert desk.within(lambda uow: uow.outbox.take(work)) is None
    assert desk.within(lambda uow: uow.outbox.take("nothing")) is None


def test_work_taken_by_two_at_once_is_done_once(desk: Desk, case: CaseId) -> None:
    work = add(desk, case)

    def do(_: int) -> bool:
        with desk.store.unit_of_work() as uow:
            taken = uow.outbox.take(work)
            if taken is not None:
                uow.outbox.mark_done(work, desk.clock.utc_now())
                uow.commit()
            return taken is not None

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(do, range(4))) == [False, False, False, True]


def test_work_comes_in_the_order_it_became_due_and_no_more_than_asked_for(
    desk: Desk, case: CaseId, clock: MovingClock
) -> None:
    keys = []
    for number in range(5):
        clock.move(seconds=1)
        keys.append(add(desk, case, str(number)))
    some = desk.within(lambda uow: uow.outbox.due(clock.utc_now(), resend_after=RESEND, limit=3))
    assert [work.key for work in some] == keys[:3]


def test_withdrawn_work_is_closed_and_only_that(desk: Desk, case: CaseId) -> None:
    other = desk.received()
    work, stays = add(desk, case), add(desk, other)
    desk.within(lambda uow: uow.outbox.withdraw("read_document", case, desk.clock.utc_now()))
    assert desk.within(lambda uow: uow.outbox.take(work)) is None
    assert desk.within(lambda uow: uow.outbox.take(stays)) is not None
