"""Opening a case again that was answered or ended."""

from __future__ import annotations

from requests_.clock import Clock
from requests_.deadlines.periods import add_months
from requests_.errors import InvalidCommand
from requests_.model.events.clock import CaseReopened
from requests_.model.handling import given_reason
from requests_.model.lifecycle import Action, require
from requests_.model.reopening import LONGEST_PROMISE, ReopenCase
from requests_.store.session import UnitOfWork


def reopen_case(uow: UnitOfWork, clock: Clock, command: ReopenCase) -> None:
    """Open a case again, for a reason that is written down, to be answered by a day that is promised.

    Raises InvalidCommand without what is to be done, or for a day that has passed or is too far away.
    """
    case, today, at = uow.cases.load(command.case), clock.london_date(), clock.utc_now()
    require(case, Action.REOPEN_CASE, command.actor)
    if command.due_on < today:
        raise InvalidCommand("Promise a day that has not passed.", field="due_on")
    last = add_months(today, LONGEST_PROMISE)
    if command.due_on > last:
        raise InvalidCommand(f"Promise a day by {last:%-d %B %Y}: no answer may take longer.", field="due_on")
    words = given_reason(command.words, "Write what is still to be done.")
    record = uow.people.add_record(command.case, "reopened", str(command.reason), words, by=command.actor.key, at=at)
    event = CaseReopened(reopened_on=today, reason=command.reason, due_on=command.due_on, record=record)
    uow.cases.append(case, command.actor, at, event)
    if command.tells and uow.people.requester_of(command.case).email:
        message = uow.people.add_message(command.case, "reopened", at)
        uow.outbox.add("send_message", command.case, message, at, message=message)
