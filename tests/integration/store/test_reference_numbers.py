"""A reference is no way to anybody else's request, and none is lost for want of one."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import func, select

from requests_ import ids
from requests_.errors import Unavailable
from requests_.ids import case_reference
from requests_.model.collecting import CodeRoad
from requests_.model.events.base import Channel
from requests_.services import collection, intake
from requests_.store.operations_tables import Message
from requests_.store.session import Store, UnitOfWork
from tests.factories.cases import Desk, submit_request


def number_of(reference: str) -> int:
    return int(reference.split("-")[2])


def test_a_reference_tells_neither_how_many_came_before_nor_the_next_one(desk: Desk) -> None:
    """Sixteen that came one after the other: by chance, and not once in a million runs, they would stand in order."""
    drawn = [number_of(desk.reference(desk.received())) for _ in range(16)]
    assert all(ids.FIRST_DRAWN <= number <= ids.LAST_DRAWN for number in drawn)
    assert drawn != sorted(drawn)
    assert max(drawn) - min(drawn) > 100_000


def test_of_many_who_draw_the_same_number_at_once_each_gets_another_and_no_request_is_lost(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chance would take years to deal one number to two people at once: here there are only twelve."""
    monkeypatch.setattr(ids, "LAST_DRAWN", ids.FIRST_DRAWN + 11)
    with ThreadPoolExecutor(6) as threads:
        received = list(threads.map(lambda _: desk.do(intake.receive_submission, submit_request()), range(12)))
    numbers = sorted(number_of(each.reference) for each in received)
    assert numbers == list(range(ids.FIRST_DRAWN, ids.FIRST_DRAWN + 12))
    with pytest.raises(Unavailable, match="No reference number was free"):
        desk.received()
    assert desk.reference(desk.received(received_on=date(2025, 12, 30), channel=Channel.LETTER)).startswith("RR-2025-")


def test_ten_thousand_guesses_beside_two_hundred_requests_have_no_mail_sent(sqlite_store: Store) -> None:
    """Half of them counted from one, half the nearest to a reference that the stranger has: one run in nine meets one.

    What a visit of `/track` or `/collect` leaves is this job: the visit itself looks nothing up.
    """
    desk = Desk(sqlite_store)
    desk.within(lambda uow: [intake.receive_submission(uow, desk.clock, submit_request()) for _ in range(200)])
    own = number_of(desk.reference(desk.received()))
    guessed = (*range(1, 5_001), *(own + step for step in range(-2_500, 2_501) if step))

    def guess(uow: UnitOfWork) -> int:
        before = uow.session.scalar(select(func.count()).select_from(Message)) or 0
        for number in guessed:
            by = CodeRoad.EMAIL if number % 2 else CodeRoad.ADDRESSEE
            collection.offer_code(uow, desk.clock, case_reference(2026, number), by=by)
        return (uow.session.scalar(select(func.count()).select_from(Message)) or 0) - before

    assert desk.within(guess) <= 3
