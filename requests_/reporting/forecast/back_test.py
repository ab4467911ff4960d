"""How the forecast would have done: made again for months that are over, and held against what happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from requests_.reporting.forecast.history import NotEnoughHistory
from requests_.reporting.forecast.outlook import MonthAhead, month_ahead
from requests_.reporting.forecast.past import Past
from requests_.reporting.forecast.rehearsal import MONTHS_REHEARSED, calibrated, rehearsals
from requests_.reporting.period import months_back
from requests_.reporting.record import CaseRecord


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


def back_test(records: Iterable[CaseRecord], today: date, months: int, *, runs: int = 0) -> BackTest:
    """Forecast each of the last whole months from the day before; those with too little before them are left out.

    Each is calibrated by the months before it alone.
    """
    last_on = months_back(today, 2)[0].last_on
    tried = rehearsals(Past(records), last_on, months + MONTHS_REHEARSED, runs=runs)
    found: list[Tested] = []
    for rehearsal in tried[-months:]:
        try:
            [by] = calibrated(tried, rehearsal.last_on, 1)
        except NotEnoughHistory:
            continue
        [played], [came] = rehearsal.played, rehearsal.came
        found.append(Tested(ahead=month_ahead(played, by), late=came.late, overdue=came.overdue))
    return BackTest(tuple(found))
