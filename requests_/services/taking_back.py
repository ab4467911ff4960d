"""Taking back what was sent for sign-off, before anybody has approved it."""

from __future__ import annotations

from requests_.clock import Clock
from requests_.errors import InvalidCommand
from requests_.model.commands import TakeBack
from requests_.model.events.reviewing import SubmissionTakenBack
from requests_.model.lifecycle import Action, require
from requests_.store.session import UnitOfWork


def take_back(uow: UnitOfWork, clock: Clock, command: TakeBack) -> None:
    """Go back to the review, or to the decisions; a plan of changes that is being worked out is not kept."""
    at = clock.utc_now()
    uow.outbox.withdraw("plan_changes", command.case, at)
    case = uow.cases.load(command.case)
    require(case, Action.TAKE_BACK, command.actor)
    if not command.reason.strip():
        raise InvalidCommand("Write what has to be changed: it stands in the history.", field="reason")
    by = command.actor
    record = uow.people.add_record(command.case, "sign_off", "", command.reason.strip(), by=by.key, at=at)
    uow.cases.append(case, by, at, SubmissionTakenBack(record=record))
