"""Keeping the registers that people fill by hand."""

from __future__ import annotations

from requests_.clock import Clock
from requests_.errors import InvalidCommand, NotAllowed
from requests_.model.kept_registers import REGISTERS, KeepEntry, checked_values
from requests_.store.registers import add_version
from requests_.store.session import UnitOfWork

LONGEST_WORDS = 40_000


def keep_entry(uow: UnitOfWork, clock: Clock, command: KeepEntry) -> None:
    """Write down an entry, another version of it, or that it has ended. What was written before stays.

    Raises InvalidCommand (with `field`) for what is missing or cannot be read, Conflict when it was changed meanwhile.
    """
    register = REGISTERS[command.register]
    if not command.actor.may(register.keeper):
        raise NotAllowed("Your role does not allow this. Ask an administrator if it should.")
    if command.is_ended and not command.seen:
        raise InvalidCommand("What was never written down cannot end.")
    values = checked_values(register, command.values)
    long = next((key for key, value in values.items() if len(value) > LONGEST_WORDS), "")
    if long:
        raise InvalidCommand(f"Shorten this to {LONGEST_WORDS:,} characters or fewer.", field=long)
    add_version(uow.session, command, values, clock.utc_now())
