"""The teams of the staff: a tree that the administrator writes down, with what it was before."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.staff.kept_registers import seen_version
from portal.staff.permissions import actor, requires
from portal.web.fields import SelectField, TextField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.transaction import reading, unit_of_work
from requests_.errors import Conflict, InvalidCommand
from requests_.ids import new_id
from requests_.model.kept_registers import Entry, RegisterKey
from requests_.model.staff import Permission
from requests_.model.teams import LONGEST_NAME, KeepTeam, StaffTeam, is_within
from requests_.services import teams
from requests_.store.queries.registers import entry_history
from requests_.store.queries.teams import team, team_rows

views = Blueprint("teams", __name__, url_prefix="/accounts/teams")
Page = Response | str | tuple[str, int]


class TeamForm(PortalForm):
    """What a team is called, and in which it lies."""

    name = TextField("Name", needed="Enter the name of the team", longest=LONGEST_NAME, classes="govuk-input--width-20")
    parent = SelectField("It lies in", hint="Choose none for a team at the top", choices=())


@views.get("")
@requires(Permission.MANAGE_ACCOUNTS)
def show() -> str:
    return _list_page(_form(team_rows(reading()), None))


@views.post("")
@requires(Permission.MANAGE_ACCOUNTS)
def add() -> Page:
    form = _form(team_rows(reading()), request.form)
    fault = _keep(form, new_id(), 0)
    return _done("The team is written down.") if fault is None else (_list_page(form), 400)


@views.get("/<team_key>")
@requires(Permission.MANAGE_ACCOUNTS)
def look(team_key: str) -> str:
    found = team(reading(), team_key)
    return _team_page(found, _form(_others(found), None, found))


@views.post("/<team_key>")
@requires(Permission.MANAGE_ACCOUNTS)
def change(team_key: str) -> Page:
    found = team(reading(), team_key)
    is_ended = request.form.get("as") == "ended"
    form = _form(_others(found), None if is_ended else request.form, found)
    fault = _keep(form, team_key, seen_version(_history(team_key)[0]), is_ended=is_ended)
    if fault is not None:
        return _team_page(found, form), 400
    return _done("The team has ended." if is_ended else "The team is changed.")


def indented(teams: tuple[StaffTeam, ...]) -> list[tuple[str, str]]:
    """The teams as choices, each further in than the one it lies in."""
    return [(one.key, f"{'– ' * one.level}{one.name}") for one in teams]


def _keep(form: TeamForm, key: str, seen: int, *, is_ended: bool = False) -> str | None:
    """Write it down; what keeps it from that, which the form says then too."""
    if not is_ended and not form.validate():
        return "form"
    command = KeepTeam(
        key=key, seen=seen, name=form.name.data, parent=form.parent.data, actor=actor(), is_ended=is_ended
    )
    try:
        teams.keep_team(unit_of_work(), resources().clock, command)
    except (InvalidCommand, Conflict) as fault:
        form.refuse(str(fault.context.get("field", "name")), fault.public_message)
        return fault.public_message
    return None


def _form(choices: tuple[StaffTeam, ...], sent: object, known: StaffTeam | None = None) -> TeamForm:
    form = TeamForm()
    form.parent.choices = tuple(indented(choices))
    form.process(sent, data={} if known is None else {"name": known.name, "parent": known.parent})
    return form


def _others(found: StaffTeam) -> tuple[StaffTeam, ...]:
    return tuple(one for one in team_rows(reading()) if not is_within(one, found))


def _history(key: str) -> tuple[Entry, ...]:
    return entry_history(reading(), RegisterKey.TEAMS, key)


def _list_page(form: TeamForm) -> str:
    return render_template("staff/teams.html", teams=team_rows(reading()), form=form)


def _team_page(found: StaffTeam, form: TeamForm) -> str:
    names = {one.key: one.name for one in team_rows(reading())}
    return render_template("staff/team.html", team=found, form=form, versions=_history(found.key), names=names)


def _done(says: str) -> Response:
    flash(says)
    return redirect(url_for(".show"))
