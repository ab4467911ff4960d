"""Who has how much to do, of a team with all that lie in it, or of everybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template, request

from portal.staff.permissions import requires
from portal.staff.teams import indented
from portal.web.resources import resources
from portal.web.transaction import reading
from requests_.model.staff import Permission
from requests_.model.teams import StaffTeam, is_within
from requests_.store.queries.due_dates import LoadRow, load_rows
from requests_.store.queries.teams import team_rows

views = Blueprint("workload", __name__, url_prefix="/workload")


@dataclass(frozen=True, slots=True)
class TeamLoad:
    """What a team with all that lie in it has to do."""

    team: StaffTeam
    cases: int
    overdue: int
    soon: int
    waiting: int


@views.get("")
@requires(Permission.SEE_WORKLOAD)
def show() -> str:
    rows, teams = load_rows(reading(), today=resources().clock.london_date()), team_rows(reading())
    chosen = next((team for team in teams if team.key == request.args.get("team")), None)
    within = [team for team in teams if chosen is None or is_within(team, chosen)]
    keys = {team.key for team in within}
    return render_template(
        "staff/workload.html",
        rows=[row for row in rows if chosen is None or row.team in keys],
        loads=[_load(team, teams, rows) for team in within],
        choices=[("", "Everybody"), *indented(teams)],
        chosen=chosen.key if chosen else "",
    )


def _load(team: StaffTeam, teams: Sequence[StaffTeam], rows: Sequence[LoadRow]) -> TeamLoad:
    keys = {one.key for one in teams if is_within(one, team)}
    of_team = [row for row in rows if row.team in keys]
    sums = (sum(getattr(row, name) for row in of_team) for name in ("cases", "overdue", "soon", "waiting"))
    return TeamLoad(team, *sums)
