"""The clock of one calendar month, stopped for clarification and extended by notice."""

from __future__ import annotations

from requests_.deadlines.clock_facts import ClockFacts
from requests_.deadlines.clock_reading import ClockReading, ClockState, Step
from requests_.deadlines.clock_start import not_started, read_start
from requests_.deadlines.law_texts import Basis
from requests_.deadlines.month_period import MonthCount, count_month
from requests_.deadlines.month_steps import month_steps
from requests_.deadlines.rules import Rule
from requests_.deadlines.wording import long_date, said
from requests_.deadlines.working_days import WorkingDays


def read_month_clock(facts: ClockFacts, *, rule: Rule, basis: Basis, calendar: WorkingDays) -> ClockReading:
    """Read the clock of a rights request.

    Source: UK GDPR art. 12A; DPA 2018 s.54; Regulation 1182/71 art. 3.
    """
    start = read_start(facts, rule=rule, basis=basis, calendar=calendar)
    if start.started_on is None:
        return not_started(facts, start)
    month = count_month(facts, start.started_on, rule=rule, basis=basis, calendar=calendar)
    return _reading(month, (*start.steps, *month_steps(month, calendar)))


def _reading(month: MonthCount, steps: tuple[Step, ...]) -> ClockReading:
    period, count = month.period, month.period.count
    is_paused = period.due_on is None
    if month.rule.is_notice_period and period.due_on is not None:
        says = said(
            "{day} is the last day to tell the requester of an extension, with its reasons.",
            day=long_date(period.due_on),
        )
        steps = (*steps, Step(month.rule.key, says, period.due_on, month.basis.extension))
    return ClockReading(
        regime=month.facts.regime,
        state=ClockState.PAUSED if is_paused else ClockState.RUNNING,
        received_on=month.facts.received_on,
        started_on=month.started_on,
        due_on=period.due_on,
        target_on=month.target_on,
        original_due_on=month.base.due_on,
        extension_notice_by=month.base.due_on if month.may_be_extended else None,
        ends_on=count.ends_on,
        paused_on=count.stopped_on,
        stops=count.stops,
        stopped_days=count.stopped_days,
        counted_days=count.counted if is_paused else None,
        days_left=month.days_left if is_paused else None,
        extended=month.extended is not None,
        steps=steps,
    )
