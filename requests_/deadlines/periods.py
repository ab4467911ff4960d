"""Calendar-month arithmetic, and the counting of a period some of whose days do not count."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from requests_.errors import RightsRequestError

ONE_DAY = timedelta(days=1)


class InvalidFact(RightsRequestError):
    """A fact that cannot be true, or one that a clock needs and was not given."""

    code = "invalid_clock_fact"


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that do not count: from the day a question was asked to the day it was answered, both included."""

    asked_on: date
    received_on: date | None = None

    def __post_init__(self) -> None:
        """Refuse an answer that came before its question."""
        if self.received_on is not None and self.received_on < self.asked_on:
            raise InvalidFact(
                f"A clarification cannot be received on {self.received_on}, before it was asked for on {self.asked_on}."
            )


@dataclass(frozen=True, slots=True)
class Count:
    """A counted period: its last day, and the runs of days inside it that did not count.

    `ends_on` is None when a question is still open; then `counted` is the number of days used up and `stopped_on` the
    first day of the open run.
    """

    ends_on: date | None
    counted: int
    stops: tuple[tuple[date, date], ...] = ()
    stopped_on: date | None = None

    @property
    def stopped_days(self) -> int:
        """How many days did not count, in runs that have ended."""
        return sum((last - first).days + 1 for first, last in self.stops)


def add_months(day: date, months: int) -> date:
    """The corresponding date `months` later (earlier if negative), or that month's last day when there is none.

    Source: Regulation (EEC, Euratom) 1182/71 art. 3(2)(c).
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def union(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    """The same days with no day twice: runs that overlap or touch are joined, in order of date."""
    joined: list[Pause] = []
    for pause in sorted(pauses, key=lambda each: each.asked_on):
        before = joined[-1] if joined else None
        if before is None or (before.received_on is not None and pause.asked_on > before.received_on + ONE_DAY):
            joined.append(pause)
        elif before.received_on is not None:
            last = None if pause.received_on is None else max(before.received_on, pause.received_on)
            joined[-1] = Pause(before.asked_on, last)
    return tuple(joined)


def count_days(started_on: date, days: int, *, pauses: Iterable[Pause] = ()) -> Count:
    """Count `days` days after `started_on`, which is day 0, leaving out the days of `pauses`.

    A pause that begins when every day is already counted changes nothing.
    """
    ends_on = started_on + timedelta(days=days)
    stops: list[tuple[date, date]] = []
    for pause in union(pauses):
        first = max(pause.asked_on, started_on + ONE_DAY)
        if first > ends_on:
            break
        if pause.received_on is None:
            return Count(None, days - (ends_on - first).days - 1, tuple(stops), first)
        if pause.received_on >= first:
            ends_on += pause.received_on - first + ONE_DAY
            stops.append((first, pause.received_on))
    return Count(ends_on, days, tuple(stops))
