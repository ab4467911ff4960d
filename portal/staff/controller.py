"""Who the controller is and what it aims at: what is in force, the form that changes it, and every change there was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.staff.kept_registers import entry_form, kept_value, seen_version
from portal.staff.permissions import actor, requires
from portal.staff.settings_page import settings_now
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.transaction import reading, unit_of_work
from requests_.errors import Conflict, InvalidCommand
from requests_.model.kept_registers import REGISTERS, Entry, KeepEntry, RegisterKey
from requests_.model.staff import Permission
from requests_.services import registers
from requests_.settings import setting_of
from requests_.store.queries.controller import ENTRY, controller_values, targets_in_force
from requests_.store.queries.registers import entry_history

views = Blueprint("controller", __name__, url_prefix="/settings/controller")
REGISTER = REGISTERS[RegisterKey.CONTROLLER]


@dataclass(frozen=True, slots=True)
class Change:
    """Who wrote something down when, and for each column what was said before and after."""

    changed_by: str
    changed_at: datetime
    columns: tuple[tuple[str, str, str], ...]


@views.get("")
@requires(Permission.SEE_SETTINGS)
def show() -> str:
    versions = _versions()
    return _page(versions, entry_form(REGISTER, None, versions[0] if versions else None))


@views.post("")
@requires(Permission.EDIT_SETTINGS)
def keep() -> Response | tuple[str, int]:
    versions = _versions()
    newest = versions[0] if versions else None
    form = entry_form(REGISTER, request.form, newest)
    if not form.validate():
        return _page(versions, form), 400
    values = {column.key: kept_value(form[column.key]) for column in REGISTER.columns}
    command = KeepEntry(register=REGISTER.key, key=ENTRY, seen=seen_version(newest), values=values, actor=actor())
    try:
        registers.keep_entry(unit_of_work(), resources().clock, command)
    except (InvalidCommand, Conflict) as fault:
        form.refuse(str(fault.context.get("field", REGISTER.columns[0].key)), fault.public_message)
        return _page(versions, form), 400
    resources().profile_in_force.forget()
    flash("It is written down. Every page, mail and letter says it within half a minute.")
    return redirect(url_for(".show"))


def _versions() -> tuple[Entry, ...]:
    return entry_history(reading(), REGISTER.key, ENTRY)


def _changes(versions: tuple[Entry, ...]) -> tuple[Change, ...]:
    """Newest first."""
    before = (*(version.values for version in versions[1:]), {})
    return tuple(
        Change(
            version.changed_by,
            version.changed_at,
            tuple(
                (column.label, old.get(column.key, ""), version.values.get(column.key, ""))
                for column in REGISTER.columns
                if old.get(column.key, "") != version.values.get(column.key, "")
            ),
        )
        for version, old in zip(versions, before, strict=False)
    )


def _page(versions: tuple[Entry, ...], form: PortalForm) -> str:
    names = {setting_of(column.key) for column in REGISTER.columns}
    return render_template(
        "staff/controller.html",
        register=REGISTER,
        form=form,
        seen=versions[0].version if versions else 0,
        settings=[row for row in settings_now(controller_values(reading())) if row.name in names],
        targets=targets_in_force(reading()),
        changes=_changes(versions),
        may_edit=actor().may(Permission.EDIT_SETTINGS),
    )
