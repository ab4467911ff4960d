"""Looking again at what lasts only for a time: setting the day, and keeping what was found."""

from __future__ import annotations

from datetime import date

from requests_.clock import Clock
from requests_.errors import InvalidCommand, NotAllowed, NotFound
from requests_.ids import CaseId
from requests_.model.answer_commands import RecordLook, SetLook, SetOwnDay
from requests_.model.case import Case
from requests_.model.events.answering import LookAgainSet, LookedAgain
from requests_.model.gates import RULINGS
from requests_.model.lifecycle import Action, require
from requests_.model.looking_again import LookAgain, Matter, latest_look
from requests_.model.staff import SYSTEM, Role
from requests_.store.queries.looking_again import codes_to_set
from requests_.store.session import UnitOfWork


def set_look(uow: UnitOfWork, clock: Clock, command: SetLook) -> None:
    """Have a limit on the use of information looked at again by a day (UK GDPR art. 18; DPA 2018 s.47)."""
    case = uow.cases.load(command.case)
    require(case, Action.LOOK_AGAIN, command.actor)
    _require_day(clock, Matter.RESTRICTION, command.due_on, "due_on")
    event = LookAgainSet(matter=Matter.RESTRICTION, due_on=command.due_on)
    uow.cases.append(case, command.actor, clock.utc_now(), event)


def set_own_day(uow: UnitOfWork, clock: Clock, command: SetOwnDay) -> None:
    """Have what is withheld for an exemption looked at again on a day of somebody's own, for a reason that is kept.

    Raises InvalidCommand for a reason that nothing is withheld for or that never ends, and for a day later than the
    table's last one.
    """
    case = uow.cases.load(command.case)
    require(case, Action.LOOK_AGAIN, command.actor)
    if command.code not in codes_to_set(uow.session, case):
        raise InvalidCommand("Choose a reason for which something is withheld here, and which may end.", field="code")
    if not command.record.strip():
        raise InvalidCommand("Write down why it is looked at again on that day.", field="why")
    _require_day(clock, Matter.EXEMPTION, command.due_on, "own_day", command.code)
    at = clock.utc_now()
    record = uow.people.add_record(
        command.case, command.code, Matter.EXEMPTION.value, command.record, by=command.actor.key, at=at
    )
    event = LookAgainSet(matter=Matter.EXEMPTION, reason=command.code, due_on=command.due_on, record=record)
    uow.cases.append(case, command.actor, at, event)


def record_look(uow: UnitOfWork, clock: Clock, command: RecordLook) -> None:
    """Keep what was found, and when to look once more; None ends it.

    Raises NotFound when nothing of the kind waits, NotAllowed for what only the data protection officer decides,
    InvalidCommand without words or for a day that is not soon.
    """
    case = uow.cases.load(command.case)
    require(case, Action.LOOK_AGAIN, command.actor)
    look = _waiting(case, command)
    if look.matter is Matter.NOT_CONFIRMED and Role.DATA_PROTECTION_OFFICER not in command.actor.roles:
        raise NotAllowed(RULINGS["EX-N1"].says, field="again")
    if not command.record.strip():
        raise InvalidCommand("Write down what you found: it is kept with the case.", field="record")
    if command.again_on is not None:
        _require_day(clock, look.matter, command.again_on, "again_on", look.about)
    at = clock.utc_now()
    event = LookedAgain(
        matter=look.matter,
        looked_on=clock.london_date(),
        again_on=command.again_on,
        record=uow.people.add_record(
            command.case, look.about or look.matter, look.matter, command.record, by=command.actor.key, at=at
        ),
        reason=look.about if look.matter is Matter.EXEMPTION else "",
        document=look.about if look.matter is Matter.HEALTH_OPINION else "",
    )
    uow.cases.append(case, command.actor, at, event)


def doubt_released(uow: UnitOfWork, clock: Clock, case_key: CaseId) -> None:
    """Name a case as one whose copy, which has left, is to be looked at today; once, until somebody has looked."""
    case = uow.cases.load(case_key)
    require(case, Action.LOOK_AGAIN, SYSTEM)
    if not any(look.matter is Matter.RELEASED for look in case.looks.values()):
        event = LookAgainSet(matter=Matter.RELEASED, due_on=clock.london_date())
        uow.cases.append(case, SYSTEM, clock.utc_now(), event)


def _waiting(case: Case, command: RecordLook) -> LookAgain:
    for look in case.looks.values():
        if (look.matter, look.about) == (command.matter, command.about):
            return look
    raise NotFound("Nothing of this kind waits to be looked at again in this case.")


def _require_day(clock: Clock, matter: Matter, day: date, field: str, about: str = "") -> None:
    today = clock.london_date()
    last = latest_look(matter, today, about)
    if not today < day <= last:
        raise InvalidCommand(f"Look again on a day after today, and by {last:%-d %B %Y}.", field=field)
