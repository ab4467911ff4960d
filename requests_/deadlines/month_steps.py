"""The sentences that show how a one-month clock was worked out, each with its rule and its source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from requests_.deadlines.clock_reading import Step
from requests_.deadlines.law_texts import DUAA_ON
from requests_.deadlines.month_period import MonthCount, Period
from requests_.deadlines.periods import Pause, union
from requests_.deadlines.wording import count_of, listed, long_date, month_name, said, short_date
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
        says = said(
            "Work to {day}: the duty is to answer without undue delay, not on the last day.",
            day=long_date(month.target_on),
        )
        yield Step("TL-6", says, month.target_on, "ICO, Right of access (28 days as a consistent period)")


def roll_step(day: date, *, calendar: WorkingDays, citation: str, rule: str = "TL-4") -> Step:
    """Say whether a period's last day is a working day, and which day it moves to if not."""
    due_on = calendar.on_or_after(day)
    if due_on == day:
        says = said("{day} is a working day, so it is the last day.", day=long_date(day))
        return Step(rule, says, day, citation)
    off = [date.fromordinal(each) for each in range(day.toordinal(), due_on.toordinal())]
    days = listed([_day_off(each, calendar) for each in off])
    says = said("No working day: {days}. The last day moves to {day}.", days=days, day=long_date(due_on))
    return Step(rule, says, due_on, f"{citation}; {HOLIDAYS}" if citation else HOLIDAYS)


def _day_off(day: date, calendar: WorkingDays) -> str:
    reason = calendar.off_reason(day)
    if reason is None or reason == f"{day:%A}":
        return long_date(day)
    return said("{day} ({holiday})", day=long_date(day), holiday=reason)


def _months_step(month: MonthCount, period: Period, rule: str) -> Step:
    to = period.corresponding_on
    counted = dict(months=count_of(period.months, "month"), start=short_date(month.started_on), end=long_date(to))
    if to.day == month.started_on.day:
        says = said("{months} from {start} is {end}.", **counted)
    else:
        says = said(
            "{months} from {start} is {end}, the last day of {month}, which has no day {number}.",
            month=month_name(to),
            number=str(month.started_on.day),
            **counted,
        )
    return Step(rule, says, to, month.basis.period if rule == "TL-3" else month.basis.extension)


def _notice_step(month: MonthCount) -> Step:
    notice_by, given_on = month.base.due_on, month.facts.extension_notice_on
    assert given_on is not None
    if notice_by is None:
        says = said(
            "The extension notice of {given} was given in time: the clock was stopped.", given=long_date(given_on)
        )
    else:
        says = said(
            "The extension notice of {given} was given in time: the last day for it was {last}.",
            given=long_date(given_on),
            last=long_date(notice_by),
        )
    return Step("TL-32", says, given_on, month.basis.extension)


def _pause_steps(month: MonthCount) -> Iterator[Step]:
    count, citation = month.period.count, month.basis.pause
    if len(union(month.pauses)) < len(month.pauses):
        says = said("Questions that overlap or follow on are one stop: no day is left out twice.")
        yield Step("TL-23", says, None, citation)
    for pause in month.pauses:
        yield from _idle_pause_steps(month, pause)
    for first, last in count.stops:
        says = said(
            "{days} left out while clarification was awaited: {first} to {last}, both included.",
            days=count_of((last - first).days + 1, "day"),
            first=short_date(first),
            last=short_date(last),
        )
        yield Step("TL-21", says, last, citation)
    if count.stopped_on is not None:
        says = said(
            "The clock is stopped for clarification: {used} used, {left} left, no due date until the answer.",
            used=count_of(count.counted, "day"),
            left=str(month.days_left),
        )
        yield Step("TL-25", says, count.stopped_on, citation)
    elif count.stops and count.ends_on is not None:
        says = said(
            "With {days} left out the period ends on {day}.",
            days=count_of(count.stopped_days, "day"),
            day=long_date(count.ends_on),
        )
        yield Step("TL-21", says, count.ends_on, citation)


def _idle_pause_steps(month: MonthCount, pause: Pause) -> Iterator[Step]:
    ends_on, citation = month.period.count.ends_on, month.basis.pause
    if pause.asked_on <= month.started_on:
        says = said(
            "Clarification asked for on {day}: days up to the start are never counted anyway.",
            day=short_date(pause.asked_on),
        )
        yield Step("TL-22", says, pause.asked_on, citation)
    elif ends_on is not None and pause.asked_on > ends_on:
        says = said(
            "Clarification asked for on {asked} has no effect: the period was used up on {end}.",
            asked=long_date(pause.asked_on),
            end=long_date(ends_on),
        )
        yield Step("TL-24", says, pause.asked_on, citation)


def _refused_extension_steps(month: MonthCount) -> Iterator[Step]:
    given_on = month.facts.extension_notice_on
    if given_on is None or not month.rule.extension:
        return
    given = long_date(given_on)
    if not month.may_be_extended:
        says = said(
            "The extension notice of {given} has no effect: Part 3 had no extension before {day}.",
            given=given,
            day=short_date(DUAA_ON),
        )
        yield Step("TL-42", says, given_on, month.basis.period)
    elif given_on < month.facts.received_on:
        says = said(
            "The extension notice of {given} has no effect: it is dated before the request was received.", given=given
        )
        yield Step("TL-32", says, given_on, month.basis.extension)
    elif month.extended is None and month.base.due_on is not None:
        says = said(
            "The extension notice of {given} came too late: the last day for it was {last}.",
            given=given,
            last=long_date(month.base.due_on),
        )
        yield Step("TL-33", says, given_on, month.basis.extension)
    if month.extended is not None:
        for later_on in month.facts.later_extension_notices:
            says = said("The notice of {given} has no effect: a period is extended once.", given=long_date(later_on))
            yield Step("TL-34", says, later_on, month.basis.extension)
