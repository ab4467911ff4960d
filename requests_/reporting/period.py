"""The stretches of time that figures are given for: months, quarters and financial years, from April to March."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from requests_.deadlines.periods import ONE_DAY
from requests_.errors import RightsRequestError

MONTHS_A_QUARTER = 3
# Nobody's records, and no bank holidays, are before or after these; a longer time is nobody's report.
FIRST_YEAR, LAST_YEAR, MOST_MONTHS = 2000, 2099, 120
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_QUARTER = re.compile(r"(\d{4})-q([1-4])")
_YEAR = re.compile(r"(\d{4})-(\d{2})-year")


class NoSuchPeriod(RightsRequestError):
    """What was typed is no period."""

    code = "no_such_period"


class NoSuchMoment(RightsRequestError):
    """What was typed is no moment."""

    code = "not_found"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Period:
    """From `first_on` to `last_on`, both included; Europe/London dates."""

    first_on: date
    last_on: date

    def __post_init__(self) -> None:
        """Refuse a period that ends before it begins."""
        if self.last_on < self.first_on:
            raise NoSuchPeriod(f"A period cannot end on {self.last_on}, before it begins on {self.first_on}.")

    def __contains__(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first_on <= day <= self.last_on

    @property
    def key(self) -> str:
        """How an address names it: `2026-06`, `2026-q1`, `2026-27-year`, or both its days."""
        first = self.first_on
        for key, period in (
            (f"{first.year}-{first.month:02d}", month_of(first)),
            (f"{financial_year(first)}-q{(first.month - 4) % 12 // 3 + 1}", quarter_of(first)),
            (f"{financial_year(first)}-{(financial_year(first) + 1) % 100:02d}-year", year_of(first)),
        ):
            if period == self:
                return key
        return f"{self.first_on}..{self.last_on}"

    @property
    def title(self) -> str:
        """How people say it: `June 2026`, `April to June 2026`, `April 2026 to March 2027`."""
        first, last = self.first_on, self.last_on
        if self == month_of(first):
            return f"{first:%B %Y}"
        if first.day != 1 or last != month_of(last).last_on:
            return f"{first.day} {first:%B %Y} to {last.day} {last:%B %Y}"
        return f"{first:%B}{'' if first.year == last.year else f' {first.year}'} to {last:%B %Y}"

    @property
    def months(self) -> tuple[Period, ...]:
        """The months it touches, each whole."""
        found, day = [], self.first_on
        while day <= self.last_on:
            found.append(month_of(day))
            day = found[-1].last_on + ONE_DAY
        return tuple(found)


def financial_year(day: date) -> int:
    """The year in which the financial year of a day begins."""
    return day.year if day.month >= 4 else day.year - 1


def month_of(day: date) -> Period:
    """The calendar month of a day."""
    return _months(day.year, day.month, 1)


def quarter_of(day: date) -> Period:
    """The quarter of a day: April, July, October and January begin one."""
    return _months(day.year, (day.month - 1) // 3 * 3 + 1, MONTHS_A_QUARTER)


def year_of(day: date) -> Period:
    """The financial year of a day."""
    return _months(financial_year(day), 4, 12)


def months_back(day: date, count: int) -> tuple[Period, ...]:
    """The last `count` months, that of `day` last."""
    found = [month_of(day)]
    while len(found) < count:
        found.append(month_of(found[-1].first_on - ONE_DAY))
    return tuple(reversed(found))


def period_named(key: str) -> Period:
    """The period an address names. Raises NoSuchPeriod."""
    try:
        return _bounded(_named(key.lower()))
    except ValueError as fault:
        raise NoSuchPeriod(
            f"{key[:30]!r} is no period: write 2026-06, 2026-q1, 2026-27-year or 2026-06-01..2026-06-30."
        ) from fault


def period_between(first: str, last: str) -> Period:
    """The period from one day to another, as typed. Raises NoSuchPeriod."""
    try:
        return _bounded(Period(first_on=_day(first), last_on=_day(last)))
    except ValueError as fault:
        raise NoSuchPeriod(f"{first[:30]!r} to {last[:30]!r} is no period: write days as 2026-06-30.") from fault


def moment_named(typed: str, *, now: datetime) -> datetime:
    """The moment that was typed, never later than `now`. Raises NoSuchMoment."""
    try:
        moment = datetime.fromisoformat(typed[:40])
    except ValueError as fault:
        raise NoSuchMoment(f"{typed[:40]!r} is no moment: write it as a return does, 2026-07-01T08:00:00Z.") from fault
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise NoSuchMoment(f"Nothing is known of the year {moment.year:04d}.")
    return min(now, moment.replace(tzinfo=moment.tzinfo or UTC))


def _bounded(period: Period) -> Period:
    if period.first_on.year < FIRST_YEAR or period.last_on.year > LAST_YEAR:
        raise NoSuchPeriod(f"A report is of the years {FIRST_YEAR} to {LAST_YEAR}.")
    if len(period.months) > MOST_MONTHS:
        raise NoSuchPeriod(f"A report is of {MOST_MONTHS // 12} years at most.")
    return period


def _day(typed: str) -> date:
    # Weeks and days without hyphens are days to Python: here they would be a slip.
    if not _DAY.fullmatch(typed):
        raise ValueError
    return date.fromisoformat(typed)


def _named(key: str) -> Period:
    if found := _MONTH.fullmatch(key):
        return month_of(date(int(found[1]), int(found[2]), 1))
    if found := _QUARTER.fullmatch(key):
        quarter = int(found[2])
        return quarter_of(date(int(found[1]) + quarter // 4, (4 + MONTHS_A_QUARTER * (quarter - 1) - 1) % 12 + 1, 1))
    if (found := _YEAR.fullmatch(key)) and (int(found[1]) + 1) % 100 == int(found[2]):
        return year_of(date(int(found[1]), 4, 1))
    first, _, last = key.partition("..")
    return Period(first_on=_day(first), last_on=_day(last))


def _months(year: int, month: int, count: int) -> Period:
    end_year, end_month = year + (month + count - 1) // 12, (month + count - 1) % 12 + 1
    return Period(first_on=date(year, month, 1), last_on=date(end_year, end_month, 1) - ONE_DAY)
