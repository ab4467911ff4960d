"""A forecast is a range that holds about as often as it says, from what history shows, alike each time it is made."""

import math
import random
from dataclasses import replace
from datetime import date, timedelta
from statistics import fmean

import pytest

from requests_.model.event_codec import payload_of
from requests_.reporting.forecast.back_test import back_test
from requests_.reporting.forecast.calibration import Calibration, Range
from requests_.reporting.forecast.history import NotEnoughHistory, history_of
from requests_.reporting.forecast.life_table import LAST_DAY, Stay, life_table
from requests_.reporting.forecast.outlook import month_ahead, outlook, quicker
from requests_.reporting.forecast.past import Past
from requests_.reporting.forecast.rehearsal import Calibrations, calibrated, rehearsals
from requests_.reporting.forecast.simulation import Played, months_ahead, simulate
from requests_.reporting.record import CaseRecord
from requests_.reporting.record_events import record_of
from tests.factories.councils import COUNCILS, requests_to
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
    return past(4, 1200)


def played(records: list[CaseRecord], last_on: date, months: int, runs: int) -> tuple[Played, ...]:
    return simulate(history_of(Past(records), last_on), months, runs=runs)


def test_the_same_events_give_the_same_forecast(records: list[CaseRecord]) -> None:
    assert played(records, YESTERDAY, 3, 60) == played(records[::-1], YESTERDAY, 3, 60)


# Of the kinds that benchmarks/forecast.py tries at full size.
TRIED = ("steady", "school terms", "after news", "overdispersed", "in turn", "everything")


def test_about_four_in_five_past_months_came_within_their_range() -> None:
    """Over councils of many kinds, made small so that it is quick."""
    held = {}
    for seed, name in enumerate(TRIED, 11):
        council = COUNCILS[name]
        small = replace(council, monthly=council.monthly / 3, a_day=council.a_day / 3)
        tested = back_test(requests_to(small, seed, date(2022, 11, 1), TODAY), TODAY, 15, runs=20)
        assert len(tested.months) == 15
        held[name] = tested.held or 0.0
    assert 0.74 <= fmean(held.values()) <= 0.86, held
    assert all(0.63 <= share <= 0.94 for share in held.values()), held


def test_a_forecast_knows_nothing_of_what_came_after_it(records: list[CaseRecord]) -> None:
    day = date(2026, 6, 30)
    known = [record for record in records if record.received_on <= day]
    forgotten = [replace(r, endings=()) if r.settled_on and r.settled_on > day else r for r in known]
    assert played(records, day, 2, 40) == played(forgotten, day, 2, 40)
    assert calibrated(rehearsals(Past(known), day, 8), day, 1) == calibrated(rehearsals(Past(records), day, 8), day, 1)


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
    quick = [case_record(f"q-{n}", TODAY - timedelta(n + 1), answered_on=TODAY - timedelta(n)) for n in range(400)]
    assert all(ahead.late == ahead.overdue == Range(0, 0, 0) for ahead in outlook(quick, YESTERDAY, team=2).months)


def test_a_team_that_takes_a_hundred_days_is_late_with_all_that_falls_due() -> None:
    days = [TODAY - timedelta(n) for n in range(1, 500)]
    slow = [case_record(f"s-{n}", day, answered_on=day + timedelta(100)) for n, day in enumerate(days)]
    [ahead] = played(slow, date(2026, 10, 31), 1, 200)
    # One came each day of October: they fall due in November.
    assert 28 <= min(ahead.late) <= max(ahead.late) <= 34


def test_the_months_ahead_begin_with_the_one_that_is_not_over(records: list[CaseRecord]) -> None:
    assert [month.key for month in months_ahead(YESTERDAY, 3)] == ["2026-11", "2026-12", "2027-01"]
    assert [month.key for month in months_ahead(date(2026, 10, 31), 1)] == ["2026-11"]
    as_played = Calibrations(Calibration(), Calibration())
    titles = [month_ahead(month, as_played).title for month in played(records, YESTERDAY, 2, 10)]
    assert titles == ["Rest of November 2026", "December 2026"]


@pytest.mark.parametrize(
    ("day", "like"),
    [
        (date(2026, 11, 1), [date(2026, 9, 1), date(2026, 10, 2)]),
        (date(2026, 10, 31), [date(2026, 8, 31), date(2026, 9, 30)]),
        (date(2026, 3, 1), [date(2026, 1, 1), date(2026, 2, 1)]),
    ],
)
def test_a_forecast_is_rehearsed_with_as_many_days_of_the_month_left(
    records: list[CaseRecord], day: date, like: list[date]
) -> None:
    assert [each.last_on for each in rehearsals(Past(records), day, 2, runs=1)] == like


def test_too_little_history_is_said_and_not_guessed_from() -> None:
    with pytest.raises(NotEnoughHistory, match="at least 30 answers"):
        history_of(Past([case_record("a", date(2026, 10, 1))]), YESTERDAY)
    young = [
        case_record(f"y-{n}", TODAY - timedelta(n // 3 + 20), answered_on=TODAY - timedelta(n // 3)) for n in range(300)
    ]
    assert history_of(Past(young), YESTERDAY).answers
    with pytest.raises(NotEnoughHistory, match="6 earlier months that it could be tried on; there are [0-5]"):
        outlook(young, YESTERDAY, team=1)
    assert back_test(young, TODAY, 3).held is None


def test_months_before_the_first_request_are_no_months_without_requests() -> None:
    began = [case_record(f"b-{n}", TODAY - timedelta(n), answered_on=TODAY - timedelta(n - 9)) for n in range(10, 100)]
    history = history_of(Past(began), date(2026, 10, 31))
    assert [len(month) for month in history.arrivals] == [31, 30, 23]


SERIES = {
    "as it says": lambda chance: round(chance.gauss(100, 10)),
    "surer than it may be": lambda chance: round(chance.gauss(100, 60)),
    "not sure enough": lambda chance: round(chance.gauss(100, 2)),
    "always more": lambda chance: round(chance.gauss(200, 20)),
    "few": lambda chance: sum(chance.random() < 0.02 for _ in range(100)),
}


@pytest.mark.parametrize("name", SERIES)
def test_however_wrong_a_simulation_is_its_range_comes_to_hold_four_times_in_five(name: str) -> None:
    chance, calibration, held = random.Random(name), Calibration(), []
    around = 2 if name == "few" else 100
    for _ in range(300):
        numbers, came = [max(0, round(chance.gauss(around, around / 10))) for _ in range(40)], SERIES[name](chance)
        held.append(came in calibration.range_of(numbers))
        calibration.learn(numbers, max(0, came))
    assert 0.75 <= fmean(held[60:]) <= 0.85


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
    usual, worse = (played(rows, YESTERDAY, 1, 60)[0] for rows in (records, left_lying))
    assert min(worse.overdue) > max(usual.overdue)
