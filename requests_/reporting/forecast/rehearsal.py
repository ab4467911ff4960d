"""The same forecast made in earlier months, and what came: what its ranges are calibrated by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from requests_.deadlines.periods import ONE_DAY
from requests_.reporting.forecast.calibration import Calibration
from requests_.reporting.forecast.history import History, NotEnoughHistory, history_of
from requests_.reporting.forecast.past import Past
from requests_.reporting.forecast.simulation import Played, simulate
from requests_.reporting.period import Period, month_of, months_back
from requests_.reporting.population import population

# A range learns from so many earlier forecasts at the most; from fewer than the least it would only look like one.
MONTHS_REHEARSED, FEWEST_REHEARSED = 24, 6
# Fewer for a large council, so that nobody waits.
MOST_RUNS, FEWEST_RUNS, MOST_PLAYED = 40, 15, 60_000


@dataclass(frozen=True, slots=True)
class Counts:
    """What came of a month: requests that fell due and were not answered on time, and overdue ones at its end."""

    late: int
    overdue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """A forecast made at the end of `last_on`: the months ahead as they were played, and those that are over by now."""

    last_on: date
    played: tuple[Played, ...]
    came: tuple[Counts, ...]


@dataclass(frozen=True, slots=True)
class Calibrations:
    """That of each number of one month ahead."""

    late: Calibration
    overdue: Calibration

    def no_surer_than(self, before: Calibrations) -> Calibrations:
        """The same, with ranges that reach at least as far as those of another month."""
        return Calibrations(self.late.no_surer_than(before.late), self.overdue.no_surer_than(before.overdue))


def rehearsals(past: Past, last_on: date, count: int, *, months: int = 1, runs: int = 0) -> tuple[Rehearsal, ...]:
    """The forecasts of so many earlier months, oldest first, with as many days of the month left; none of too little.

    All that had come by the end of `last_on` is held against them.
    """
    counted: dict[Period, Counts] = {}
    found = []
    for day in _like_days(last_on, count):
        try:
            history = history_of(past, day)
        except NotEnoughHistory:
            continue
        played = simulate(history, months, runs=runs or _runs_for(history, months))
        over = [ahead.period for ahead in played if ahead.period.last_on <= last_on]
        for period in over:
            if period not in counted:
                counted[period] = counts_of(past, period)
        found.append(Rehearsal(last_on=day, played=played, came=tuple(counted[period] for period in over)))
    return tuple(found)


def counts_of(past: Past, period: Period) -> Counts:
    """What came of a stretch of time that is over."""
    records = past.bearing_on(period.first_on, period.last_on)
    cases = population(records, period, today=period.last_on + ONE_DAY)
    return Counts(sum(not case.is_on_time for case in cases.due), len(cases.overdue))


def calibrated(earlier: Sequence[Rehearsal], last_on: date, months: int) -> tuple[Calibrations, ...]:
    """What a forecast at the end of `last_on` could have learned from earlier ones, for each of its months.

    Raises NotEnoughHistory.
    """
    usable = [each for each in earlier if each.last_on < last_on][-MONTHS_REHEARSED:]
    found = [Calibrations(Calibration(), Calibration())]
    tried = _learn(found[0], usable, 0, last_on)
    if tried < FEWEST_REHEARSED:
        raise NotEnoughHistory(
            f"A range needs {FEWEST_REHEARSED} earlier months that it could be tried on; there are {tried}."
        )
    for place in range(1, months):
        before, own = found[-1], Calibrations(Calibration(), Calibration())
        # A month far ahead has few trials of its own, or none, and is no surer than the one before it.
        found.append(own.no_surer_than(before) if _learn(own, usable, place, last_on) else before)
    return tuple(found)


def _learn(found: Calibrations, earlier: Sequence[Rehearsal], place: int, last_on: date) -> int:
    """How many earlier forecasts could be learned from."""
    tried = 0
    for each in earlier:
        if place < len(each.came) and each.played[place].period.last_on <= last_on:
            found.late.learn(each.played[place].late, each.came[place].late)
            found.overdue.learn(each.played[place].overdue, each.came[place].overdue)
            tried += 1
    return tried


def _runs_for(history: History, months: int) -> int:
    return max(FEWEST_RUNS, min(MOST_RUNS, int(MOST_PLAYED / history.requests_in(months))))


def _like_days(last_on: date, count: int) -> Iterator[date]:
    """A day of each of so many months before, with as many days left: the end of a month stays one."""
    left = month_of(last_on).last_on - last_on
    return (max(month.first_on, month.last_on - left) for month in months_back(last_on, count + 1)[:-1])
