"""Taking a case on or giving it back, its flags, and who watches it."""

from __future__ import annotations

from requests_.clock import Clock
from requests_.errors import Conflict, NotAllowed
from requests_.ids import CaseId
from requests_.model.handling import GiveBack, SetFlag, TakeOn, WatchCase, given_reason
from requests_.model.staff import Actor, Permission
from requests_.store.session import UnitOfWork

_NOT_YOURS = "This case is not yours any more: look at who has it now."


def take_on(uow: UnitOfWork, clock: Clock, command: TakeOn) -> None:
    """Say that one works on a case from now on. Raises Conflict when it has gone to somebody else."""
    _require_own(uow, command.case, command.actor)
    at = clock.utc_now()
    if not uow.handling.take_on(command.case, command.actor.key, at):
        raise Conflict("You took this case on already.")
    uow.desk.record(command.case, command.actor.key, "accepted", by=command.actor.key, at=at)


def give_back(uow: UnitOfWork, clock: Clock, command: GiveBack) -> None:
    """Give a case back to nobody, with the reason: whoever gives out the work finds it among the unassigned.

    Raises Conflict when it has gone to somebody else, InvalidCommand without a reason.
    """
    _require_own(uow, command.case, command.actor)
    reason = given_reason(command.reason, "Write why you cannot take it.")
    at = clock.utc_now()
    uow.desk.release(command.case)
    uow.handling.give(command.case, None, by=command.actor.key, at=at)
    uow.handling.record(command.case, command.actor.key, "given_back", reason, by=command.actor.key, at=at)


def set_flag(uow: UnitOfWork, clock: Clock, command: SetFlag) -> None:
    """Put a flag on a case or take it off. Both are written down with their reason.

    Raises Conflict when it stands so already, InvalidCommand without a reason.
    """
    _require_work(uow, command.case, command.actor)
    reason = given_reason(command.reason, "Write why.")
    if (command.flag in uow.handling.flags(command.case)) is command.is_set:
        raise Conflict("It has this flag already." if command.is_set else "This flag was taken off already.")
    kind = f"{'flag' if command.is_set else 'unflag'}_{command.flag}"
    event = uow.handling.record(command.case, "", kind, reason, by=command.actor.key, at=clock.utc_now())
    if command.is_set:
        uow.handling.put_flag(command.case, command.flag, event)
    else:
        uow.handling.take_flag(command.case, command.flag)


def watch_case(uow: UnitOfWork, command: WatchCase) -> None:
    """Hear of what others do in a case, or no longer. Raises NotAllowed where the case does not open for the actor."""
    if command.is_watched and not uow.desk.need_to_know(command.case, command.actor.key).opens_for(command.actor):
        raise NotAllowed("This case is open to those who work on it.")
    uow.handling.watch(command.case, command.actor.key, command.is_watched)


def _require_own(uow: UnitOfWork, case: CaseId, actor: Actor) -> None:
    _require_work(uow, case, actor)
    if uow.desk.assigned_to(case) != actor.key:
        raise Conflict(_NOT_YOURS)


def _require_work(uow: UnitOfWork, case: CaseId, actor: Actor) -> None:
    if not actor.may(Permission.WORK_CASE) or not uow.desk.need_to_know(case, actor.key).opens_for(actor):
        raise NotAllowed("Your role does not allow this. Ask an administrator if it should.")
    if not uow.cases.is_held(case):
        raise Conflict("The details of this case were erased: nothing can be added to it.")
