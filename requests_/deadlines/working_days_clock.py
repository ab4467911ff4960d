"""The clock of working days of requests for information: begun again by a clarification, stopped by a fee notice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from requests_.deadlines.clock_facts import ClockFacts
from requests_.deadlines.clock_reading import ClockReading, ClockState, Step
from requests_.deadlines.clock_start import receipt_step
from requests_.deadlines.law_texts import Basis
from requests_.deadlines.periods import InvalidFact
from requests_.deadlines.rules import Rule
from requests_.deadlines.wording import count_of, long_date
from requests_.deadlines.working_days import WorkingDays


def read_working_days_clock(facts: ClockFacts, *, rule: Rule, basis: Basis, calendar: WorkingDays) -> ClockReading:
    """Count working days after receipt; a bank holiday in any part of the UK is not one.

    Source: FOIA 2000 ss.1(3), 9, 10(1), (2), (6); EIR 2004 regs. 5(2), 7(1), 8(6), 9(4)-(5).
    """
    counted = _Count(facts, rule=rule, basis=basis, calendar=calendar)
    started_on, steps = counted.start()
    if started_on is None:
        return counted.reading(ClockState.NOT_STARTED, None, None, steps)
    due_on, says = counted.end(started_on), [*steps, *counted.fee_steps(started_on)]
    if due_on is None:
        return counted.reading(ClockState.PAUSED, started_on, None, says)
    since = "receipt" if started_on == facts.received_on else long_date(started_on)
    end = (
        f"{rule.length} working days after {since} end on {long_date(due_on)}; weekends and bank holidays in any part "
        "of the United Kingdom are left out."
    )
    return counted.reading(ClockState.RUNNING, started_on, due_on, [*says, Step(rule.key, end, due_on, basis.period)])


class _Count:
    """The count of one request: when it begins, which days the fee takes out, when it ends."""

    def __init__(self, facts: ClockFacts, *, rule: Rule, basis: Basis, calendar: WorkingDays) -> None:
        if facts.fee_paid_on is not None and facts.fee_requested_on is None:
            raise InvalidFact(f"{rule.regime} needs the day of the fee notice: fee_requested=YYYY-MM-DD.")
        self.facts, self.rule, self.basis, self.calendar = facts, rule, basis, calendar
        self.noticed_on, self.paid_on = facts.fee_first_requested_on or facts.fee_requested_on, facts.fee_paid_on

    def start(self) -> tuple[date | None, list[Step]]:
        """The day after which the days are counted, None while a clarification is awaited."""
        started_on, steps = self.facts.received_on, [receipt_step(self.facts, self.basis)]
        for pause in sorted(self.facts.clarifications, key=lambda each: each.asked_on):
            due_on = self.end(started_on)
            if due_on is not None and pause.asked_on > due_on:
                asked, ended = long_date(pause.asked_on), long_date(due_on)
                says = f"Clarification asked for on {asked} has no effect: the period was used up on {ended}."
                steps.append(Step("TL-24", says, pause.asked_on, self.basis.start))
            elif pause.received_on is None:
                says = "Clarification was asked for and is outstanding: the period begins on the day it comes in."
                return None, [*steps, Step(self.rule.key, says, pause.asked_on, self.basis.start)]
            else:
                started_on = max(started_on, pause.received_on)
                says = f"Clarification came in on {long_date(pause.received_on)}: the period begins again on that day."
                steps.append(Step(self.rule.key, says, pause.received_on, self.basis.start))
        return started_on, steps

    def end(self, started_on: date) -> date | None:
        """The last working day of the period, None while a fee is awaited."""
        day, left = started_on, self.rule.length
        while left:
            day = self.calendar.after(day, 1)
            if self.noticed_on is not None and day >= self.noticed_on:
                if self.paid_on is None:
                    return None
                left -= day > self.paid_on
            else:
                left -= 1
        return day

    def fee_steps(self, started_on: date) -> Iterator[Step]:
        """Say which days the fee takes out."""
        if self.noticed_on is None:
            return
        noticed = long_date(self.noticed_on)
        if self.paid_on is None:
            says = f"The clock is stopped from the fee notice of {noticed}: no due date until the fee is paid."
            yield Step(self.rule.key, says, self.noticed_on, self.basis.pause)
        elif self.paid_on > started_on:
            days = count_of((self.paid_on - self.noticed_on).days + 1, "day")
            says = f"{days} left out from the fee notice to the payment: {noticed} to {long_date(self.paid_on)}."
            yield Step(self.rule.key, says, self.paid_on, self.basis.pause)

    def reading(
        self, state: ClockState, started_on: date | None, due_on: date | None, steps: list[Step]
    ) -> ClockReading:
        """The reading: the days from the fee notice to the payment are its one stop."""
        is_stopped = state is ClockState.PAUSED
        stops = ((self.noticed_on, self.paid_on),) if due_on and self.noticed_on and self.paid_on else ()
        return ClockReading(
            regime=self.facts.regime,
            state=state,
            received_on=self.facts.received_on,
            started_on=started_on,
            due_on=due_on,
            original_due_on=due_on,
            ends_on=due_on,
            paused_on=self.noticed_on if is_stopped else None,
            stops=stops,
            steps=tuple(steps),
        )
