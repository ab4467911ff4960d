"""When somebody who was asked to search answers, is written to again, and is no longer only written to.

Whatever the plan, nothing is planned past the case's own last day: then there is nothing left to wait for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from requests_.deadlines.periods import ONE_DAY
from requests_.deadlines.working_days import CalendarExhausted, WorkingDays


@dataclass(frozen=True, slots=True, kw_only=True)
class ChasePlan:
    """Working days: to answer in, before that day to the reminder, after it to the first chase, and between chases.

    After `escalate_after` chases writing again is not enough: somebody senior takes it up.
    """

    answer_within: int = 5
    remind_before: int = 2
    chase_after: int = 1
    every: int = 4
    escalate_after: int = 2


class ChaseKind(StrEnum):
    """What is done on a day."""

    REMINDER = "reminder"
    CHASE = "chase"
    ESCALATION = "escalation"


@dataclass(frozen=True, slots=True)
class Chase:
    """One day of a plan."""

    on: date
    kind: ChaseKind


def answer_by(asked_on: date, plan: ChasePlan, calendar: WorkingDays, *, case_due_on: date | None) -> date:
    """The day by which somebody who is asked on a day answers: at the latest the case's own last day, if that is ahead.

    Raises CalendarExhausted when the bank holidays known do not reach it.
    """
    answer_on = calendar.after(asked_on, plan.answer_within)
    return min(answer_on, case_due_on) if case_due_on is not None and case_due_on > asked_on else answer_on


def chases(due_on: date, plan: ChasePlan, calendar: WorkingDays, *, case_due_on: date | None) -> tuple[Chase, ...]:
    """The days on which an answer due by `due_on` is asked after, in order; none where the holidays are not known.

    While the case's clock stands still (`case_due_on` is None) what is wanted is asked after all the same.
    """
    try:
        planned = [Chase(_before(due_on, plan.remind_before, calendar), ChaseKind.REMINDER)]
        for number in range(plan.escalate_after + 1):
            kind = ChaseKind.CHASE if number < plan.escalate_after else ChaseKind.ESCALATION
            planned.append(Chase(calendar.after(due_on, plan.chase_after + number * plan.every), kind))
    except CalendarExhausted:
        return ()
    return tuple(chase for chase in planned if case_due_on is None or chase.on <= case_due_on)


def _before(day: date, count: int, calendar: WorkingDays) -> date:
    for _ in range(count):
        day = calendar.on_or_before(day - ONE_DAY)
    return day
