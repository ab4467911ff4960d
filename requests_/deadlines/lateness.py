"""How late an answer is, against the first date and against the extended one: an extension hides no delay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_.deadlines.clock_reading import ClockReading


@dataclass(frozen=True, slots=True)
class Lateness:
    """Days past each date, 0 when in time; None where there is no such date.

    `original` is against the month with its stopped days, `extended` against the date after two further months.
    """

    original: int | None
    extended: int | None

    @property
    def days(self) -> int:
        """Days past the date that counts in law: the extended one where there is one."""
        return self.extended or 0 if self.extended is not None else self.original or 0


def days_past(due_on: date | None, on: date) -> int | None:
    """Days from a date to a later day, 0 on or before it; None without a date."""
    return None if due_on is None else max(0, (on - due_on).days)


def lateness_of(reading: ClockReading, on: date) -> Lateness:
    """How late an answer is that is given, or still missing, on a day."""
    extended_on = reading.due_on if reading.extended else None
    return Lateness(days_past(reading.original_due_on, on), days_past(extended_on, on))
