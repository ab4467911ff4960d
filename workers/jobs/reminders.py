"""Reminding requesters of a question that they have not answered."""

from __future__ import annotations

from datetime import date

from requests_.services.unanswered import remind_requester
from requests_.settings import unanswered_days
from requests_.store.queries.daily import awaiting_answer
from workers.context import Tools


def remind_requesters(tools: Tools, day: date, *, for_real: bool = True) -> int:
    """Remind everybody for whom it is time, a transaction each; returns how many were reminded."""
    after_days, reminded = unanswered_days(), 0
    with tools.store.unit_of_work() as uow:
        cases = awaiting_answer(uow.session)
    for case in cases:
        with tools.store.unit_of_work() as uow:
            reminded += remind_requester(uow, tools.clock, case, after_days)
            if for_real:
                uow.commit()
    return reminded
