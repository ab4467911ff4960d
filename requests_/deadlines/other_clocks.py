"""The clocks beside the rights-request month, from complaints to health opinions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, timedelta

from requests_.clock import LONDON
from requests_.deadlines.clock_facts import ClockFacts
from requests_.deadlines.clock_reading import ClockReading, ClockState, Step
from requests_.deadlines.clock_start import not_started, read_start, receipt_step, rule_that_applies
from requests_.deadlines.law_texts import Basis
from requests_.deadlines.month_clock import read_month_clock
from requests_.deadlines.month_steps import roll_step
from requests_.deadlines.periods import ONE_DAY, InvalidFact, add_months
from requests_.deadlines.rules import RULES, Rule
from requests_.deadlines.wording import count_of, long_date, said, short_date
from requests_.deadlines.working_days import WorkingDays

RESULTS_DAYS = 40


def read_days_clock(facts: ClockFacts, *, rule: Rule, basis: Basis, calendar: WorkingDays) -> ClockReading:
    """Count calendar days after receipt, then move to a working day."""
    ends_on = facts.received_on + timedelta(days=rule.length)
    says = said(
        "Day 1 is the day after receipt; day {number} is {day}.", number=str(rule.length), day=long_date(ends_on)
    )
    counted = Step(rule.key, says, ends_on, basis.period)
    return _running(facts, counted, roll_step(ends_on, calendar=calendar, citation=basis.counting), basis=basis)


def read_school_days_clock(facts: ClockFacts, *, rule: Rule, basis: Basis, calendar: WorkingDays) -> ClockReading:
    """Count school days after receipt: working days on which the school is not closed."""
    day, left, closed_days = facts.received_on, rule.length, 0
    while left:
        day = calendar.after(day, 1)
        is_closed = any(first <= day <= last for first, last in facts.no_school)
        closed_days += is_closed
        left -= not is_closed
    says = (
        f"{rule.length} school days after receipt end on {long_date(day)}, with {count_of(closed_days, 'working day')} "
        "left out while the school was closed. The duty is the school's; what the council holds is an access request."
    )
    reading = _running(facts, Step(rule.key, says, day, basis.period), basis=basis)
    return replace(reading, stops=facts.no_school)


def read_exam_clock(facts: ClockFacts, *, rule: Rule, basis: Basis, calendar: WorkingDays) -> ClockReading:
    """Read the clock for exam marks: longer only when they were asked for before the results were announced.

    Source: DPA 2018 Sch. 2 para. 25(3)-(4).
    """
    results_on = facts.results_on
    ordinary = rule_that_applies(facts)
    if ordinary is not rule and results_on is not None:
        return _ordinary_month(facts, ordinary=ordinary, results_on=results_on, basis=basis, calendar=calendar)
    start = read_start(facts, rule=rule, basis=basis, calendar=calendar)
    if start.started_on is None:
        return not_started(facts, start)
    months_on = add_months(start.started_on, rule.length)
    asked = short_date(start.started_on)
    says = f"Asked for before the results: {rule.length} months from {asked} is {long_date(months_on)}."
    steps = [*start.steps, Step(rule.key, says, months_on, basis.period)]
    ends_on = months_on
    if results_on is None:
        says = f"The results are not announced yet; if they are, {RESULTS_DAYS} days from then may end sooner."
        steps.append(Step(rule.key, says, None, basis.period))
    else:
        days_on = results_on + timedelta(days=RESULTS_DAYS)
        ends_on = min(months_on, days_on)
        results = short_date(results_on)
        says = f"{RESULTS_DAYS} days from the results of {results} is {long_date(days_on)}; the earlier date counts."
        steps.append(Step(rule.key, says, days_on, basis.period))
    steps.append(roll_step(ends_on, calendar=calendar, citation=basis.counting))
    return ClockReading(
        regime=facts.regime,
        state=ClockState.RUNNING,
        received_on=facts.received_on,
        started_on=start.started_on,
        due_on=steps[-1].on,
        original_due_on=steps[-1].on,
        ends_on=ends_on,
        steps=tuple(steps),
    )


def _ordinary_month(
    facts: ClockFacts, *, ordinary: Rule, results_on: date, basis: Basis, calendar: WorkingDays
) -> ClockReading:
    says = (
        f"The results were announced on {long_date(results_on)}, before the question arose: the ordinary month applies."
    )
    first = Step(RULES[facts.regime].key, says, results_on, basis.period)
    month_basis = ordinary.basis_on(facts.received_on) or basis
    reading = read_month_clock(facts, rule=ordinary, basis=month_basis, calendar=calendar)
    return replace(reading, steps=(first, *reading.steps))


def read_hours_clock(facts: ClockFacts, *, rule: Rule, basis: Basis, calendar: WorkingDays) -> ClockReading:
    """Count elapsed hours: no night, weekend or holiday stops them, and a change of the clocks adds or takes none."""
    if facts.became_aware_at is None:
        raise InvalidFact(
            f"{rule.regime} needs the time the breach became known, such as 2026-04-02T16:30, not only a date."
        )
    aware_at = facts.became_aware_at.astimezone(LONDON)
    due_at = (aware_at.astimezone(UTC) + timedelta(hours=rule.length)).astimezone(LONDON)
    first = f"The breach became known at {aware_at:%H:%M} on {long_date(aware_at.date())}."
    end = f"{due_at:%H:%M} on {long_date(due_at.date())}"
    says = f"{rule.length} hours later is {end}; hours run through weekends and holidays."
    steps = [
        Step(rule.key, first, aware_at.date(), basis.period),
        Step(rule.key, says, due_at.date(), basis.period),
    ]
    if aware_at.utcoffset() != due_at.utcoffset():
        says = "The clocks change in between: elapsed hours are counted, so the hour of the day differs."
        steps.append(Step(rule.key, says, None, basis.period))
    return ClockReading(
        regime=facts.regime,
        state=ClockState.RUNNING,
        received_on=facts.received_on,
        started_on=aware_at.date(),
        due_on=due_at.date(),
        due_at=due_at,
        original_due_on=due_at.date(),
        steps=tuple(steps),
    )


def read_window(facts: ClockFacts, *, rule: Rule, basis: Basis, calendar: WorkingDays) -> ClockReading:
    """Say whether an opinion was obtained in the six months that end with the day it is relied on.

    Source: DPA 2018 Sch. 3 paras. 5(4), 6(4); s.205(2)(j) takes these periods out of Regulation 1182/71.
    """
    if facts.relied_on is None:
        raise InvalidFact(f"{rule.regime} needs the day the opinion is relied on: give the event rely=YYYY-MM-DD.")
    opens_on = add_months(facts.relied_on, -rule.length) + ONE_DAY
    is_valid = opens_on <= facts.received_on <= facts.relied_on
    window = f"The {rule.length} months ending with {short_date(facts.relied_on)} begin on {long_date(opens_on)}."
    found = _opinion_sentence(facts.received_on, opens_on=opens_on, relied_on=facts.relied_on)
    return ClockReading(
        regime=facts.regime,
        state=ClockState.VALID if is_valid else ClockState.STALE,
        received_on=facts.received_on,
        steps=(
            Step(rule.key, window, opens_on, basis.period),
            Step(rule.key, found, facts.received_on, basis.period),
        ),
    )


def _opinion_sentence(obtained_on: date, *, opens_on: date, relied_on: date) -> str:
    if obtained_on > relied_on:
        return f"The opinion of {long_date(obtained_on)} is later than the day on which it would be relied on."
    if obtained_on < opens_on:
        return f"The opinion of {long_date(obtained_on)} is too old: ask a health professional again."
    return f"The opinion of {long_date(obtained_on)} is recent enough, unless it is reasonable to ask again."


def _running(facts: ClockFacts, *steps: Step, basis: Basis) -> ClockReading:
    return ClockReading(
        regime=facts.regime,
        state=ClockState.RUNNING,
        received_on=facts.received_on,
        started_on=facts.received_on,
        due_on=steps[-1].on,
        original_due_on=steps[-1].on,
        ends_on=steps[0].on,
        steps=(receipt_step(facts, basis), *steps),
    )
