"""Whom a correction, deletion or limit has to be told to, and that they were (UK GDPR art. 19; DPA 2018 s.48)."""

from __future__ import annotations

from requests_.clock import Clock
from requests_.errors import InvalidCommand
from requests_.model.answer_commands import RecordRecipient
from requests_.model.events.answering import RecipientRecorded
from requests_.model.lawful_basis import recipient_duty
from requests_.model.lifecycle import Action, require
from requests_.model.recipients import RecipientFinding
from requests_.store.session import UnitOfWork


def record_recipient(uow: UnitOfWork, clock: Clock, command: RecordRecipient) -> None:
    """Keep that one recipient was told, or why not; or that nobody was given it.

    Raises InvalidCommand where there is no such duty, or while a name, a day or a reason is missing.
    """
    case = uow.cases.load(command.case)
    require(case, Action.RECORD_RECIPIENT, command.actor)
    if recipient_duty(case.right, case.regime) is None:
        raise InvalidCommand("Nobody has to be told after a request of this kind (UK GDPR, article 19).")
    _require_complete(command, clock)
    at = clock.utc_now()
    words = "\n".join(part for part in (command.name.strip(), command.record.strip()) if part)
    record = uow.people.add_record(command.case, "recipient", command.finding.value, words, by=command.actor.key, at=at)
    event = RecipientRecorded(finding=command.finding, told_on=command.told_on, record=record)
    uow.cases.append(case, command.actor, at, event)


def _require_complete(command: RecordRecipient, clock: Clock) -> None:
    finding = command.finding
    if finding is not RecipientFinding.NOBODY and not command.name.strip():
        raise InvalidCommand("Enter who was given the information.", field="name")
    if finding is RecipientFinding.TOLD:
        if command.told_on is None:
            raise InvalidCommand("Enter the day they were told.", field="told_on")
        if command.told_on > clock.london_date():
            raise InvalidCommand("The day they were told cannot be in the future.", field="told_on")
    elif not command.record.strip():
        raise InvalidCommand(
            "Write down why it was impossible or out of all proportion."
            if finding is RecipientFinding.NOT_TOLD
            else "Write down how you know that nobody was given it.",
            field="record",
        )
