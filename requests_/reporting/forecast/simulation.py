"""Months to come, played through many times by seeded chance: each like one of the last twelve."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from requests_.deadlines.periods import ONE_DAY
from requests_.reporting.forecast.history import NEVER, USUAL_DAYS, Arrival, History, Waiting
from requests_.reporting.forecast.track import Tally, Track, Tracks
from requests_.reporting.period import Period, month_of

SEED = 1998
# A large council's months are played through less often, so that nobody waits.
MOST_PLAYED, MOST_RUNS, FEWEST_RUNS = 200_000, 1000, 100
SLOWEST_PACE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What came of a month each time: requests due in `period` and not answered on time, and overdue ones at its end.

    `period` is what was still to come of `month`.
    """

    month: Period
    period: Period
    late: tuple[int, ...]
    overdue: tuple[int, ...]


def months_ahead(last_on: date, count: int) -> tuple[Period, ...]:
    """The months after a day; the one it lies in, when that has not ended, comes first."""
    found = [month_of(last_on + ONE_DAY)]
    while len(found) < count:
        found.append(month_of(found[-1].last_on + ONE_DAY))
    return tuple(found)


def runs_for(history: History, months: int) -> int:
    """How often the months are played through."""
    return max(FEWEST_RUNS, min(MOST_RUNS, int(MOST_PLAYED / history.requests_in(months))))


def simulate(history: History, months: int, *, pace: float = 1.0, runs: int = 0) -> tuple[Played, ...]:
    """Play the months after `history.last_on` through; `pace` is the team's against its usual one."""
    game = _Game(history, months_ahead(history.last_on, months))
    played = [game.play(f"{SEED}/{run}", pace) for run in range(runs or runs_for(history, months))]
    return tuple(
        Played(
            month=month,
            period=Period(first_on=max(month.first_on, history.last_on + ONE_DAY), last_on=month.last_on),
            late=tuple(tally.late[place] for tally in played),
            overdue=tuple(tally.overdue[place] for tally in played),
        )
        for place, month in enumerate(game.ahead)
    )


class _Game:
    """Everything that is the same each time the months are played through."""

    def __init__(self, history: History, ahead: tuple[Period, ...]) -> None:
        self.history, self.ahead, self._tracks = history, ahead, Tracks(history=history, ahead=ahead)
        self._like = [arrival for month in history.arrivals for arrival in month]
        self._new = [[self._arrived(month, found) for found in history.arrivals] for month in ahead]

    def play(self, seed: str, pace: float) -> Tally:
        """Once through all months."""
        chance = random.Random(seed)  # noqa: S311 - chance that anybody can repeat, not a secret
        paces = [pace * max(SLOWEST_PACE, chance.choice(self.history.paces)) for _ in self.ahead]
        tally = Tally([0] * len(self.ahead), [0] * len(self.ahead))
        start_on = self.history.last_on + ONE_DAY
        for waiting in self.history.waiting:
            due_on = self._due_on(waiting, chance)
            if due_on is not None:
                self._tracks.of(start_on, due_on, is_extended=waiting.is_extended).play(paces, chance, tally)
        for months in self._new:
            for new in chance.choice(months):
                new.play(paces, chance, tally)
        return tally

    def _arrived(self, month: Period, arrivals: Sequence[Arrival]) -> list[Track]:
        longest = (month.last_on - month.first_on).days
        days = [(month.first_on + timedelta(days=min(new.place, longest)), new.allowed_days) for new in arrivals]
        return [
            self._tracks.of(on, on + timedelta(days=allowed), is_extended=False)
            for on, allowed in days
            if allowed is not None and on > self.history.last_on
        ]

    def _due_on(self, waiting: Waiting, chance: random.Random) -> date | None:
        """The due date before any extension: what is known of it, and what may still move it."""
        if waiting.due_on is None:
            return self._due_after_waiting(waiting, chance)
        if waiting.stopped_on is not None or waiting.is_extended or waiting.due_on <= self.history.last_on:
            return waiting.due_on
        age = (self.history.last_on - waiting.received_on).days
        like = chance.choice(self._like)
        while like.stopped_after is not None and like.stopped_after <= age:
            like = chance.choice(self._like)
        return waiting.due_on + timedelta(days=like.extra_days)

    def _due_after_waiting(self, waiting: Waiting, chance: random.Random) -> date | None:
        stopped_on = waiting.stopped_on or waiting.received_on
        longer = self.history.waits[bisect_right(self.history.waits, (self.history.last_on - stopped_on).days) :]
        wait = chance.choice(longer) if longer else NEVER
        if wait == NEVER:
            return None
        used = max(0, (stopped_on - waiting.received_on).days)
        return stopped_on + timedelta(days=wait + max(1, USUAL_DAYS - used))
