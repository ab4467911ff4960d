"""The school years 2023/24 to 2025/26 of the borough: which days its schools are open."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class HalfTerm:
    """One of the six parts of a school year, first and last day inclusive."""

    year: int
    number: int
    first_on: date
    last_on: date

    @property
    def label(self) -> str:
        """As a register is headed: `2024/25 HT3`."""
        return f"{self.year}/{(self.year + 1) % 100:02d} HT{self.number}"


_TERMS = (
    (
        2023,
        (
            "2023-09-05 2023-10-27 2023-11-06 2023-12-20 2024-01-08 2024-02-09 2024-02-19 "
            "2024-03-22 2024-04-08 2024-05-24 2024-06-03 2024-07-19"
        ),
    ),
    (
        2024,
        (
            "2024-09-03 2024-10-25 2024-11-04 2024-12-20 2025-01-06 2025-02-14 2025-02-24 "
            "2025-04-11 2025-04-28 2025-05-23 2025-06-02 2025-07-21"
        ),
    ),
    (
        2025,
        (
            "2025-09-02 2025-10-24 2025-11-03 2025-12-19 2026-01-05 2026-02-13 2026-02-23 "
            "2026-03-27 2026-04-13 2026-05-22 2026-06-01 2026-07-20"
        ),
    ),
)
_CLOSED = {date(2024, 5, 6), date(2025, 5, 5), date(2026, 5, 4), date(2024, 3, 29)}


@lru_cache
def half_terms() -> tuple[HalfTerm, ...]:
    """All half terms, oldest first."""
    found = []
    for year, text in _TERMS:
        days = [date.fromisoformat(word) for word in text.split()]
        found += [HalfTerm(year, index + 1, days[2 * index], days[2 * index + 1]) for index in range(6)]
    return tuple(found)


@lru_cache
def school_days() -> tuple[date, ...]:
    """All days on which schools are open, oldest first."""
    days = []
    for term in half_terms():
        span = (term.last_on - term.first_on).days + 1
        days += [term.first_on + timedelta(days=offset) for offset in range(span)]
    return tuple(day for day in days if day.weekday() < 5 and day not in _CLOSED)


def school_day(day: date) -> date:
    """The day itself, or the next on which schools are open; the last one of all past the end."""
    days = school_days()
    return days[min(bisect_left(days, day), len(days) - 1)]


def last_school_day_before(day: date) -> date:
    """The last day before it on which schools were open; the first of all before the beginning."""
    days = school_days()
    return days[max(bisect_left(days, day) - 1, 0)]


def school_year_of(day: date) -> int:
    """The calendar year in which the school year of `day` began."""
    return day.year if day.month >= 9 else day.year - 1


def year_group(born: date, day: date) -> int:
    """The national curriculum year of a child born then, on `day`; 0 is Reception."""
    started = born.year + (5 if born.month >= 9 else 4)
    return school_year_of(day) - started
