"""One request through the months to come: what hazard it gathers by its due date and by the end of each month."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from requests_.deadlines.periods import ONE_DAY
from requests_.reporting.forecast.history import History
from requests_.reporting.forecast.life_table import LifeTable
from requests_.reporting.period import Period

DAYS_AN_EXTENSION_ADDS = 61


@dataclass(frozen=True, slots=True)
class Step:
    """A request in one month: the hazard it gathers there, and up to its due date where that lies in the month."""

    place: int
    gathered: float
    until_due: float | None
    is_due_by_end: bool


@dataclass(slots=True)
class Tally:
    """What came of the months in one play: requests due and late in each, and overdue at the end of each."""

    late: list[int]
    overdue: list[int]

    def count(self, steps: Sequence[Step], hazard: float, paces: Sequence[float]) -> None:
        """A request that is answered when so much hazard is gathered."""
        gathered = 0.0
        for step in steps:
            pace = paces[step.place]
            if step.until_due is not None:
                self.late[step.place] += hazard > gathered + pace * step.until_due
            gathered += pace * step.gathered
            if hazard <= gathered:
                return
            self.overdue[step.place] += step.is_due_by_end


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracks:
    """Requests to come and requests that wait, over the same months."""

    history: History
    ahead: tuple[Period, ...]
    known: dict[tuple[date, date, bool], Track] = field(default_factory=dict)

    def of(self, start_on: date, due_on: date, *, is_extended: bool) -> Track:
        """That of a request that waits from `start_on`, with that due date."""
        key = (start_on, due_on, is_extended)
        if key not in self.known:
            table = self.history.extended if is_extended else self.history.plain
            steps = self.steps(table, start_on, due_on)
            start, extending = (start_on - due_on).days, self.history.extending
            may_extend = 0.0 if is_extended else max(0.0, extending.upto(0) - extending.upto(start - 1))
            self.known[key] = Track(self, start_on, due_on, steps, may_extend)
        return self.known[key]

    def steps(self, table: LifeTable, start_on: date, due_on: date, until_on: date = date.max) -> tuple[Step, ...]:
        """The months from `start_on` to `until_on`."""
        found = []
        for place, month in enumerate(self.ahead):
            first_on, last_on = max(month.first_on, start_on), min(month.last_on, until_on)
            if first_on > last_on:
                continue
            before = table.upto((first_on - due_on).days - 1)
            until_due = table.upto(0) - before if first_on <= due_on <= last_on else None
            gathered = table.upto((last_on - due_on).days) - before
            found.append(Step(place, gathered, until_due, due_on <= last_on))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Track:
    """A request that is not extended yet, or never will be (`extending` 0), whichever way chance falls."""

    tracks: Tracks
    start_on: date
    due_on: date
    steps: tuple[Step, ...]
    extending: float

    def play(self, paces: Sequence[float], chance: random.Random, tally: Tally) -> None:
        """Let chance fall once, and count what comes of it."""
        answer, extension = chance.expovariate(1.0), chance.expovariate(1.0)
        if extension >= self.extending:
            tally.count(self.steps, answer, paces)
            return
        history, start = self.tracks.history, (self.start_on - self.due_on).days
        day = history.extending.day_of(history.extending.upto(start - 1) + extension)
        notice_on = self.due_on + timedelta(days=max(start, day or start))
        before = self.tracks.steps(history.plain, self.start_on, self.due_on, notice_on)
        # What is answered before a notice would have gone is answered in time.
        if answer > sum(paces[step.place] * step.gathered for step in before):
            later_on = self.due_on + timedelta(days=DAYS_AN_EXTENSION_ADDS)
            after = self.tracks.of(notice_on + ONE_DAY, later_on, is_extended=True)
            tally.count(after.steps, chance.expovariate(1.0), paces)
