"""The caseworker's desk: whose case it is, who may open it, and who looked."""

from __future__ import annotations

from requests_.clock import Clock
from requests_.errors import Conflict, InvalidCommand, NotAllowed
from requests_.ids import CaseId, digest_of, new_secret
from requests_.model.desk import NeedToKnow
from requests_.model.desk_commands import AnswerAccess, AskAccess, AssignCases, NameOnCase, RestrictCase
from requests_.model.events.keeping import AccessRestricted
from requests_.model.staff import Actor, ActorKind, Permission, Role
from requests_.store.session import UnitOfWork

_NOT_YOURS = "Your role does not allow this. Ask an administrator if it should."
LONGEST_REASON = 1_000
LONGEST_NAME = 40
WHY_RESTRICTED = "Write why only those named may open it."
WHY_OPENED = "Write why the team may open it now."


def record_view(
    uow: UnitOfWork, clock: Clock, *, actor: Actor, case: CaseId | None, page: str, is_first: bool = False
) -> None:
    """Write down that somebody looked at a page with personal data; `case` is None for a list of cases.

    `is_first`: nobody has opened the case before.
    """
    at = clock.utc_now()
    uow.desk.viewed(actor.key, case, page, at)
    if case is not None and is_first:
        uow.handling.open_first(case, at)


def assign_cases(uow: UnitOfWork, clock: Clock, command: AssignCases) -> None:
    """Give cases to somebody who works on cases, or to nobody: all of them, or none when one has changed hands."""
    if not command.actor.may(Permission.ASSIGN_CASE):
        raise NotAllowed(_NOT_YOURS)
    if not command.cases:
        raise InvalidCommand("Select at least one request.", field="case")
    if command.to and not _may(uow, command.to, Permission.WORK_CASE):
        raise InvalidCommand("Choose somebody who works on cases.", field="to")
    at = clock.utc_now()
    for case, seen in sorted(command.cases):
        need = uow.desk.need_to_know(case, command.actor.key)
        _require_decider(need, command.actor)
        if command.to == command.actor.key:
            _require_inside(need, command.actor)
        if uow.desk.assigned_to(case) != (seen or None):
            reference = uow.cases.reference_of(case)
            raise Conflict(f"{reference} changed hands just now: look at the list again.")
        uow.desk.assign(case, command.to or None, by=command.actor.key, at=at)
        uow.handling.give(case, command.to or None, by=command.actor.key, at=at)


def name_on_case(uow: UnitOfWork, clock: Clock, command: NameOnCase) -> None:
    """Let somebody open a case, or no longer. Whoever it is assigned to stays named on it."""
    need = uow.desk.need_to_know(command.case, command.actor.key)
    _require_decider(need, command.actor)
    if command.is_named:
        if command.staff == command.actor.key:
            _require_inside(need, command.actor)
        if not _may(uow, command.staff, Permission.SEE_CASE):
            raise InvalidCommand("Choose somebody whose role opens cases.", field="staff")
        uow.desk.name(command.case, command.staff)
    else:
        if uow.desk.assigned_to(command.case) == command.staff:
            raise Conflict("The case is assigned to them. Give it to somebody else first.")
        uow.desk.unname(command.case, command.staff)
    kind = "named" if command.is_named else "unnamed"
    uow.desk.record(command.case, command.staff, kind, by=command.actor.key, at=clock.utc_now())


def restrict_case(uow: UnitOfWork, clock: Clock, command: RestrictCase) -> None:
    """Close a case to all but those named on it, or open it again. Whoever closes a case is named on it.

    It is opened again by somebody who may open it: nobody lets themselves in by opening it to everybody. Raises
    InvalidCommand without a reason, Conflict where it was done already.
    """
    actor = command.actor
    need = uow.desk.need_to_know(command.case, actor.key)
    _require_decider(need, actor)
    if not command.is_restricted:
        _require_inside(need, actor)
    if not command.reason.strip():
        raise InvalidCommand(WHY_RESTRICTED if command.is_restricted else WHY_OPENED, field="reason")
    if need.is_restricted is command.is_restricted:
        raise Conflict("Somebody did this just before you. Look at who may open the request now.")
    uow.desk.restrict(command.case, command.is_restricted)
    if command.is_restricted and actor.may(Permission.WORK_CASE):
        uow.desk.name(command.case, actor.key)
    kind, at = "restricted" if command.is_restricted else "opened", clock.utc_now()
    uow.desk.record(command.case, "", kind, by=actor.key, at=at)
    reason = command.reason.strip()[:LONGEST_REASON]
    record = uow.people.add_record(command.case, "access", kind, reason, by=actor.key, at=at)
    event = AccessRestricted(is_restricted=command.is_restricted, record=record)
    uow.cases.append(uow.cases.load(command.case), actor, at, event)


def ask_access(uow: UnitOfWork, clock: Clock, command: AskAccess) -> None:
    """Keep why somebody wants to open a case, for those who decide."""
    if uow.desk.need_to_know(command.case, command.actor.key).opens_for(command.actor):
        raise Conflict("This case is open to you already.")
    if not command.reason.strip():
        raise InvalidCommand("Write why you need to see this case.", field="reason")
    at = clock.utc_now()
    uow.desk.ask(command.case, command.actor.key, command.reason.strip()[:LONGEST_REASON], at)
    uow.desk.record(command.case, command.actor.key, "asked", by=command.actor.key, at=at)


def answer_access(uow: UnitOfWork, clock: Clock, command: AnswerAccess) -> None:
    """Answer an ask: whoever is let in is named on the case."""
    _require_decider(uow.desk.need_to_know(command.case, command.actor.key), command.actor)
    at = clock.utc_now()
    staff = uow.desk.answer(command.case, command.ask, at)
    if staff == command.actor.key:
        raise NotAllowed("Nobody answers what they asked themselves.")
    if command.grants:
        uow.desk.name(command.case, staff)
    uow.desk.record(command.case, staff, "let_in" if command.grants else "kept_out", by=command.actor.key, at=at)


def keep_view(uow: UnitOfWork, actor: Actor, name: str, filters: str) -> None:
    """Keep a list of the queue under a name of one's own."""
    if not 0 < len(name) <= LONGEST_NAME:
        raise InvalidCommand(f"Give the list a name of at most {LONGEST_NAME} characters.", field="name")
    uow.desk.keep_view(actor.key, name, filters)


def forget_view(uow: UnitOfWork, actor: Actor, key: str) -> None:
    """Forget one of one's own lists."""
    uow.desk.forget_view(actor.key, key)


def open_feed(uow: UnitOfWork, actor: Actor) -> str:
    """A new secret for one's calendar's address: the one before opens nothing any more. Only its hash is kept."""
    secret = new_secret()
    uow.desk.set_feed(actor.key, digest_of(secret))
    return secret


def close_feed(uow: UnitOfWork, actor: Actor) -> None:
    """Let no address show one's calendar."""
    uow.desk.set_feed(actor.key, None)


def _require_decider(need: NeedToKnow, actor: Actor) -> None:
    if not need.is_decided_by(actor):
        raise NotAllowed("Only those who may open this case decide who else may.")


def _require_inside(need: NeedToKnow, actor: Actor) -> None:
    if not need.opens_for(actor):
        raise NotAllowed("Nobody lets themselves into a restricted case: somebody else who decides about it does.")


def _may(uow: UnitOfWork, staff: str, permission: Permission) -> bool:
    member = uow.staff.get(staff)
    return member.is_active and Actor(ActorKind.STAFF, member.id, frozenset(map(Role, member.roles))).may(permission)
