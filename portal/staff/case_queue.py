"""The queue: what is due first stands first."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from portal.staff.clock_words import in_words
from portal.staff.permissions import requires
from portal.web.fields import cleaned
from portal.web.resources import resources
from portal.web.transaction import reading
from requests_.model.staff import Permission
from requests_.store.queries.case_queue import queue_rows

views = Blueprint("queue", __name__)
ROWS_A_PAGE = 25
LAST_PAGE = 10_000


@views.get("/")
@requires(Permission.SEE_QUEUE)
def show() -> str:
    search = cleaned(request.args.get("search", ""))[:100]
    ended = request.args.get("show") == "ended"
    page = _page_number(request.args.get("page", "1"))
    rows = queue_rows(reading(), ended=ended, search=search, limit=ROWS_A_PAGE + 1, offset=(page - 1) * ROWS_A_PAGE)
    today = resources().clock.london_date()
    clocks = {row.case: in_words(row.clock_state, row.due_on, row.responded_on, today) for row in rows}
    return render_template(
        "staff/queue.html",
        rows=rows[:ROWS_A_PAGE],
        clocks=clocks,
        search=search,
        ended=ended,
        page=page,
        has_more=len(rows) > ROWS_A_PAGE,
    )


def _page_number(typed: str) -> int:
    is_number = typed.isascii() and typed.isdigit() and len(typed) < 6
    return min(max(int(typed), 1), LAST_PAGE) if is_number else 1
