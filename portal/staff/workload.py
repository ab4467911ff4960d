"""Who has how much to do."""

from __future__ import annotations

from flask import Blueprint, render_template

from portal.staff.permissions import requires
from portal.web.resources import resources
from portal.web.transaction import reading
from requests_.model.staff import Permission
from requests_.store.queries.due_dates import load_rows

views = Blueprint("workload", __name__, url_prefix="/workload")


@views.get("")
@requires(Permission.SEE_WORKLOAD)
def show() -> str:
    rows = load_rows(reading(), today=resources().clock.london_date())
    return render_template("staff/workload.html", rows=rows)
