"""A request that its requester took back some other way than on the portal, as staff record it."""

from __future__ import annotations

from requests_.clock import Clock
from requests_.errors import InvalidCommand
from requests_.model.commands import RecordWithdrawal
from requests_.model.correspondence import LetterKind
from requests_.model.events.following import RequestWithdrawn
from requests_.model.handling import given_reason
from requests_.model.lifecycle import Action, require
from requests_.store.session import UnitOfWork


def record_withdrawal(uow: UnitOfWork, clock: Clock, command: RecordWithdrawal) -> None:
    """End a request that was taken back, stop its work, and have whoever made it told in writing.

    Raises InvalidCommand without who said so, or for a day before the request came or after today.
    """
    case, by, at = uow.cases.load(command.case), command.actor, clock.utc_now()
    require(case, Action.RECORD_WITHDRAWAL, by)
    words = given_reason(command.words, "Write who told us, and what they said.")
    if not case.received_on <= command.told_on <= clock.london_date():
        raise InvalidCommand("A request is taken back between the day it came and today.", field="told_on")
    record = uow.people.add_record(command.case, "withdrawn", command.channel, words, by=by.key, at=at)
    uow.outbox.withdraw_all(command.case, at)
    if case.proposal is not None and case.proposal.message:
        uow.letters.forget(case.proposal.message)
    event = RequestWithdrawn(withdrawn_on=command.told_on, channel=command.channel, record=record)
    after = uow.cases.append(case, by, at, event)
    message = uow.people.add_message(command.case, LetterKind.WITHDRAWAL_CONFIRMED, at)
    uow.letters.send(after, by, at, message)
