"""Saying neither yes nor no: the officer's answer where saying whether anything is held would itself do harm."""

from __future__ import annotations

from requests_.clock import Clock
from requests_.errors import InvalidCommand, NotAllowed
from requests_.model.answer_commands import NeitherConfirm
from requests_.model.correspondence import LetterKind
from requests_.model.events.answering import NotConfirmed
from requests_.model.gates import RULINGS, silence_gate
from requests_.model.lifecycle import Action, require
from requests_.model.looking_again import Matter, latest_look
from requests_.store.session import UnitOfWork

# What is under way for a case; none of it is wanted once the answer has left.
_WORK = ("search_source", "read_document", "propose_redactions", "assemble_pack")


def neither_confirm(uow: UnitOfWork, clock: Clock, command: NeitherConfirm) -> None:
    """Answer that there is nothing we are required to give, and have it looked at again.

    Raises NotAllowed for anybody but the data protection officer, InvalidCommand while it is not written down how
    saying more would do harm, or for a day to look again that is not soon.
    Source: UK GDPR art. 15(1) with DPA 2018 Sch. 2 para. 2(1); s.45(4)-(6).
    """
    case = uow.cases.load(command.case)
    ruling = silence_gate(command.actor, command.record)
    if ruling.rule == "EX-N1":
        raise NotAllowed(ruling.says)
    require(case, Action.NEITHER_CONFIRM, command.actor)
    if not ruling.is_open:
        raise InvalidCommand(ruling.says, field="record")
    today, at = clock.london_date(), clock.utc_now()
    last = latest_look(Matter.NOT_CONFIRMED, today)
    if not today < command.recheck_on <= last:
        raise InvalidCommand(f"Look again on a day after today, and by {last:%-d %B %Y}.", field="recheck_on")
    record = uow.people.add_record(
        command.case, "not_confirmed", RULINGS["EX-N3"].rule, command.record, by=command.actor.key, at=at
    )
    event = NotConfirmed(answered_on=today, recheck_on=command.recheck_on, record=record)
    message = uow.people.add_message(command.case, LetterKind.NOT_CONFIRMED, at)
    after = uow.letters.send(case, command.actor, at, message, event)
    for job in _WORK if after.not_confirmed else ():
        uow.outbox.withdraw(job, command.case, at)
