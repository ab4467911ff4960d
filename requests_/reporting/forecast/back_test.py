"""How the forecast would have done: made again for months that are over, and held against what happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from requests_.deadlines.periods import ONE_DAY
from requests_.reporting.forecast.history import NotEnoughHistory, history_of
from requests_.reporting.forecast.simulation import MonthAhead, simulate
from requests_.reporting.period import months_back
from requests_.reporting.population import population
from requests_.reporting.record import CaseRecord

BACK_TEST_RUNS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """A month that is over: what had been forecast the day before it began, and what came."""

    ahead: MonthAhead
    late: int
    overdue: int


@dataclass(frozen=True, slots=True)
class BackTest:
    """Every month tried, oldest first."""

    months: tuple[Tested, ...]

    @property
    def held(self) -> float | None:
        """The share of forecast numbers that came within their range; it should be about 0.8."""
        tries = [row.late in row.ahead.late for row in self.months]
        tries += [row.overdue in row.ahead.overdue for row in self.months]
        return sum(tries) / len(tries) if tries else None


def back_test(records: Iterable[CaseRecord], today: date, months: int, *, runs: int = BACK_TEST_RUNS) -> BackTest:
    """Forecast each of the last whole months from the day before; those with too little before them are left out."""
    known = tuple(records)
    found: list[Tested] = []
    for month in months_back(today, months + 1)[:-1]:
        try:
            history = history_of(known, month.first_on - ONE_DAY)
        except NotEnoughHistory:
            continue
        [ahead] = simulate(history, 1, runs=runs)
        cases = population(known, month, today=today)
        late = sum(not case.is_on_time for case in cases.due)
        found.append(Tested(ahead=ahead, late=late, overdue=len(cases.overdue)))
    return BackTest(tuple(found))
