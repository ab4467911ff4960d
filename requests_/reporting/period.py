"""The stretches of time that figures are given for: months, quarters and financial years, from April to March."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from requests_.deadlines.periods import ONE_DAY
from requests_.errors import RightsRequestError

MONTHS_A_QUARTER = 3
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_QUARTER = re.compile(r"(\d{4})-q([1-4])")
_YEAR = re.compile(r"(\d{4})-(\d{2})-year")


class NoSuchPeriod(RightsRequestError):
    """What was typed is no period."""

    code = "no_such_period"


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
        return _named(key.lower())
    except ValueError as fault:
        raise NoSuchPeriod(
            f"{key[:30]!r} is no period: write 2026-06, 2026-q1, 2026-27-year or 2026-06-01..2026-06-30."
        ) from fault


def period_between(first: str, last: str) -> Period:
    """The period from one day to another, as typed. Raises NoSuchPeriod."""
    try:
        return Period(first_on=date.fromisoformat(first), last_on=date.fromisoformat(last))
    except ValueError as fault:
        raise NoSuchPeriod(f"{first[:30]!r} to {last[:30]!r} is no period: write days as 2026-06-30.") from fault


def _named(key: str) -> Period:
    if found := _MONTH.fullmatch(key):
        return month_of(date(int(found[1]), int(found[2]), 1))
    if found := _QUARTER.fullmatch(key):
        quarter = int(found[2])
        return quarter_of(date(int(found[1]) + quarter // 4, (4 + MONTHS_A_QUARTER * (quarter - 1) - 1) % 12 + 1, 1))
    if (found := _YEAR.fullmatch(key)) and (int(found[1]) + 1) % 100 == int(found[2]):
        return year_of(date(int(found[1]), 4, 1))
    first, _, last = key.partition("..")
    return Period(first_on=date.fromisoformat(first), last_on=date.fromisoformat(last))


def _months(year: int, month: int, count: int) -> Period:
    end_year, end_month = year + (month + count - 1) // 12, (month + count - 1) % 12 + 1
    return Period(first_on=date(year, month, 1), last_on=date(end_year, end_month, 1) - ONE_DAY)
