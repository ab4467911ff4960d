"""The whole forecast: the months ahead as things are, with one more person, and what was assumed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from requests_.reporting.forecast.calibration import MISSED, Range
from requests_.reporting.forecast.history import MONTHS_LEARNED_FROM, History, history_of
from requests_.reporting.forecast.past import Past
from requests_.reporting.forecast.rehearsal import MONTHS_REHEARSED, Calibrations, calibrated, rehearsals
from requests_.reporting.forecast.simulation import SEED, Played, runs_for, simulate
from requests_.reporting.period import MONTHS_A_QUARTER, Period, months_back
from requests_.reporting.record import CaseRecord

MONTHS_AHEAD = 6
MOST_MONTHS_AHEAD = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthAhead:
    """What is expected of a month: requests that fall due and are not answered on time, and overdue ones at its end."""

    month: Period
    has_begun: bool
    late: Range
    overdue: Range

    @property
    def title(self) -> str:
        """The month, or what is left of it."""
        return f"Rest of {self.month.title}" if self.has_begun else self.month.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """The months ahead, and the same with one more person in a team of `team`."""

    history: History
    team: int
    months: tuple[MonthAhead, ...]
    with_one_more: tuple[MonthAhead, ...]
    assumptions: tuple[str, ...]


def outlook(records: Iterable[CaseRecord], last_on: date, *, team: int, months: int = MONTHS_AHEAD) -> Outlook:
    """Forecast from the end of `last_on`. Raises NotEnoughHistory."""
    past = Past(records)
    history = history_of(past, last_on)
    earlier = rehearsals(past, last_on, MONTHS_REHEARSED, months=min(months, MONTHS_AHEAD))
    by = calibrated(earlier, last_on, months)
    people, runs = max(1, team), runs_for(history, months)
    quick = (people + 1) / people
    return Outlook(
        history=history,
        team=people,
        months=tuple(map(month_ahead, simulate(history, months, runs=runs), by)),
        with_one_more=tuple(map(month_ahead, simulate(history, months, runs=runs, pace=quick), by)),
        assumptions=_assumptions(history, people, runs, len(earlier)),
    )


def month_ahead(played: Played, by: Calibrations) -> MonthAhead:
    """The ranges of a month that was played through."""
    return MonthAhead(
        month=played.month,
        has_begun=played.period != played.month,
        late=by.late.range_of(played.late),
        overdue=by.overdue.range_of(played.overdue),
    )


def period_of_history(last_on: date, back_to: int = 0) -> Period:
    """What has to be read for a forecast from `last_on`, and for back-tests of so many months before it."""
    # A quarter more than is learned from, so that every month that is tried has its own twelve before it.
    months = months_back(last_on, MONTHS_LEARNED_FROM + MONTHS_A_QUARTER + MONTHS_REHEARSED + back_to)
    return Period(first_on=months[0].first_on, last_on=last_on)


def quicker(team: int) -> str:
    """By how much one more person speeds up a team of so many."""
    return "twice as quick" if team == 1 else f"quicker by one part in {team}"


def _assumptions(history: History, team: int, runs: int, tried: int) -> tuple[str, ...]:
    slowest, quickest = min(history.paces), max(history.paces)
    return (
        f"It is made from the {len(history.waiting)} requests that were open at the end of {_day(history.last_on)}, "
        f"and from the {history.answers} answers of the twelve months before.",
        f"Each month to come brings what one of those twelve months brought, chosen by chance: "
        f"{history.monthly_arrivals:.1f} requests on average.",
        "Whether a request is answered on a day depends on how far its due date is, as it did in those months; it may "
        "still be stopped, and extended by two months, as often as then.",
        f"In each month the team is as quick as in one of the twelve: from {slowest:.2f} to {quickest:.2f} of its "
        "usual pace, without what is only chance."
        if slowest < quickest
        else "In each month the team is as quick as usual: how those months differed was only chance.",
        f"One more person in a team of {team} makes it {quicker(team)}, from the first day.",
        f"The months were played through {runs} times with the seed {SEED}. The same events give the same forecast.",
        f"The same was done for {tried} earlier months, and a range is as wide as it had to be for "
        f"{1 - MISSED:.0%} of what came to lie within it.",
        "It does not know of holidays, sickness, school terms or campaigns to come.",
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
