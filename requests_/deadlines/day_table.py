"""Every day from the receipt to the last day, and what each was for the clock: the working, day by day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import groupby

from requests_.deadlines.clock_reading import ClockReading, ClockState
from requests_.deadlines.periods import ONE_DAY
from requests_.deadlines.rules import RULES, Method
from requests_.deadlines.wording import count_of, long_date
from requests_.deadlines.working_days import WorkingDays

_BY_DAYS = frozenset(Method) - {Method.HOURS, Method.WINDOW}
_LEFT_OUT = {Method.SCHOOL_DAYS: "the school was closed", Method.WORKING_DAYS: "we waited for the fee"}
_BY_WORKING_DAYS = frozenset({Method.WORKING_DAYS, Method.SCHOOL_DAYS})


class DayKind(StrEnum):
    """What a day was for the clock."""

    RECEIVED = "received"
    WAITING = "waiting"
    STARTED = "started"
    COUNTED = "counted"
    LEFT_OUT = "left_out"
    NOT_WORKING = "not_working"
    MOVED = "moved"
    DUE = "due"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day. `number` is the day of the period that it was counted as (0 where the count begins), None if not.

    `why` is why it does not count, or is no working day where that matters.
    """

    on: date
    kind: DayKind
    number: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Days in a row that were the same for the clock."""

    days: tuple[Day, ...]

    @property
    def kind(self) -> DayKind:
        """What the days were."""
        return self.days[0].kind

    @property
    def dates(self) -> str:
        """The first day and the last."""
        first, last = self.days[0].on, self.days[-1].on
        return long_date(first) if first == last else f"{long_date(first)} to {long_date(last)}"

    @property
    def says(self) -> str:
        """What the days were, as a sentence."""
        return _SENTENCES[self.kind](self)


def day_table(reading: ClockReading, calendar: WorkingDays) -> tuple[Day, ...]:
    """Each day from the receipt to the due date, or to the day on which the clock stopped or still waits.

    Empty for a clock of hours, for one that looks back, and where there was no clock yet.
    """
    if RULES[reading.regime].method not in _BY_DAYS or reading.state is ClockState.NOT_IN_FORCE:
        return ()
    return tuple(_Walk(reading, calendar).days())


def runs(days: tuple[Day, ...]) -> tuple[Run, ...]:
    """The days, with those in a row that were the same put together."""
    return tuple(Run(tuple(same)) for _, same in groupby(days, key=lambda day: day.kind))


@dataclass(slots=True)
class _Walk:
    reading: ClockReading
    calendar: WorkingDays
    counted: int = field(default=0)

    def days(self) -> Iterator[Day]:
        on = self.reading.received_on
        last_on = self.reading.due_on or self.reading.paused_on or on
        while on <= last_on:
            yield self._day(on)
            on += ONE_DAY

    def _day(self, on: date) -> Day:
        kind = next((kind for kind, holds in _KINDS if holds(self, on)), DayKind.COUNTED)
        number: int | None = 0 if kind is DayKind.STARTED else None
        if self.is_counted(kind, on):
            self.counted += 1
            number = self.counted
        return Day(on=on, kind=kind, number=number, why=self._why(kind, on))

    def _why(self, kind: DayKind, on: date) -> str:
        if kind is DayKind.LEFT_OUT:
            return _LEFT_OUT.get(RULES[self.reading.regime].method, "we waited for an answer")
        return (self.calendar.off_reason(on) or "") if kind in (DayKind.MOVED, DayKind.NOT_WORKING) else ""

    def is_counted(self, kind: DayKind, on: date) -> bool:
        is_last = kind in (DayKind.MOVED, DayKind.DUE) and on == self.reading.ends_on
        return kind is DayKind.COUNTED or is_last

    def is_before_start(self, on: date) -> bool:
        return self.reading.started_on is None or on < self.reading.started_on

    def is_left_out(self, on: date) -> bool:
        return any(first <= on <= last for first, last in self.reading.stops)

    def is_off(self, on: date) -> bool:
        counts_working_days = RULES[self.reading.regime].method in _BY_WORKING_DAYS
        return counts_working_days and not self.calendar.is_working_day(on)

    def is_moved(self, on: date) -> bool:
        ends_on, due_on = self.reading.ends_on, self.reading.due_on
        return ends_on is not None and due_on is not None and ends_on <= on < due_on


# The first row that holds says what a day is; a day of no row is counted.
_KINDS: tuple[tuple[DayKind, Callable[[_Walk, date], bool]], ...] = (
    (DayKind.RECEIVED, lambda walk, on: walk.is_before_start(on) and on == walk.reading.received_on),
    (DayKind.WAITING, lambda walk, on: walk.is_before_start(on)),
    (DayKind.STARTED, lambda walk, on: on == walk.reading.started_on),
    (DayKind.STOPPED, lambda walk, on: walk.reading.due_on is None and on == walk.reading.paused_on),
    (DayKind.DUE, lambda walk, on: on == walk.reading.due_on),
    (DayKind.NOT_WORKING, lambda walk, on: walk.is_off(on)),
    (DayKind.LEFT_OUT, lambda walk, on: walk.is_left_out(on)),
    (DayKind.MOVED, lambda walk, on: walk.is_moved(on)),
)


def _counted(run: Run) -> str:
    first, last = run.days[0].number, run.days[-1].number
    return f"Day {first}." if first == last else f"Days {first} to {last}."


def _off(run: Run) -> str:
    return ", ".join(dict.fromkeys(day.why for day in run.days))


def _moved(run: Run) -> str:
    number = run.days[0].number
    ended = f"Day {number} is the last, but it" if number is not None else "The last day"
    return f"{ended} is no working day ({_off(run)}): the last day moves on."


def _due(run: Run) -> str:
    number = run.days[0].number
    return "The last day, until midnight." if number is None else f"Day {number}: the last day, until midnight."


_SENTENCES: dict[DayKind, Callable[[Run], str]] = {
    DayKind.RECEIVED: lambda run: "Received. The time has not begun: something we asked for had not come.",
    DayKind.WAITING: lambda run: (
        f"Waiting for what was asked for: {count_of(len(run.days), 'day')} before the time began."
    ),
    DayKind.STARTED: lambda run: "The time begins. This is day 0: the next day is day 1.",
    DayKind.COUNTED: _counted,
    DayKind.LEFT_OUT: lambda run: f"{count_of(len(run.days), 'day')} left out: {_off(run)}.",
    DayKind.NOT_WORKING: lambda run: f"Not counted: {_off(run)}.",
    DayKind.MOVED: _moved,
    DayKind.DUE: _due,
    DayKind.STOPPED: lambda run: "The clock stopped, and runs again on the day after the answer.",
}
