"""Everybody's accounts: who may sign in, and what they may do."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.staff.forms_accounts import NewAccountForm, RolesForm, TeamOfForm, WelcomeForm
from portal.staff.permissions import actor, requires
from portal.staff.seen import OUTDATED, is_outdated
from portal.staff.teams import indented
from portal.web.resources import resources
from portal.web.throttle import throttle
from portal.web.transaction import reading, unit_of_work
from requests_.errors import Conflict, InvalidCommand
from requests_.model.staff import Permission, Role
from requests_.services import staff_accounts, teams
from requests_.store.queries.accounts import account, account_events, account_rows, unsent_mail
from requests_.store.queries.teams import team_rows

views = Blueprint("accounts", __name__)

_CHANGES = frozenset({"opened", "roles_changed", "team_changed", "closed", "reopened"})
_LINK_LEAVES = "A link to choose a password goes to the account’s own address, and to nobody else."


@views.get("/accounts")
@requires(Permission.MANAGE_ACCOUNTS)
def show() -> str:
    return render_template("staff/accounts.html", accounts=account_rows(reading()))


@views.get("/accounts/new")
@requires(Permission.MANAGE_ACCOUNTS)
def ask_new() -> str:
    return render_template("staff/account_new.html", form=NewAccountForm())


@views.post("/accounts/new")
@requires(Permission.MANAGE_ACCOUNTS)
def open_new() -> Response | tuple[str, int]:
    form = NewAccountForm(request.form)
    if form.validate():
        try:
            staff = staff_accounts.invite(
                unit_of_work(),
                resources().clock,
                actor(),
                email=form.email.data,
                roles=tuple(Role(role) for role in form.roles.data),
                display_name=form.name.data,
            )
            return _done(staff, f"The account is open. {_LINK_LEAVES}")
        except (Conflict, InvalidCommand) as fault:
            form.refuse("email", fault.public_message)
    return render_template("staff/account_new.html", form=form), 400


@views.get("/accounts/<staff>")
@requires(Permission.MANAGE_ACCOUNTS)
def look(staff: str) -> str:
    return _account_page(staff, _roles_form(staff))


@views.post("/accounts/<staff>/roles")
@requires(Permission.MANAGE_ACCOUNTS)
def change_roles(staff: str) -> Response | tuple[str, int]:
    form = RolesForm(request.form)
    if not form.validate():
        return _account_page(staff, form), 400
    if is_outdated(_changes(staff)):
        return _outdated(staff)
    roles = tuple(Role(role) for role in form.roles.data)
    staff_accounts.change_roles(unit_of_work(), resources().clock, actor(), staff, roles)
    return _done(staff, "The roles are changed.")


@views.post("/accounts/<staff>/team")
@requires(Permission.MANAGE_ACCOUNTS)
def put_in_team(staff: str) -> Response | tuple[str, int]:
    if is_outdated(_changes(staff)):
        return _outdated(staff)
    form = _team_form(request.form)
    teams.put_in_team(unit_of_work(), resources().clock, actor(), staff, form.team.data)
    return _done(staff, "The team is changed.")


@views.post("/accounts/<staff>/invite")
@requires(Permission.MANAGE_ACCOUNTS)
def invite(staff: str) -> Response:
    staff_accounts.invite_again(unit_of_work(), resources().clock, actor(), staff)
    return _done(staff, _LINK_LEAVES)


@views.post("/accounts/<staff>/reset")
@requires(Permission.MANAGE_ACCOUNTS)
def reset(staff: str) -> Response:
    staff_accounts.reset_second_step(unit_of_work(), resources().clock, actor(), staff)
    return _done(staff, "All but the password is taken away, and the sessions are ended.")


@views.post("/accounts/<staff>/close")
@requires(Permission.MANAGE_ACCOUNTS)
def close(staff: str) -> Response | tuple[str, int]:
    if is_outdated(_changes(staff)):
        return _outdated(staff)
    staff_accounts.close_account(unit_of_work(), resources().clock, actor(), staff)
    return _done(staff, "The account is closed, and its sessions are ended.")


@views.post("/accounts/<staff>/reopen")
@requires(Permission.MANAGE_ACCOUNTS)
def reopen(staff: str) -> Response | tuple[str, int]:
    if is_outdated(_changes(staff)):
        return _outdated(staff)
    staff_accounts.reopen_account(unit_of_work(), resources().clock, actor(), staff)
    return _done(staff, "The account is open again.")


@views.get("/welcome/<secret>")
def ask_first_password(secret: str) -> str:
    staff_accounts.require_open_link(unit_of_work(), resources().clock, secret)
    return render_template("staff/welcome.html", form=WelcomeForm())


@views.post("/welcome/<secret>")
def choose_first_password(secret: str) -> Response | tuple[str, int]:
    throttle("invitation_address")
    form = WelcomeForm(request.form)
    if form.validate():
        try:
            staff_accounts.accept_invitation(unit_of_work(), resources().clock, secret, form.password.data)
            flash("Your password is set. Sign in with it.")
            return redirect(url_for("sign_in.ask"))
        except InvalidCommand as fault:
            form.refuse("password", fault.public_message)
    return render_template("staff/welcome.html", form=form), 400


def _roles_form(staff: str) -> RolesForm:
    return RolesForm(data={"roles": [role.value for role in account(reading(), staff).roles]})


def _changes(staff: str) -> int:
    """How often somebody changed what an account is: what was mailed, and how its owner signs in, changes nothing."""
    return sum(event.kind in _CHANGES for event in account_events(reading(), staff))


def _outdated(staff: str) -> tuple[str, int]:
    form = _roles_form(staff)
    form.refuse("roles", OUTDATED)
    return _account_page(staff, form), 409


def _account_page(staff: str, form: RolesForm) -> str:
    found = account(reading(), staff)
    return render_template(
        "staff/account_one.html",
        account=found,
        team_form=_team_form(None, found.team),
        events=account_events(reading(), staff),
        seen=_changes(staff),
        unsent=unsent_mail(reading(), staff),
        form=form,
        is_own=staff == actor().key,
    )


def _team_form(sent: object, team: str = "") -> TeamOfForm:
    form = TeamOfForm()
    form.team.choices = tuple(indented(team_rows(reading())))
    form.process(sent, data={"team": team})
    return form


def _done(staff: str, says: str) -> Response:
    flash(says)
    return redirect(url_for(".look", staff=staff))
