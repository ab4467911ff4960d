"""The arithmetic of the one-month clock: its period, its extension, its stopped days, its working target."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from requests_.deadlines.clock_facts import ClockFacts
from requests_.deadlines.law_texts import Basis
from requests_.deadlines.periods import ONE_DAY, Count, Pause, add_months, count_days
from requests_.deadlines.rules import Rule
from requests_.deadlines.working_days import WorkingDays

TARGET_DAYS_A_MONTH = 28  # ICO: a consistent period that is never longer than a calendar month


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A period of whole months from a clock's start.

    `corresponding_on` is before stopped days and before the roll; `due_on` after both, None while the clock is stopped.
    """

    months: int
    corresponding_on: date
    count: Count
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCount:
    """Everything worked out about a one-month clock that has started."""

    facts: ClockFacts
    rule: Rule
    basis: Basis
    started_on: date
    pauses: tuple[Pause, ...]
    base: Period
    extended: Period | None
    target_on: date | None

    @property
    def period(self) -> Period:
        """The period that applies."""
        return self.extended or self.base

    @property
    def days_left(self) -> int:
        """Days of the period that are not used up; none unless the clock is stopped."""
        return (self.period.corresponding_on - self.started_on).days - self.period.count.counted

    @property
    def may_be_extended(self) -> bool:
        """Whether the law, on the day of receipt, knew an extension of this clock."""
        return may_be_extended(self.rule, self.basis)


def may_be_extended(rule: Rule, basis: Basis) -> bool:
    """Whether a clock can be extended under a text of the law."""
    return bool(rule.extension and basis.extension)


def count_month(facts: ClockFacts, started_on: date, *, rule: Rule, basis: Basis, calendar: WorkingDays) -> MonthCount:
    """Work out the period of a clock that started on `started_on`."""
    pauses = facts.clarifications if rule.stops_under(basis) else ()
    base = read_period(started_on, months=rule.length, pauses=pauses, calendar=calendar)
    extended = None
    if may_be_extended(rule, basis) and is_notice_in_time(facts, base.due_on):
        extended = read_period(started_on, months=rule.length + rule.extension, pauses=pauses, calendar=calendar)
    period = extended or base
    target = None
    if rule.has_target and period.due_on is not None:
        target = working_target(started_on, months=period.months, pauses=pauses, calendar=calendar)
    return MonthCount(
        facts=facts,
        rule=rule,
        basis=basis,
        started_on=started_on,
        pauses=pauses,
        base=base,
        extended=extended,
        target_on=target,
    )


def read_period(started_on: date, *, months: int, pauses: Iterable[Pause], calendar: WorkingDays) -> Period:
    """Count whole months from the start, never from a date already moved; then stopped days; then the roll."""
    corresponding_on = add_months(started_on, months)
    count = count_days(started_on, (corresponding_on - started_on).days, pauses=pauses)
    due_on = None if count.ends_on is None else calendar.on_or_after(count.ends_on)
    return Period(months=months, corresponding_on=corresponding_on, count=count, due_on=due_on)


def is_notice_in_time(facts: ClockFacts, notice_by: date | None) -> bool:
    """Whether an extension notice was given before the month ended; while the clock is stopped it has not ended.

    Source: UK GDPR art. 12A(3)-(5); DPA 2018 s.54(3A)-(3C).
    """
    given_on = facts.extension_notice_on
    return given_on is not None and facts.received_on <= given_on <= (notice_by or date.max)


def working_target(started_on: date, *, months: int, pauses: Iterable[Pause], calendar: WorkingDays) -> date | None:
    """The earlier day that staff work to, never later than the statutory date.

    Counts 28 days a month, counts the day an answer came in, and moves back to a working day, not on.
    """
    shorter = [
        Pause(pause.asked_on, pause.received_on and pause.received_on - ONE_DAY)
        for pause in pauses
        if pause.received_on != pause.asked_on
    ]
    ends_on = count_days(started_on, TARGET_DAYS_A_MONTH * months, pauses=shorter).ends_on
    return ends_on and calendar.on_or_before(ends_on)
