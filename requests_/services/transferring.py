"""Closing a request that is for another controller, and telling the requester whom to ask."""

from __future__ import annotations

from requests_.clock import Clock
from requests_.model.correspondence import LetterKind
from requests_.model.events.linking import RequestTransferred
from requests_.model.handling import given_reason
from requests_.model.letters.check import require_words
from requests_.model.lifecycle import Action, require
from requests_.model.transferring import TRANSFERRED, TransferRequest
from requests_.store.queries.letters import silence_of
from requests_.store.session import UnitOfWork


def transfer_request(uow: UnitOfWork, clock: Clock, command: TransferRequest) -> None:
    """Close a case of which nothing is ours, with a letter that says why, whom to ask and how to complain (art. 12(4)).

    Nothing is sent to the other body: whether they want their request to go there is for the requester to say.
    Raises InvalidCommand (with `field`) for what is missing, or is not for a letter.
    """
    case, at = uow.cases.load(command.case), clock.utc_now()
    require(case, Action.TRANSFER_REQUEST, command.actor)
    body = given_reason(command.body, "Enter the name of the other body.")
    contact = given_reason(command.contact, "Enter how the other body is reached.")
    why = given_reason(command.why, "Write why it is theirs.")
    words = f"The information is held by {body}. You can ask them: {contact}. {why}"
    require_words(words, regime=case.regime, silence=silence_of(uow.session, command.case), field="why")
    record = uow.people.add_record(command.case, TRANSFERRED, TRANSFERRED, words, by=command.actor.key, at=at)
    event = RequestTransferred(transferred_on=clock.london_date(), record=record)
    message = uow.people.add_message(command.case, LetterKind.TRANSFER, at, words=words)
    after = uow.letters.send(case, command.actor, at, message, event)
    if not after.letters:
        uow.outbox.withdraw_all(command.case, at)
