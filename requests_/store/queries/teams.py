"""The teams of the staff, and the cases of those who are in one."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from requests_.errors import NotFound
from requests_.model.teams import StaffTeam, in_tree_order
from requests_.store.case_tables import CaseRow
from requests_.store.staff_tables import StaffMember, StaffTeamRow
from requests_.store.together import Section


def team_rows(session: Session) -> tuple[StaffTeam, ...]:
    """Every team by name, each before those that lie in it."""
    return in_tree_order(teams_section().alone(session))


def team(session: Session, key: str) -> StaffTeam:
    """One team. Raises NotFound."""
    found = next((one for one in team_rows(session) if one.key == key), None)
    if found is None:
        raise NotFound("There is no such team.")
    return found


def teams_section() -> Section[StaffTeam]:
    """What `team_rows` reads, in no order."""
    people = (
        select(func.count())
        .where(StaffMember.team_id == StaffTeamRow.id, StaffMember.is_active)
        .correlate(StaffTeamRow)
        .scalar_subquery()
        .label("people")
    )
    return Section(select(StaffTeamRow, people), _team)


def is_of_team(key: str) -> ColumnElement[bool]:
    """Whether a case is given to somebody of a team, or of one that lies in it however deep; none for no team."""
    path = select(StaffTeamRow.path).where(StaffTeamRow.id == key).scalar_subquery()
    people = select(StaffMember.id).join(StaffTeamRow, StaffTeamRow.id == StaffMember.team_id)
    return CaseRow.assigned_to.in_(people.where(StaffTeamRow.path.like(path + "%")))


def _team(row: StaffTeamRow, people: int) -> StaffTeam:
    return StaffTeam(key=row.id, name=row.name, parent=row.parent, path=row.path, version=row.version, people=people)
