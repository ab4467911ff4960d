"""Reports: the figures of a period with the cases behind each, and the return as a file."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from portal.staff.permissions import actor, requires
from portal.staff.returns_context import dashboard, default_period, figure_named, period_choices
from portal.web.downloads import attachment
from portal.web.report_files import MEDIA_TYPES, edition_file, group_words_in, return_file
from portal.web.resources import resources
from portal.web.transaction import one_moment, reading
from requests_.clock import london_date_of
from requests_.errors import NotFound
from requests_.model.staff import Permission
from requests_.reporting.definitions import BY_KEY
from requests_.reporting.period import Period, moment_named, period_named
from requests_.reporting.publishing import quarter_to_publish
from requests_.reporting.words import out_of_words, value_words
from requests_.store.queries.breaches import waiting_breaches
from requests_.store.queries.returns import edition_of, return_of, return_to_give

views = Blueprint("returns", __name__, url_prefix="/reports")
MOST_CASES = 500


@views.get("")
@requires(Permission.SEE_WORKLOAD)
def show() -> str:
    period, known_at = _period(), _known_at()
    today = london_date_of(known_at)
    drawn = dashboard(period, known_at, today)
    return render_template(
        "staff/returns/dashboard.html",
        drawn=drawn,
        found=drawn.found,
        choices=period_choices(today),
        published=quarter_to_publish(period, today),
        breaches=waiting_breaches(reading(), actor()),
        now=resources().clock.utc_now(),
        value=value_words,
        out_of=out_of_words,
        group_words=group_words_in,
    )


@views.get("/cases")
@requires(Permission.SEE_WORKLOAD)
def cases() -> str:
    """The cases behind one number."""
    period, known_at = _period(), _known_at()
    found = return_of(one_moment(), period, known_at=known_at)
    figure = figure_named(found.figures, request.args.get("figure", ""))
    if figure is None:
        raise NotFound("There is no such figure.")
    is_whole = request.args.get("of") == "whole" and figure.out_of is not None
    behind = frozenset(figure.whole if is_whole else figure.cases)
    rows = [case for case in found.cases.everything if case.record.reference in behind]
    return render_template(
        "staff/returns/cases.html",
        found=found,
        figure=figure,
        definition=BY_KEY[figure.measure],
        is_whole=is_whole,
        rows=rows[:MOST_CASES],
        count=len(rows),
        value=value_words,
        out_of=out_of_words,
    )


@views.get("/return.<kind>")
@requires(Permission.SEE_WORKLOAD)
def download(kind: str) -> Response:
    """The return as a file."""
    if kind not in MEDIA_TYPES:
        raise NotFound("There is no such file.")
    council = resources().profile
    if request.args.get("edition") == "public":
        quarter = edition_of(one_moment(), _period(), today=resources().clock.london_date())
        file = edition_file(quarter, kind, council)
    else:
        file = return_file(return_to_give(one_moment(), _period(), known_at=_known_at()), kind, council)
    return attachment(file.content, file.name, file.media_type)


def _period() -> Period:
    typed = request.args.get("period", "")
    return period_named(typed[:40]) if typed else default_period(resources().clock.london_date())


def _known_at() -> datetime:
    """The moment up to which events are read: now, or an earlier one to count again what was known then."""
    now = resources().clock.utc_now()
    typed = request.args.get("known_at", "")
    return moment_named(typed, now=now) if typed else now
