from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_.reporting.period import (
    NoSuchMoment,
    NoSuchPeriod,
    Period,
    financial_year,
    moment_named,
    month_of,
    months_back,
    period_between,
    period_named,
    quarter_of,
    year_of,
)

DAYS = st.dates(date(2018, 5, 25), date(2040, 1, 1))


@pytest.mark.parametrize(
    ("key", "first", "last", "title"),
    [
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28), "February 2026"),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29), "February 2028"),
        ("2026-q1", date(2026, 4, 1), date(2026, 6, 30), "April to June 2026"),
        ("2026-q3", date(2026, 10, 1), date(2026, 12, 31), "October to December 2026"),
        ("2026-q4", date(2027, 1, 1), date(2027, 3, 31), "January to March 2027"),
        ("2026-27-year", date(2026, 4, 1), date(2027, 3, 31), "April 2026 to March 2027"),
        ("2026-06-03..2026-06-09", date(2026, 6, 3), date(2026, 6, 9), "3 June 2026 to 9 June 2026"),
    ],
)
def test_a_period_has_a_name_for_addresses_and_one_for_people(key: str, first: date, last: date, title: str) -> None:
    period = period_named(key)
    assert (period.first_on, period.last_on, period.title, period.key) == (first, last, title, key)


@pytest.mark.parametrize(
    "key",
    [
        "",
        "2026",
        "2026-13",
        "2026-q5",
        "2026-28-year",
        "2026-06-09..2026-06-03",
        "x..y",
        "0001-01",
        "9999-12",
        "2026W27..2026W28",
        "20260601..20260630",
        "2000-01-01..2099-12-31",
    ],
)
def test_what_is_no_period_is_said_in_one_line(key: str) -> None:
    with pytest.raises(NoSuchPeriod) as caught:
        period_named(key)
    assert "\n" not in caught.value.public_message


@pytest.mark.parametrize("days", [("0001-01-01", "9999-12-31"), ("2026-06-01", "2026W27"), ("20260601", "20260630")])
def test_days_that_nobody_reports_on_are_refused_in_one_line(days: tuple[str, str]) -> None:
    with pytest.raises(NoSuchPeriod) as caught:
        period_between(*days)
    assert "\n" not in caught.value.public_message


NOW = datetime(2026, 9, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2026-07-01T08:00:00Z", datetime(2026, 7, 1, 8, tzinfo=UTC)),
        ("2026-07-01T09:00:00+01:00", datetime(2026, 7, 1, 8, tzinfo=UTC)),
        ("2026-07-01", datetime(2026, 7, 1, tzinfo=UTC)),
        ("2027-01-01", NOW),
    ],
)
def test_a_moment_is_read_as_a_return_states_it_and_never_lies_ahead(typed: str, moment: datetime) -> None:
    assert moment_named(typed, now=NOW) == moment


@pytest.mark.parametrize("typed", ["", "noon", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_what_is_no_moment_is_said_in_one_line(typed: str) -> None:
    with pytest.raises(NoSuchMoment) as caught:
        moment_named(typed, now=NOW)
    assert "\n" not in caught.value.public_message


@pytest.mark.parametrize(("day", "year"), [(date(2027, 3, 31), 2026), (date(2027, 4, 1), 2027)])
def test_a_financial_year_begins_in_april(day: date, year: int) -> None:
    assert financial_year(day) == year


@given(DAYS)
def test_the_months_of_a_year_are_its_days_once(day: date) -> None:
    year = year_of(day)
    assert (
        sum((month.last_on - month.first_on).days + 1 for month in year.months)
        == (year.last_on - year.first_on).days + 1
    )
    assert len(year.months) == 12
    assert all(day in period for period in (month_of(day), quarter_of(day), year))


@given(DAYS)
def test_every_period_is_found_again_by_its_name(day: date) -> None:
    for period in (month_of(day), quarter_of(day), year_of(day), Period(first_on=day, last_on=day)):
        assert period_named(period.key) == period


def test_the_last_months_end_with_this_one() -> None:
    assert [month.key for month in months_back(date(2026, 2, 10), 4)] == ["2025-11", "2025-12", "2026-01", "2026-02"]
