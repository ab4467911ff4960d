"""Ten thousand invented cases, counted by us and counted again by a plain reading of the law that shares no code."""

from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from requests_.deadlines.working_days import WorkingDays
from requests_.model.rights import Right
from requests_.reporting.figures import Figure
from requests_.reporting.period import Period, period_named
from requests_.store.audit import verify_chains
from requests_.store.queries.returns import return_of
from requests_.store.session import Store
from tests.factories.history import Life, lives, write

FIRST, TODAY = date(2023, 4, 1), date(2026, 11, 2)
KNOWN_AT = datetime(2026, 11, 2, 18, tzinfo=UTC)
HOLIDAYS = frozenset(WorkingDays.england_and_wales().holidays)
ONE = timedelta(days=1)
PART_3_CHANGED_ON = date(2026, 2, 5)


@pytest.fixture(scope="module")
def history() -> list[Life]:
    return list(lives(9, 10_000, first_on=FIRST, today=TODAY))


def months_after(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + year, month + 1)[1]
    return date(day.year + year, month + 1, min(day.day, last))


def walked(start: date, months: int, stopped: Callable[[date], bool]) -> date:
    """Day by day: so many days as the months have, none of them stopped; then on to a working day."""
    left, day = (months_after(start, months) - start).days, start
    while left:
        day += ONE
        left -= not stopped(day)
    while day.weekday() > 4 or day in HOLIDAYS:
        day += ONE
    return day


def due(life: Life, seen: date) -> date | None:
    """The due date as it stood at the end of a day."""
    start = life.received_on
    # Asked for only once the time had ended, it begins nothing again.
    was_asked_in_time = life.authority and life.authority[0] <= walked(start, 1, lambda _: False)
    if life.authority and was_asked_in_time and life.authority[0] <= seen:
        if life.authority[1] is None or life.authority[1] > seen:
            return None
        start = max(start, life.authority[1])
    # Before the change nothing under Part 3 stopped or extended the time.
    is_as_now = life.regime == "uk_gdpr" or life.received_on >= PART_3_CHANGED_ON
    may_ask = is_as_now and life.right is Right.ACCESS
    question = life.question if may_ask and life.question and life.question[0] <= seen else None
    back = question[1] if question and question[1] and question[1] <= seen else None

    def stopped(day: date) -> bool:
        return question is not None and question[0] <= day <= (back or date.max - ONE * 400)

    month = None if _stops_for_good(start, 1, question, back) else walked(start, 1, stopped)
    notice = life.notice_on if life.notice_on and life.notice_on <= seen else None
    if notice and is_as_now and notice >= life.received_on and notice <= (month or date.max):
        return None if _stops_for_good(start, 3, question, back) else walked(start, 3, stopped)
    return month


def _stops_for_good(start: date, months: int, question: tuple[date, date | None] | None, back: date | None) -> bool:
    # A question that is still open stops the clock, unless every day had been counted before it was asked.
    return question is not None and back is None and question[0] <= months_after(start, months)


def plainly_counted(history: list[Life], period: Period) -> dict[str, set[str]]:
    seen = min(period.last_on, TODAY)
    over = period.last_on if period.last_on < TODAY else TODAY - ONE
    known = [life for life in history if life.received_on <= seen and life.right is not Right.COMPLAINT]
    found: dict[str, set[str]] = {name: set() for name in NAMES}
    for life in known:
        answered = life.answered_on if life.answered_on and life.answered_on <= seen else None
        due_on = due(life, seen)
        if life.received_on in period:
            found["RP-1.received"].add(life.reference)
        if answered and answered in period:
            found["RP-2.closed"].add(life.reference)
            is_met = due_on is None or answered <= due_on
            found["RP-3.on_time" if is_met else "RP-3.late"].add(life.reference)
        if due_on and period.first_on <= due_on <= over:
            name = "open" if not answered else "on_time" if answered <= due_on else "late"
            found[f"RP-4.{name}"].add(life.reference)
        opened_again = life.again if life.again and life.again[0] <= seen else None
        is_open_again = opened_again is not None and not (opened_again[2] and opened_again[2] <= seen)
        if opened_again and opened_again[0] in period:
            found["RP-16.reopened"].add(life.reference)
        if opened_again and opened_again[2] and opened_again[2] in period and opened_again[2] <= seen:
            found["RP-16.answered_again"].add(life.reference)
        if not answered or is_open_again:
            found["RP-8.open"].add(life.reference)
            kept_on = opened_again[1] if opened_again else due_on
            if kept_on and kept_on <= over:
                found["RP-8.overdue"].add(life.reference)
    return found


NAMES = (
    "RP-1.received",
    "RP-2.closed",
    "RP-3.on_time",
    "RP-3.late",
    "RP-4.on_time",
    "RP-4.late",
    "RP-4.open",
    "RP-8.open",
    "RP-8.overdue",
    "RP-16.reopened",
    "RP-16.answered_again",
)


def test_every_figure_of_ten_thousand_cases_is_the_one_counted_plainly(
    sqlite_store: Store, history: list[Life]
) -> None:
    write(sqlite_store, history)
    # Every seal of every case that is counted is computed again by the return itself.
    with sqlite_store.reading() as session:
        for key in ("2026-q1", "2026-11", "2025-26-year"):
            period = period_named(key)
            found = return_of(session, period, known_at=KNOWN_AT)
            ours: dict[str, Figure] = {figure.name: figure for figure in found.figures}
            plain = plainly_counted(history, period)
            assert {name: set(ours[name].cases) for name in NAMES} == plain, key
            assert sum(len(cases) for cases in plain.values())


def test_a_written_history_is_a_whole_record(sqlite_store: Store, history: list[Life]) -> None:
    events = write(sqlite_store, history[-500:])
    with sqlite_store.reading() as session:
        result = verify_chains(session)
    assert (result.cases, result.events, result.broken) == (500, events, ())
