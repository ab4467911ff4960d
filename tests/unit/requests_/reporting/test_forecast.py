"""A forecast is a range that holds about as often as it says, from what history shows, alike each time it is made."""

import math
from dataclasses import replace
from datetime import date, timedelta
from statistics import fmean

import pytest

from requests_.model.event_codec import payload_of
from requests_.reporting.forecast.back_test import back_test
from requests_.reporting.forecast.history import NotEnoughHistory, history_of
from requests_.reporting.forecast.life_table import LAST_DAY, Stay, life_table
from requests_.reporting.forecast.outlook import outlook, quicker
from requests_.reporting.forecast.simulation import months_ahead, simulate
from requests_.reporting.record import CaseRecord
from requests_.reporting.record_events import record_of
from tests.factories.history import happenings, lives
from tests.factories.records import case_record

TODAY = date(2026, 11, 2)
YESTERDAY = date(2026, 11, 1)


def past(seed: int, count: int, first_on: date = date(2023, 10, 1), **options: float) -> list[CaseRecord]:
    made = lives(seed, count, first_on=first_on, today=TODAY, **options)
    found = (
        record_of(life.reference, [(e.kind, payload_of(e), day) for day, _, e in happenings(life)]) for life in made
    )
    return [record for record in found if record is not None]


@pytest.fixture(scope="module")
def records() -> list[CaseRecord]:
    return past(4, 2500)


def test_the_same_events_give_the_same_forecast(records: list[CaseRecord]) -> None:
    history = history_of(records, YESTERDAY)
    assert simulate(history, 3, runs=60) == simulate(history_of(records[::-1], YESTERDAY), 3, runs=60)


def test_about_four_in_five_past_months_came_within_their_range() -> None:
    """Over three councils, none of which the method has seen."""
    tests = [back_test(past(seed, 2500), TODAY, 18) for seed in (21, 22, 23)]
    held = fmean(test.held or 0 for test in tests)
    assert all(len(test.months) == 18 for test in tests)
    assert 0.7 <= held <= 0.92


def test_a_forecast_knows_nothing_of_what_came_after_it(records: list[CaseRecord]) -> None:
    day = date(2026, 6, 30)
    known = [record for record in records if record.received_on <= day]
    forgotten = [replace(r, endings=()) if r.settled_on and r.settled_on > day else r for r in known]
    assert simulate(history_of(records, day), 2, runs=40) == simulate(history_of(forgotten, day), 2, runs=40)


def test_one_more_person_means_fewer_late(records: list[CaseRecord]) -> None:
    found = outlook(records, YESTERDAY, team=3)
    assert all(
        more.late.middle <= usual.late.middle and more.overdue.middle < usual.overdue.middle
        for usual, more in zip(found.months[1:], found.with_one_more[1:], strict=True)
    )
    assert any("in a team of 3 makes it quicker by one part in 3" in line for line in found.assumptions)


@pytest.mark.parametrize(("team", "says"), [(1, "twice as quick"), (2, "quicker by one part in 2")])
def test_what_one_more_person_adds_is_said_of_a_team_of_one_too(team: int, says: str) -> None:
    assert quicker(team) == says


def test_a_team_that_answers_everything_at_once_is_late_with_nothing() -> None:
    quick = [case_record(f"q-{n}", TODAY - timedelta(n + 1), answered_on=TODAY - timedelta(n)) for n in range(300)]
    assert all(ahead.late.high == 0 for ahead in simulate(history_of(quick, YESTERDAY), 3, runs=100))


def test_a_team_that_takes_a_hundred_days_is_late_with_all_that_falls_due() -> None:
    days = [TODAY - timedelta(n) for n in range(1, 500)]
    slow = [case_record(f"s-{n}", day, answered_on=day + timedelta(100)) for n, day in enumerate(days)]
    [ahead] = simulate(history_of(slow, date(2026, 10, 31)), 1, runs=200)
    # One came each day of October: they fall due in November.
    assert 28 <= ahead.late.low <= ahead.late.high <= 34


def test_the_months_ahead_begin_with_the_one_that_is_not_over() -> None:
    assert [month.key for month in months_ahead(YESTERDAY, 3)] == ["2026-11", "2026-12", "2027-01"]
    assert [month.key for month in months_ahead(date(2026, 10, 31), 1)] == ["2026-11"]
    assert simulate(history_of(past(1, 600), YESTERDAY), 1, runs=10)[0].title == "Rest of November 2026"


def test_too_little_history_is_said_and_not_guessed_from() -> None:
    with pytest.raises(NotEnoughHistory, match="at least 30 answers"):
        history_of([case_record("a", date(2026, 10, 1))], YESTERDAY)


# Ten wait from day -4 on; four end on day 0, the others wait to day 6: 4 ends in 50 days, then none in 36.
HAND = [*(Stay(-4, 0, True) for _ in range(4)), *(Stay(-4, 6, False) for _ in range(6))]


@pytest.mark.parametrize(
    ("day", "left"),
    [(-5, 1.0), (-4, 1 - 4 / 50), (0, (1 - 4 / 50) ** 5), (6, (1 - 4 / 50) ** 5), (LAST_DAY + 9, (1 - 4 / 50) ** 5)],
)
def test_a_life_table_says_how_many_still_wait(day: int, left: float) -> None:
    assert math.exp(-life_table(HAND).upto(day)) == pytest.approx(left)


def test_a_life_table_gives_back_the_day_of_a_hazard() -> None:
    table = life_table(HAND)
    assert table.day_of(table.upto(-2)) == -2
    assert table.day_of(table.upto(0) + 0.1) is None


def test_a_council_with_a_backlog_expects_more_overdue(records: list[CaseRecord]) -> None:
    left_lying = [replace(r, endings=()) if r.reference.endswith("7") else r for r in records]
    usual, worse = (simulate(history_of(rows, YESTERDAY), 1, runs=60)[0] for rows in (records, left_lying))
    assert worse.overdue.low > usual.overdue.high
