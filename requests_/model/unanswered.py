"""A question that nobody answers: when the requester is reminded, and from when a person may close the request.

The law sets no end to the pause of an unanswered question (UK GDPR art. 12A(5); DPA 2018 s.54(3C)), and no request
ends by itself: the requester is reminded and told by when to answer, a member of staff decides, the notice has its
reasons and every route of complaint (art. 12(4)), and a late answer opens the request again where it stood.
"""

from __future__ import annotations

from datetime import date, timedelta

from requests_.model.case import Case

# What the question's own letter says; a request is never closed before that, whatever the setting.
PROMISED_DAYS = 90
AFTER_REMINDER_DAYS = 28
REASON = "unanswered"


def remind_on(case: Case, after_days: int) -> date | None:
    """The day on which the requester is reminded of an open question; None when nothing is to be reminded of."""
    if not case.awaits_clarification or case.reminded_on is not None:
        return None
    return case.questions[-1].pause.asked_on + timedelta(days=after_days)


def closable_on(case: Case) -> date | None:
    """The day from which a person may close the request; None before the requester was reminded."""
    if not case.awaits_clarification or case.reminded_on is None:
        return None
    promised_on = case.questions[-1].pause.asked_on + timedelta(days=PROMISED_DAYS)
    return max(promised_on, case.reminded_on + timedelta(days=AFTER_REMINDER_DAYS))
