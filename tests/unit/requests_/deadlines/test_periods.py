from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_.deadlines.periods import InvalidFact, Pause, add_months, count_days, union

DAYS = st.dates(min_value=date(2018, 5, 25), max_value=date(2028, 6, 30))


@st.composite
def pauses(draw: st.DrawFn, *, open_ones: bool = False) -> tuple[Pause, ...]:
    found = []
    for _ in range(draw(st.integers(0, 4))):
        asked_on = date(2026, 3, 1) + timedelta(days=draw(st.integers(0, 90)))
        received_on = asked_on + timedelta(days=draw(st.integers(0, 20)))
        is_open = open_ones and draw(st.booleans())
        found.append(Pause(asked_on, None if is_open else received_on))
    return tuple(found)


def covered(runs: tuple[Pause, ...]) -> set[date]:
    ends = [(run.asked_on, run.received_on or date(2026, 12, 31)) for run in runs]
    return {first + timedelta(days=n) for first, last in ends for n in range((last - first).days + 1)}


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 6, 15), 1, date(2026, 7, 15)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 8, 31), -6, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 6, 15), 0, date(2026, 6, 15)),
    ],
)
def test_a_month_ends_on_the_corresponding_date_or_the_months_last_day(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@given(DAYS, st.integers(-24, 24))
def test_months_land_in_the_right_month_and_never_later_in_it(day: date, months: int) -> None:
    landed = add_months(day, months)
    assert (landed.year * 12 + landed.month) - (day.year * 12 + day.month) == months
    assert landed.day == min(day.day, monthrange(landed.year, landed.month)[1])


@given(pauses(open_ones=True))
def test_a_union_has_the_same_days_and_is_its_own_union(runs: tuple[Pause, ...]) -> None:
    joined = union(runs)
    assert covered(joined) == covered(runs)
    assert union(joined) == joined
    assert all(
        a.received_on is not None and a.received_on < b.asked_on for a, b in zip(joined, joined[1:], strict=False)
    )


@given(pauses(), st.integers(1, 92))
def test_a_count_agrees_with_counting_day_by_day(runs: tuple[Pause, ...], days: int) -> None:
    started_on = date(2026, 3, 10)
    left_out, day, counted = covered(runs), started_on, 0
    while counted < days:
        day += timedelta(days=1)
        counted += day not in left_out
    count = count_days(started_on, days, pauses=runs)
    assert count.ends_on == day
    assert count.stopped_days == (day - started_on).days - days


@given(pauses(), pauses(), st.integers(1, 92))
def test_a_further_pause_never_ends_a_period_earlier(
    some: tuple[Pause, ...], more: tuple[Pause, ...], days: int
) -> None:
    started_on = date(2026, 3, 10)
    without = count_days(started_on, days, pauses=some).ends_on
    with_more = count_days(started_on, days, pauses=some + more).ends_on
    assert without is not None
    assert with_more is not None
    assert started_on < without <= with_more


def test_an_open_pause_splits_the_period_into_used_and_left() -> None:
    count = count_days(date(2026, 6, 1), 30, pauses=[Pause(date(2026, 6, 11))])
    assert count.ends_on is None
    assert (count.counted, count.stopped_on) == (9, date(2026, 6, 11))


def test_an_open_pause_from_before_the_start_leaves_the_whole_period() -> None:
    count = count_days(date(2026, 6, 10), 30, pauses=[Pause(date(2026, 6, 1))])
    assert (count.counted, count.stopped_on) == (0, date(2026, 6, 11))


def test_an_open_pause_after_the_last_counted_day_stops_nothing() -> None:
    assert count_days(date(2026, 6, 1), 30, pauses=[Pause(date(2026, 7, 2))]).ends_on == date(2026, 7, 1)


def test_an_answer_before_its_question_is_refused() -> None:
    with pytest.raises(InvalidFact, match="2026-06-02, before it was asked for on 2026-06-03"):
        Pause(date(2026, 6, 3), date(2026, 6, 2))
