"""What is in force here, and where it comes from: settings, stores, roles and the days that teams are given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace

from flask import Blueprint, render_template

from portal.staff.permissions import requires
from portal.web.resources import SettingInForce, resources
from portal.web.transaction import reading
from requests_.deadlines.chases import ChasePlan
from requests_.model.staff import PERMISSIONS, Permission, Role
from requests_.settings import setting_of
from requests_.store.queries.controller import controller_values
from requests_.store.queries.stores import registered_stores

views = Blueprint("settings_page", __name__, url_prefix="/settings")


@views.get("")
@requires(Permission.SEE_SETTINGS)
def show() -> str:
    plan = ChasePlan()
    return render_template(
        "staff/settings.html",
        settings=settings_now(controller_values(reading())),
        stores=registered_stores(reading()),
        roles=tuple(Role),
        permissions=tuple((right, [right in PERMISSIONS[role] for role in Role]) for right in Permission),
        plan=tuple((field.name, getattr(plan, field.name)) for field in fields(plan)),
    )


def settings_now(written: Mapping[str, str]) -> tuple[SettingInForce, ...]:
    """The settings of this process, under what was written down of the controller in the browser."""
    over = {setting_of(name): value for name, value in written.items() if value}
    return tuple(
        replace(row, shown=over[row.name], is_written=True) if row.name in over else row for row in resources().settings
    )
