"""What is due when, as a page and as a feed for a calendar."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, time, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from icalendar import Calendar, Event
from werkzeug.wrappers import Response

from portal.staff.permissions import actor, requires
from portal.web.resources import resources
from portal.web.transaction import reading, unit_of_work
from requests_.clock import LONDON
from requests_.errors import NotFound
from requests_.ids import digest_of
from requests_.model.staff import Permission
from requests_.services import desk
from requests_.store.queries.due_dates import MOST_SHOWN, DueRow, due_rows, feed_rows, has_feed
from templates.labels import label

views = Blueprint("calendar", __name__)
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


@views.get("/calendar")
@requires(Permission.SEE_QUEUE)
def show() -> str:
    return _page()


@views.post("/calendar/address")
@requires(Permission.SEE_QUEUE)
def open_feed() -> str:
    """A new address, shown this once: only a hash of its secret is kept."""
    secret = desk.open_feed(unit_of_work(), actor())
    return _page(address=url_for(".feed", secret=secret, _external=True))


@views.post("/calendar/address/end")
@requires(Permission.SEE_QUEUE)
def close_feed() -> Response:
    desk.close_feed(unit_of_work(), actor())
    flash("The address shows nothing any more.")
    return redirect(url_for(".show"))


@views.get("/calendar/<secret>.ics")
def feed(secret: str) -> Response:
    """The due dates of whoever made the address: references and days, and nobody's name."""
    rows = feed_rows(reading(), digest_of(secret))
    if rows is None:
        raise NotFound("This address shows no calendar any more.")
    return Response(_as_calendar(rows).to_ical(), mimetype="text/calendar")


def _page(*, address: str = "") -> str:
    today = resources().clock.london_date()
    first = _month(request.args.get("month", ""), today)
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    is_own = request.args.get("of") != "all"
    rows = due_rows(reading(), actor=actor(), first=first, last=last, is_own=is_own)
    days: dict[date, list[DueRow]] = {}
    for row in rows:
        days.setdefault(row.due_on, []).append(row)
    return render_template(
        "staff/calendar.html",
        first=first,
        weeks=calendar.Calendar().monthdatescalendar(first.year, first.month),
        days=days,
        today=today,
        is_own=is_own,
        is_cut=len(rows) == MOST_SHOWN,
        earlier=f"{first - timedelta(1):%Y-%m}",
        later=f"{last + timedelta(1):%Y-%m}",
        has_feed=has_feed(reading(), actor().key) or bool(address),
        feed_address=address,
    )


def _month(typed: str, today: date) -> date:
    found = _MONTH.fullmatch(typed)
    return date(int(found[1]), int(found[2]), 1) if found else today.replace(day=1)


def _as_calendar(rows: tuple[DueRow, ...]) -> Calendar:
    made = Calendar()
    made.add("prodid", "-//Rights portal//due dates//EN")
    made.add("version", "2.0")
    made.add("name", "Rights requests")
    made.add("x-wr-calname", "Rights requests")
    for row in rows:
        event = Event()
        event.add("uid", f"{row.reference}@{resources().profile.website.partition('://')[2]}")
        event.add("summary", f"{row.reference} due: {label('right', row.right).lower()}")
        event.add("dtstart", row.due_on)
        event.add("dtend", row.due_on + timedelta(1))
        event.add("dtstamp", datetime.combine(resources().clock.london_date(), time(), LONDON))
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    return made
