"""The teams of the staff: written down with every version before, and who is in which."""

from __future__ import annotations

from sqlalchemy import func, select

from requests_.clock import Clock
from requests_.errors import Conflict, InvalidCommand, NotAllowed, NotFound
from requests_.model.kept_registers import REGISTERS, KeepEntry, RegisterKey, checked_values
from requests_.model.staff import Actor
from requests_.model.teams import LONGEST_NAME, KeepTeam, paths
from requests_.store.registers import add_version
from requests_.store.session import UnitOfWork
from requests_.store.staff_tables import StaffMember, StaffTeamRow

_REGISTER = REGISTERS[RegisterKey.TEAMS]


def keep_team(uow: UnitOfWork, clock: Clock, command: KeepTeam) -> None:
    """Write a team down, rename it, move it with everything in it, or end it.

    Raises InvalidCommand, with `field`, for what is no tree, and Conflict while somebody is in a team that ends.
    """
    _require_keeper(command.actor)
    values = checked_values(_REGISTER, {"name": command.name, "parent": command.parent})
    if len(values["name"]) > LONGEST_NAME:
        raise InvalidCommand(f"Shorten this to {LONGEST_NAME} characters or fewer.", field="name")
    rows = {row.id: row for row in uow.session.scalars(select(StaffTeamRow))}
    if command.seen and command.key not in rows:
        raise NotFound("There is no such team.")
    if command.is_ended:
        _require_empty(uow, command.key, rows)
    keep = KeepEntry(
        register=RegisterKey.TEAMS,
        key=command.key,
        seen=command.seen,
        values=values,
        actor=command.actor,
        is_ended=command.is_ended,
    )
    add_version(uow.session, keep, values, clock.utc_now())
    if command.is_ended:
        uow.session.delete(rows[command.key])
        return
    lies_in = {**{key: row.parent for key, row in rows.items()}, command.key: values["parent"]}
    found = paths(lies_in)
    row = rows.setdefault(command.key, StaffTeamRow(id=command.key))
    row.name, row.parent, row.version = values["name"], values["parent"], command.seen + 1
    for key, one in rows.items():
        one.path = found[key]
    uow.session.add(row)
    uow.session.flush()


def put_in_team(uow: UnitOfWork, clock: Clock, actor: Actor, staff: str, team: str) -> None:
    """Put somebody in a team, or ("") in none."""
    _require_keeper(actor)
    row = uow.session.get(StaffTeamRow, team) if team else None
    if team and row is None:
        raise InvalidCommand("Select one of the teams.", field="team")
    member = uow.staff.get(staff)
    if member.team_id == (team or None):
        return
    member.team_id = team or None
    uow.staff.record(staff, "team_changed", clock.utc_now(), by=actor.key, detail="" if row is None else row.name)


def _require_empty(uow: UnitOfWork, team: str, rows: dict[str, StaffTeamRow]) -> None:
    people = uow.session.scalar(select(func.count()).where(StaffMember.team_id == team))
    if people or any(row.parent == team for row in rows.values()):
        raise Conflict("Somebody, or another team, is still in this team: move them first.")


def _require_keeper(actor: Actor) -> None:
    if not actor.may(_REGISTER.keeper):
        raise NotAllowed("Your role does not allow this. Ask an administrator if it should.")
