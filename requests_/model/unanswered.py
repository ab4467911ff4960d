"""What the requester was asked for and nobody sends: the reminder, and from when a person may close the request.

The law sets no end to the wait for an answer, a proof or a fee (UK GDPR art. 12A; DPA 2018 s.54), and no request
ends by itself: the requester is reminded and told by when to answer, a member of staff decides, the notice has its
reasons and every route of complaint (art. 12(4)), and what comes late opens the request again where it stood.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from requests_.model.awaited import AWAITED, Awaited
from requests_.model.case import Case
from requests_.model.events.base import CaseEvent
from requests_.model.events.clock import LapseEnded

# What the first letter says; a request is never closed before that, whatever the setting.
PROMISED_DAYS = 90
AFTER_REMINDER_DAYS = 28


def awaited(case: Case) -> tuple[Awaited, ...]:
    """What the requester was asked for and has not sent, in the order of the table."""
    return tuple(what for what, _ in _asked(case))


def remind_on(case: Case, after_days: int) -> date | None:
    """The day on which the requester is reminded of what was asked last; None when nothing is to be reminded of."""
    asked_on = _asked_on(case)
    if asked_on is None or case.reminded_on is not None:
        return None
    return asked_on + timedelta(days=after_days)


def closable_on(case: Case) -> date | None:
    """The day from which a person may close the request; None before the requester was reminded."""
    asked_on = _asked_on(case)
    if asked_on is None or case.reminded_on is None:
        return None
    return max(asked_on + timedelta(days=PROMISED_DAYS), case.reminded_on + timedelta(days=AFTER_REMINDER_DAYS))


def answer_by(case: Case) -> date | None:
    """The last day that a letter has named for an answer; None when nothing is asked for."""
    asked_on = _asked_on(case)
    return closable_on(case) or (asked_on and asked_on + timedelta(days=PROMISED_DAYS))


def came_late(case: Case) -> Case:
    """The case once something came that was asked for: one that was closed for want of it is open where it stood."""
    if case.lapsed_from is None:
        return replace(case, reminded_on=None)
    return replace(case, stage=case.lapsed_from, lapsed_from=None, refused_for=(), reminded_on=None)


def ends_lapse(case: Case, came_on: date) -> list[CaseEvent]:
    """The event of something coming that may be what was asked for: a request closed for want of it is looked at."""
    return [] if case.lapsed_from is None else [LapseEnded(came_on=came_on)]


def _asked_on(case: Case) -> date | None:
    return max((day for _, day in _asked(case)), default=None)


def _asked(case: Case) -> Iterator[tuple[Awaited, date]]:
    for what, row in AWAITED.items():
        if row.check is not None:
            state = case.checks.get(row.check)
            if state is not None and state.requested_on is not None and state.received_on is None:
                yield what, state.requested_on
        elif what is Awaited.ANSWER and case.awaits_clarification:
            yield what, case.questions[-1].pause.asked_on
        elif what is Awaited.FEE and case.awaits_fee and case.fee_asked_on is not None:
            yield what, case.fee_asked_on
