"""The time, as a thing that is handed in: nothing else in the project asks the machine for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Protocol
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class Clock(Protocol):
    """Whatever can say what time it is."""

    def utc_now(self) -> datetime:
        """The present moment, aware, in UTC."""

    def london_date(self) -> date:
        """Today's date in Europe/London."""


def london_date_of(moment: datetime) -> date:
    """The Europe/London calendar date of an aware moment."""
    if moment.tzinfo is None:
        raise ValueError("a moment must be timezone-aware to have a London date")
    return moment.astimezone(LONDON).date()


def midnight(day: date) -> datetime:
    """The aware moment at which a day begins in Europe/London."""
    return datetime.combine(day, time.min, LONDON)


def london_moment(day: date, at: time) -> datetime:
    """The moment of a London day and time of day; of an hour that comes twice, the first."""
    return datetime.combine(day, at, tzinfo=LONDON)


class SystemClock:
    """The machine's own clock."""

    def utc_now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return datetime.now(UTC)

    def london_date(self) -> date:
        """Today's date in Europe/London."""
        return london_date_of(self.utc_now())


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still, for tests and for reading a case as it was."""

    now: datetime

    def __post_init__(self) -> None:
        """Refuse a moment that does not say its time zone."""
        if self.now.tzinfo is None:
            raise ValueError("a fixed clock needs a timezone-aware moment")

    def utc_now(self) -> datetime:
        """The fixed moment in UTC."""
        return self.now.astimezone(UTC)

    def london_date(self) -> date:
        """The fixed moment's date in Europe/London."""
        return london_date_of(self.now)
