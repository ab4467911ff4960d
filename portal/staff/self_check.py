"""The self-check: what the regulator expects, answered by counting, with the gaps first."""

from __future__ import annotations

from itertools import groupby

from flask import Blueprint, current_app, render_template
from flask_login import current_user

from portal.staff.permissions import permission_of, requires
from portal.web.application import PortalApp
from portal.web.resources import resources
from portal.web.transaction import one_moment, reading
from requests_.clock import london_date_of
from requests_.deadlines.periods import ONE_DAY, add_months
from requests_.model.staff import Permission
from requests_.reporting.period import Period
from requests_.reporting.self_check import Facts, Standing, self_check
from requests_.settings import SealingSettings
from requests_.store.queries.returns import return_of
from requests_.store.queries.self_check import store_tallies

views = Blueprint("self_check", __name__, url_prefix="/reports/self-check")


@views.get("")
@requires(Permission.SEE_WORKLOAD)
def show() -> str:
    now = resources().clock.utc_now()
    today = london_date_of(now)
    period = Period(first_on=add_months(today, -12) + ONE_DAY, last_on=today)
    sealing = SealingSettings.from_environment()
    facts = Facts(
        found=return_of(one_moment(), period, known_at=now),
        stored=store_tallies(reading(), period, today, is_sealing=sealing is not None),
    )
    answers = self_check(facts)
    return render_template(
        "staff/returns/self_check.html",
        groups=[(heading, list(group)) for heading, group in groupby(answers, lambda one: one.expectation.heading)],
        gaps=[one for one in answers if one.standing in (Standing.PARTLY, Standing.NOT_MET)],
        period=period,
        may_open=_may_open,
    )


def _may_open(endpoint: str) -> bool:
    """Whether the page where a gap is mended is open to whoever looks."""
    app: PortalApp = current_app._get_current_object()  # type: ignore[attr-defined]
    permission = permission_of(app, endpoint)
    return permission is not None and bool(current_user.actor.may(permission))
