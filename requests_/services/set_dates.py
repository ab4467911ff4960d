"""Dates that the regulator, a tribunal or a court sets: kept beside the statutory clock, which they never move."""

from __future__ import annotations

from requests_.clock import Clock
from requests_.errors import InvalidCommand, NotFound
from requests_.model.clock_commands import EndOutsideDate, SetOutsideDate
from requests_.model.events.clock import DateSet, SetDateEnded
from requests_.model.lifecycle import Action, require
from requests_.model.set_dates import SetDateEnd
from requests_.store.session import UnitOfWork


def set_date(uow: UnitOfWork, clock: Clock, command: SetOutsideDate) -> None:
    """Keep a date and the letter that set it.

    Raises InvalidCommand without the letter, for a letter of a later day, or a date before its letter.
    """
    case = uow.cases.load(command.case)
    require(case, Action.SET_DATE, command.actor)
    if not command.letter.strip():
        raise InvalidCommand("Name the letter that set the date.", field="letter")
    if command.letter_on > clock.london_date():
        raise InvalidCommand("The letter cannot be of a day that has not come.", field="letter_on")
    if command.due_on < command.letter_on:
        raise InvalidCommand("The date cannot be before the letter that set it.", field="due_on")
    at = clock.utc_now()
    record = uow.people.add_record(
        command.case, command.kind, command.kind, command.letter, by=command.actor.key, at=at
    )
    event = DateSet(what=command.kind, due_on=command.due_on, letter_on=command.letter_on, record=record)
    uow.cases.append(case, command.actor, at, event)


def end_date(uow: UnitOfWork, clock: Clock, command: EndOutsideDate) -> None:
    """A date is no longer one to keep. Raises NotFound for one that is not open.

    Raises InvalidCommand for an odd day, and for a date that was met without what was answered or done.
    """
    case = uow.cases.load(command.case)
    require(case, Action.END_SET_DATE, command.actor)
    known = case.set_dates.get(command.date_key)
    if known is None or not known.is_open:
        raise NotFound("There is no such date to keep in this case.")
    if not known.letter_on <= command.ended_on <= clock.london_date():
        raise InvalidCommand("Enter a day between the letter and today.", field="ended_on")
    if command.end is SetDateEnd.MET and not command.answer.strip():
        raise InvalidCommand("Write down what we answered or did, and where it is kept.", field="answer")
    at, reply = clock.utc_now(), ""
    if command.answer.strip():
        by = command.actor.key
        reply = uow.people.add_record(command.case, known.kind, known.kind, command.answer, by=by, at=at)
    event = SetDateEnded(record=known.key, end=command.end, ended_on=command.ended_on, reply=reply)
    uow.cases.append(case, command.actor, at, event)
