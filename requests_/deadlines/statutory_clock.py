"""The way in: facts of a clock → what the clock says, with every step of the working.

A clock is never stored: it is read again from its facts whenever it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Protocol

from requests_.deadlines.clock_facts import ClockFacts
from requests_.deadlines.clock_reading import ClockReading, ClockState, Step
from requests_.deadlines.clock_start import rule_that_applies
from requests_.deadlines.idle_evidence import without_idle_evidence
from requests_.deadlines.law_texts import DUAA_ON, Basis
from requests_.deadlines.month_clock import read_month_clock
from requests_.deadlines.other_clocks import (
    read_days_clock,
    read_exam_clock,
    read_hours_clock,
    read_school_days_clock,
    read_window,
)
from requests_.deadlines.periods import InvalidFact, Pause
from requests_.deadlines.rules import RULES, ClockRegime, Method, Rule
from requests_.deadlines.wording import long_date, said, short_date
from requests_.deadlines.working_days import WorkingDays
from requests_.deadlines.working_days_clock import read_working_days_clock
from requests_.errors import RightsRequestError

__all__ = [
    "ClockFacts",
    "ClockReading",
    "ClockRegime",
    "ClockState",
    "InvalidFact",
    "Pause",
    "Step",
    "WrongCalendar",
    "read_clock",
]


class Reader(Protocol):
    """Reads one method of counting."""

    def __call__(self, facts: ClockFacts, *, rule: Rule, basis: Basis, calendar: WorkingDays) -> ClockReading:
        """What the clock says."""


READERS: Mapping[Method, Reader] = {
    Method.MONTHS: read_month_clock,
    Method.DAYS: read_days_clock,
    Method.WORKING_DAYS: read_working_days_clock,
    Method.SCHOOL_DAYS: read_school_days_clock,
    Method.HOURS: read_hours_clock,
    Method.EXAM: read_exam_clock,
    Method.WINDOW: read_window,
}
NO_EFFECT = {
    "evidence": "Waiting for proof of identity or authority to act does not move this clock.",
    "fee": "Waiting for a fee does not move this clock.",
    "clarification": "Asking for clarification does not stop this clock: every day counts.",
    "extension notice": "An extension notice does not move this clock.",
    "results": "The day exam results were announced does not move this clock.",
    "school closures": "Days when the school is closed do not move this clock.",
    "day of reliance": "A day of reliance does not bear on this clock.",
}

NO_STOP_YET = said(
    "Asking for clarification does not stop this clock: Part 3 had no stop before {day}, and every day counts.",
    day=short_date(DUAA_ON),
)


class WrongCalendar(RightsRequestError):
    """A clock was handed the working days of another territory."""

    code = "wrong_calendar"


def read_clock(facts: ClockFacts, *, calendar: WorkingDays, today: date | None = None) -> ClockReading:
    """Read a statutory clock from its facts; with `today`, also say whether it has ended and how many days are left.

    `calendar` is the one of `rules.calendar_for(facts.regime)`, or a newer file of the same territory.

    Raises CalendarExhausted when the bank holidays known do not reach far enough, InvalidFact when a fact that the
    clock needs is missing, WrongCalendar when the calendar is of another territory.
    """
    rule = RULES[facts.regime]
    basis = rule.basis_on(facts.received_on)
    if basis is None:
        return _not_in_force(facts, rule)
    if rule.territory not in (None, calendar.territory):
        raise WrongCalendar(f"{rule.regime} counts the working days of {rule.territory}, not of {calendar.territory}.")
    read = partial(READERS[rule.method], rule=rule, basis=basis, calendar=calendar)
    moving, idle = without_idle_evidence(facts, basis, read) if "fee" in rule.takes(basis) else (facts, ())
    reading = read(moving)
    reading = replace(reading, steps=(*reading.steps, *idle, *_no_effect_steps(moving, rule=rule, basis=basis)))
    return reading if today is None else _on_day(reading, today)


def _no_effect_steps(facts: ClockFacts, *, rule: Rule, basis: Basis) -> Iterator[Step]:
    for kind in facts.given():
        if kind not in rule_that_applies(facts).takes(basis) | rule.takes(basis):
            key = "TL-20" if kind == "clarification" else rule.key
            says = NO_STOP_YET if kind == "clarification" and rule.stops_for_clarification else NO_EFFECT[kind]
            yield Step(key, says, None, basis.pause if key == "TL-20" and basis.pause else basis.period)


def _not_in_force(facts: ClockFacts, rule: Rule) -> ClockReading:
    first = rule.bases[0]
    says = said(
        "No such clock: {law} applies to what is received from {day}.",
        law=first.period,
        day=long_date(first.from_on),
    )
    return ClockReading(
        regime=facts.regime,
        state=ClockState.NOT_IN_FORCE,
        received_on=facts.received_on,
        steps=(Step(rule.key, says, first.from_on, first.period),),
    )


def _on_day(reading: ClockReading, today: date) -> ClockReading:
    if reading.due_on is None:
        return reading
    state = ClockState.ENDED if today > reading.due_on else reading.state
    return replace(reading, state=state, days_left=(reading.due_on - today).days)
