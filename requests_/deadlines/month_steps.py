"""The sentences that show how a one-month clock was worked out, each with its rule and its source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from requests_.deadlines.clock_reading import Step
from requests_.deadlines.law_texts import DUAA_ON
from requests_.deadlines.month_period import MonthCount, Period
from requests_.deadlines.periods import Pause, union
from requests_.deadlines.wording import count_of, listed, long_date, short_date
from requests_.deadlines.working_days import WorkingDays

HOLIDAYS = "gov.uk bank holidays"


def month_steps(month: MonthCount, calendar: WorkingDays) -> Iterator[Step]:
    """Every step from the start of the clock to its dates, in the order of the working."""
    yield _months_step(month, month.base, "TL-3")
    if month.extended is not None:
        yield _notice_step(month)
        yield _months_step(month, month.extended, "TL-31")
    yield from _pause_steps(month)
    if month.period.count.ends_on is not None:
        yield roll_step(month.period.count.ends_on, calendar=calendar, citation=month.basis.counting)
    yield from _refused_extension_steps(month)
    if month.target_on is not None:
        says = f"Work to {long_date(month.target_on)}: the duty is to answer without undue delay, not on the last day."
        yield Step("TL-6", says, month.target_on, "ICO, Right of access (28 days as a consistent period)")


def roll_step(day: date, *, calendar: WorkingDays, citation: str, rule: str = "TL-4") -> Step:
    """Say whether a period's last day is a working day, and which day it moves to if not."""
    due_on = calendar.on_or_after(day)
    if due_on == day:
        return Step(rule, f"{long_date(day)} is a working day, so it is the last day.", day, citation)
    off = [date.fromordinal(each) for each in range(day.toordinal(), due_on.toordinal())]
    days = listed([_day_off(each, calendar) for each in off])
    says = f"No working day: {days}. The last day moves to {long_date(due_on)}."
    return Step(rule, says, due_on, f"{citation}; {HOLIDAYS}" if citation else HOLIDAYS)


def _day_off(day: date, calendar: WorkingDays) -> str:
    reason = calendar.off_reason(day)
    return long_date(day) if reason == f"{day:%A}" else f"{long_date(day)} ({reason})"


def _months_step(month: MonthCount, period: Period, rule: str) -> Step:
    to = period.corresponding_on
    says = f"{count_of(period.months, 'month')} from {short_date(month.started_on)} is {long_date(to)}"
    says += (
        "."
        if to.day == month.started_on.day
        else f", the last day of {to:%B}, which has no day {month.started_on.day}."
    )
    return Step(rule, says, to, month.basis.period if rule == "TL-3" else month.basis.extension)


def _notice_step(month: MonthCount) -> Step:
    notice_by = month.base.due_on
    until = "the clock was stopped" if notice_by is None else f"the last day for it was {long_date(notice_by)}"
    given_on = month.facts.extension_notice_on
    assert given_on is not None
    says = f"The extension notice of {long_date(given_on)} was given in time: {until}."
    return Step("TL-32", says, given_on, month.basis.extension)


def _pause_steps(month: MonthCount) -> Iterator[Step]:
    count, citation = month.period.count, month.basis.pause
    if len(union(month.pauses)) < len(month.pauses):
        yield Step(
            "TL-23", "Questions that overlap or follow on are one stop: no day is left out twice.", None, citation
        )
    for pause in month.pauses:
        yield from _idle_pause_steps(month, pause)
    for first, last in count.stops:
        days = count_of((last - first).days + 1, "day")
        run = f"{short_date(first)} to {short_date(last)}, both included"
        says = f"{days} left out while clarification was awaited: {run}."
        yield Step("TL-21", says, last, citation)
    if count.stopped_on is not None:
        used, left = count_of(count.counted, "day"), month.days_left
        says = f"The clock is stopped for clarification: {used} used, {left} left, no due date until the answer."
        yield Step("TL-25", says, count.stopped_on, citation)
    elif count.stops and count.ends_on is not None:
        says = f"With {count_of(count.stopped_days, 'day')} left out the period ends on {long_date(count.ends_on)}."
        yield Step("TL-21", says, count.ends_on, citation)


def _idle_pause_steps(month: MonthCount, pause: Pause) -> Iterator[Step]:
    ends_on, citation = month.period.count.ends_on, month.basis.pause
    if pause.asked_on <= month.started_on:
        says = (
            f"Clarification asked for on {short_date(pause.asked_on)}: days up to the start are never counted anyway."
        )
        yield Step("TL-22", says, pause.asked_on, citation)
    elif ends_on is not None and pause.asked_on > ends_on:
        asked = long_date(pause.asked_on)
        says = f"Clarification asked for on {asked} has no effect: the period was used up on {long_date(ends_on)}."
        yield Step("TL-24", says, pause.asked_on, citation)


def _refused_extension_steps(month: MonthCount) -> Iterator[Step]:
    given_on = month.facts.extension_notice_on
    if given_on is None or not month.rule.extension:
        return
    notice = f"The extension notice of {long_date(given_on)}"
    if not month.may_be_extended:
        says = f"{notice} has no effect: Part 3 had no extension before {short_date(DUAA_ON)}."
        yield Step("TL-42", says, given_on, month.basis.period)
    elif given_on < month.facts.received_on:
        says = f"{notice} has no effect: it is dated before the request was received."
        yield Step("TL-32", says, given_on, month.basis.extension)
    elif month.extended is None and month.base.due_on is not None:
        says = f"{notice} came too late: the last day for it was {long_date(month.base.due_on)}."
        yield Step("TL-33", says, given_on, month.basis.extension)
    if month.extended is not None:
        for later_on in month.facts.later_extension_notices:
            says = f"The notice of {long_date(later_on)} has no effect: a period is extended once."
            yield Step("TL-34", says, later_on, month.basis.extension)
