"""The whole forecast: the months ahead as things are, with one more person, and what was assumed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from requests_.reporting.forecast.history import MONTHS_LEARNED_FROM, History, history_of
from requests_.reporting.forecast.simulation import HIGH, LOW, SEED, MonthAhead, runs_for, simulate
from requests_.reporting.period import MONTHS_A_QUARTER, Period, months_back
from requests_.reporting.record import CaseRecord

MONTHS_AHEAD = 6
MOST_MONTHS_AHEAD = 24


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
    history = history_of(records, last_on)
    people = max(1, team)
    runs = runs_for(history, months)
    return Outlook(
        history=history,
        team=people,
        months=simulate(history, months, runs=runs),
        with_one_more=simulate(history, months, runs=runs, pace=(people + 1) / people),
        assumptions=_assumptions(history, people, runs),
    )


def period_of_history(last_on: date, back_to: int = 0) -> Period:
    """What has to be read for a forecast from `last_on`, and for back-tests of so many months before it."""
    # A quarter more than is learned from, so that every month that is tried has its own twelve before it.
    months = months_back(last_on, MONTHS_LEARNED_FROM + MONTHS_A_QUARTER + back_to)
    return Period(first_on=months[0].first_on, last_on=last_on)


def quicker(team: int) -> str:
    """By how much one more person speeds up a team of so many."""
    return "twice as quick" if team == 1 else f"quicker by one part in {team}"


def _assumptions(history: History, team: int, runs: int) -> tuple[str, ...]:
    slowest, quickest = min(history.paces), max(history.paces)
    return (
        f"It is made from the {len(history.waiting)} requests that were open at the end of {_day(history.last_on)}, "
        f"and from the {history.answers} answers of the twelve months before.",
        f"Each month to come brings what one of those twelve months brought, chosen by chance: "
        f"{history.monthly_arrivals:.1f} requests on average.",
        "Whether a request is answered on a day depends on how far its due date is, as it did in those months; it may "
        "still be stopped, and extended by two months, as often as then.",
        f"In each month the team is as quick as in one of the twelve: from {slowest:.2f} to {quickest:.2f} of its "
        "usual pace, without what is only chance.",
        f"One more person in a team of {team} makes it {quicker(team)}, from the first day.",
        f"The months were played through {runs} times with the seed {SEED}. In {HIGH - LOW} of a hundred the number "
        "lay within the range shown. The same events give the same forecast.",
        "It does not know of holidays, sickness, school terms or campaigns to come.",
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
