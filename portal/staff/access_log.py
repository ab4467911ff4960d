"""Who looked at what: for the Data Protection Officer and auditors."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from portal.staff.permissions import requires
from portal.web.transaction import reading
from requests_.ids import normal_reference
from requests_.model.staff import Permission
from requests_.store.queries.desk import staff_rows, view_rows

views = Blueprint("access_log", __name__, url_prefix="/looked")
ROWS_A_PAGE = 50


@views.get("")
@requires(Permission.SEE_ACCESS_LOG)
def show() -> str:
    typed = request.args.get("reference", "")
    reference = normal_reference(typed) or ""
    staff = request.args.get("staff", "")
    before = request.args.get("before", "")
    rows = view_rows(
        reading(),
        reference=reference,
        staff=staff,
        before=int(before) if before.isascii() and before.isdigit() and len(before) < 16 else None,
        limit=ROWS_A_PAGE + 1,
    )
    is_unknown = bool(typed.strip()) and not reference
    return render_template(
        "staff/access_log.html",
        rows=() if is_unknown else rows[:ROWS_A_PAGE],
        older=rows[ROWS_A_PAGE - 1].key if len(rows) > ROWS_A_PAGE else None,
        typed=reference or typed[:40],
        is_unknown=is_unknown,
        staff=staff,
        everybody_choices=[("", "Anybody"), *((row.staff, row.name) for row in staff_rows(reading()))],
    )
