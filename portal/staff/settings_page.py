"""What is in force here, and where it comes from: settings, stores, roles and the days that teams are given."""

from __future__ import annotations

from dataclasses import fields

from flask import Blueprint, render_template

from portal.staff.permissions import requires
from portal.web.resources import resources
from portal.web.transaction import reading
from requests_.deadlines.chases import ChasePlan
from requests_.model.staff import PERMISSIONS, Permission, Role
from requests_.store.queries.stores import registered_stores

views = Blueprint("settings_page", __name__, url_prefix="/settings")


@views.get("")
@requires(Permission.SEE_SETTINGS)
def show() -> str:
    plan = ChasePlan()
    return render_template(
        "staff/settings.html",
        settings=resources().settings,
        stores=registered_stores(reading()),
        roles=tuple(Role),
        permissions=tuple((right, [right in PERMISSIONS[role] for role in Role]) for right in Permission),
        plan=tuple((field.name, getattr(plan, field.name)) for field in fields(plan)),
    )
