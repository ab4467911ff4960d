"""The forecast: how many requests are likely to be late, what one more person changes, and how such forecasts did."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, render_template, request

from portal.staff.permissions import requires
from portal.web.resources import resources
from portal.web.transaction import one_moment, reading
from requests_.clock import london_date_of
from requests_.deadlines.periods import ONE_DAY
from requests_.model.staff import Permission
from requests_.reporting.forecast.back_test import back_test
from requests_.reporting.forecast.history import NotEnoughHistory
from requests_.reporting.forecast.outlook import Outlook, outlook, period_of_history
from requests_.store.queries.returns import people_at_work, report_rows
from templates.charts import Chart, line_chart, nice_top

views = Blueprint("forecast", __name__, url_prefix="/reports/forecast")
MONTHS_TRIED = 12
LARGEST_TEAM = 500


@views.get("")
@requires(Permission.SEE_WORKLOAD)
def show() -> str:
    now = resources().clock.utc_now()
    today, is_tried = london_date_of(now), request.args.get("tried") == "yes"
    period = period_of_history(today - ONE_DAY, MONTHS_TRIED if is_tried else 0)
    records = report_rows(one_moment(), period, known_at=now).records
    team = _team() or people_at_work(reading(), now - timedelta(days=90), now)
    try:
        found = outlook(records, today - ONE_DAY, team=team)
    except NotEnoughHistory as fault:
        return render_template("staff/returns/no_forecast.html", says=fault.public_message)
    tested = back_test(records, today, MONTHS_TRIED) if is_tried else None
    return render_template("staff/returns/forecast.html", found=found, drawn=_drawn(found), tested=tested)


def _team() -> int | None:
    typed = request.args.get("team", "").strip()
    return min(LARGEST_TEAM, int(typed)) or None if typed.isascii() and typed.isdigit() else None


def _drawn(found: Outlook) -> Chart:
    series = [[getattr(ahead.late, name) for ahead in found.months] for name in ("middle", "low", "high")]
    top = nice_top(max(max(row) for row in series))
    return line_chart([f"{ahead.month.first_on:%b}" for ahead in found.months], series, top=top)
