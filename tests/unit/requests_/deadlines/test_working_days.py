import json
from datetime import date, timedelta
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_.clock import SystemClock
from requests_.deadlines.working_days import (
    DIVISIONS,
    CalendarExhausted,
    CalendarUnreadable,
    Territory,
    WorkingDays,
    read_holidays,
)

ENGLAND = WorkingDays.england_and_wales()
UK = WorkingDays.united_kingdom()
COVERED = st.dates(min_value=date(2012, 1, 10), max_value=date(2028, 12, 20))

# Departures from the normal eight holidays, and their substitutes, as proclaimed.
DEPARTURES = {
    2012: ["06-04", "06-05"],
    2020: ["05-08", "12-28"],
    2021: ["12-27", "12-28"],
    2022: ["01-03", "06-02", "06-03", "09-19", "12-26", "12-27"],
    2023: ["01-02", "05-01", "05-08"],
    2026: ["04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"],
    2027: ["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"],
    2028: ["01-03", "04-14", "04-17", "05-01", "05-29", "08-28", "12-25", "12-26"],
}
WORKED = [
    "2012-05-28",
    "2020-05-04",
    "2022-05-30",
    "2026-06-15",
    "2026-11-30",
    "2027-01-04",
    "2026-03-17",
    "2026-07-13",
]


@pytest.mark.parametrize("day", [f"{year}-{day}" for year, days in DEPARTURES.items() for day in days])
def test_a_holiday_of_england_and_wales_is_not_a_working_day_anywhere_in_the_kingdom(day: str) -> None:
    assert not ENGLAND.is_working_day(date.fromisoformat(day))
    assert not UK.is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize("day", WORKED)
def test_a_day_that_is_no_holiday_in_england_and_wales_is_worked_there(day: str) -> None:
    assert ENGLAND.is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2026-06-15", "Special bank holiday for the World Cup"),
        ("2026-11-30", "St Andrew’s Day"),
        ("2027-01-04", "2nd January (substitute day)"),
        ("2026-03-17", "St Patrick’s Day"),
        ("2026-07-13", "Battle of the Boyne (Orangemen’s Day) (substitute day)"),
    ],
)
def test_a_holiday_in_any_part_of_the_kingdom_is_not_a_working_day_for_foi(day: str, why: str) -> None:
    assert UK.off_reason(date.fromisoformat(day)) == why


def test_every_year_has_eight_holidays_or_more_and_none_at_a_weekend() -> None:
    for year in range(ENGLAND.first_on.year, ENGLAND.last_on.year + 1):
        assert sum(day.year == year for day in ENGLAND.holidays) in (8, 9, 10), year
    assert all(day.weekday() < 5 for day in UK.holidays)


def test_the_holidays_known_reach_to_the_end_of_next_year() -> None:
    next_year = SystemClock().london_date().year + 1
    assert ENGLAND.last_on >= date(next_year, 12, 31), (
        "put a newer gov.uk bank-holidays.json in place: docs/deadlines.md"
    )
    assert UK.last_on >= date(next_year, 12, 31)


def test_the_file_says_when_it_was_retrieved() -> None:
    packaged = json.loads(resources.files("requests_.deadlines").joinpath("bank_holidays.json").read_text("utf-8"))
    retrieved_on = date.fromisoformat(packaged["retrieved_on"])
    assert date(2026, 1, 1) <= retrieved_on <= SystemClock().london_date()


@given(COVERED)
def test_rolling_lands_on_a_working_day_and_passes_none(day: date) -> None:
    for calendar in (ENGLAND, UK):
        later, earlier = calendar.on_or_after(day), calendar.on_or_before(day)
        assert earlier <= day <= later
        assert calendar.is_working_day(later)
        assert calendar.is_working_day(earlier)
        between = [earlier + timedelta(days=n) for n in range(1, (later - earlier).days)]
        assert not any(calendar.is_working_day(each) for each in between)


@given(st.dates(min_value=date(2012, 1, 1), max_value=date(2028, 6, 30)), st.integers(1, 60))
def test_the_nth_working_day_after_has_n_working_days_up_to_it(day: date, count: int) -> None:
    reached = UK.after(day, count)
    days = [day + timedelta(days=n) for n in range(1, (reached - day).days + 1)]
    assert sum(UK.is_working_day(each) for each in days) == count
    assert UK.is_working_day(reached)


@pytest.mark.parametrize("day", [date(2011, 12, 30), date(2028, 12, 22), date(2035, 1, 1)])
def test_a_date_past_the_holidays_known_is_refused_in_one_plain_line(day: date) -> None:
    with pytest.raises(
        CalendarExhausted, match=r"known from 1 January 2012 to 31 December 2028.*newer gov.uk"
    ) as caught:
        ENGLAND.on_or_after(day)
    assert "\n" not in str(caught.value)


def test_a_date_ten_days_before_the_end_is_still_answered() -> None:
    assert ENGLAND.on_or_after(date(2028, 12, 21)) == date(2028, 12, 21)


def official(*, last_year: int = 2031) -> str:
    years = (2030, last_year)
    event = {"title": "New Year’s Day", "notes": "", "bunting": True}
    return json.dumps(
        {
            name: {"division": name, "events": [{**event, "date": f"{year}-01-01"} for year in years]}
            for name in DIVISIONS[Territory.UNITED_KINGDOM]
        }
    )


def test_an_official_file_may_replace_ours(tmp_path: Path) -> None:
    path = tmp_path / "bank-holidays.json"
    path.write_text(official(), encoding="utf-8")
    calendar = WorkingDays.from_file(path, Territory.UNITED_KINGDOM)
    assert (calendar.first_on, calendar.last_on) == (date(2030, 1, 1), date(2031, 12, 31))
    assert calendar.off_reason(date(2031, 1, 1)) == "New Year’s Day"
    assert calendar.off_reason(date(2031, 1, 4)) == "Saturday"


def test_only_years_that_every_part_of_the_kingdom_has_are_covered() -> None:
    table = json.loads(official())
    del table["scotland"]["events"][1]
    assert read_holidays(json.dumps(table), Territory.UNITED_KINGDOM).last_on == date(2030, 12, 31)
    assert read_holidays(json.dumps(table), Territory.ENGLAND_AND_WALES).last_on == date(2031, 12, 31)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"england-and-wales": {"events": []}}',
        '{"england-and-wales": {"events": [{"title": "x", "date": "1 May 2030"}]}}',
        '{"england-and-wales": {"events": [{"title": "x"}]}}',
        '{"england-and-wales": 3}',
    ],
)
def test_a_file_in_another_form_is_refused(text: str) -> None:
    with pytest.raises(CalendarUnreadable, match="download it again"):
        read_holidays(text, Territory.ENGLAND_AND_WALES)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CalendarUnreadable, match="missing.json cannot be read"):
        WorkingDays.from_file(tmp_path / "missing.json", Territory.ENGLAND_AND_WALES)
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(CalendarUnreadable, match="bytes.json cannot be read"):
        WorkingDays.from_file(tmp_path / "bytes.json", Territory.ENGLAND_AND_WALES)
