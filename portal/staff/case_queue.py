"""The queue: the lists people open all day, what is due first standing first, and finding a case."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from portal.staff.clock_words import in_words
from portal.staff.kept_search import keep_search, kept_search
from portal.staff.need_to_know import write_down
from portal.staff.permissions import actor, requires
from portal.staff.queue_address import address_of, chosen_in, filters_from, mark_from, mark_words
from portal.staff.teams import indented
from portal.web.fields import TextField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.transaction import reading, unit_of_work
from portal.web.typed import cleaned
from requests_.ids import normal_reference
from requests_.model.case import Stage
from requests_.model.desk import PageMark, QueueFilters, QueueView, Sort
from requests_.model.handling import Flag
from requests_.model.rights import Right
from requests_.model.staff import Permission
from requests_.services import desk
from requests_.store.queries.case_page import has_case
from requests_.store.queries.case_queue import QueueRow
from requests_.store.queries.queue_page import MOST_COUNTED, QueueHead, queue_head, queue_page
from templates.labels import label

views = Blueprint("queue", __name__)
ROWS_A_PAGE = 25
_LAST_LIST = "last_list"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list and its head, and the addresses' words for the pages around it; "" where there is none."""

    rows: tuple[QueueRow, ...]
    head: QueueHead
    earlier: str
    later: str


class KeepForm(PortalForm):
    """The name under which a list is kept."""

    name = TextField(
        "Keep this list as",
        needed="Enter a name for the list",
        longest=desk.LONGEST_NAME,
        autocomplete="off",
        classes="govuk-input--width-10",
    )


@views.get("/")
@requires(Permission.SEE_QUEUE)
def show() -> str | Response:
    if not request.args and session.get(_LAST_LIST):
        return redirect(url_for("queue.show", **session[_LAST_LIST]))
    filters, search = filters_from(request.args), kept_search() if request.args.get("find") else ""
    session[_LAST_LIST] = chosen_in(filters) | ({"find": "1"} if search else {})
    return _list(filters, search, KeepForm())


def _list(filters: QueueFilters, search: str, keep: KeepForm) -> str:
    page = _page(filters, search, mark_from(request.args))
    write_down(None)
    today = resources().clock.london_date()
    return render_template(
        "staff/queue.html",
        page=page,
        keep=keep,
        today=today,
        clocks={
            row.case: in_words(row.clock_state, row.due_on, row.responded_on, today, stage=row.stage)
            for row in page.rows
        },
        set_clocks={row.case: in_words("running", row.set_on, None, today) for row in page.rows},
        filters=filters,
        search=search,
        head=page.head,
        now=resources().clock.utc_now(),
        breaches=page.head.breaches,
        may_assign=actor().may(Permission.ASSIGN_CASE),
        may_sign_off=actor().may(Permission.SIGN_OFF),
        may_log=actor().may(Permission.LOG_REQUEST),
        counted=_counted,
        choices=_choices(page.head),
        chosen=chosen_in(filters),
        list_views=tuple(QueueView),
        address=lambda **more: address_of(filters, **({"find": "1"} if search else {}), **more),
    )


@views.post("/find")
@requires(Permission.SEE_QUEUE)
def find() -> Response:
    typed = cleaned(request.form.get("search", ""))
    filters = filters_from(request.form)
    reference = normal_reference(typed)
    if reference is not None and has_case(reading(), reference):
        return redirect(url_for("case.show", reference=reference))
    # Whoever looks for a case may not know whether it is open.
    wide = QueueFilters(view=QueueView.ALL, sort=Sort.NEWEST) if typed and filters.view is QueueView.OPEN else filters
    response = redirect(address_of(wide, **({"find": "1"} if typed else {})))
    keep_search(response, typed)
    return response


@views.get("/counts")
@requires(Permission.SEE_QUEUE)
def counts() -> dict[str, str]:
    """How many cases stand in each list now."""
    head = queue_head(reading(), actor=actor(), today=resources().clock.london_date())
    return {view.value: _counted(count) for view, count in head.counts.items()}


@views.post("/lists")
@requires(Permission.SEE_QUEUE)
def keep_view() -> Response | tuple[str, int]:
    """Keep a list under a name: its filters, never what somebody looks for."""
    filters, form = filters_from(request.form), KeepForm(request.form)
    if not form.validate():
        return _list(filters, "", form), 400
    desk.keep_view(unit_of_work(), actor(), form.name.data, urlencode(chosen_in(filters)))
    return redirect(address_of(filters))


@views.post("/lists/<key>/forget")
@requires(Permission.SEE_QUEUE)
def forget_view(key: str) -> Response:
    desk.forget_view(unit_of_work(), actor(), key)
    return redirect(url_for(".show"))


def _counted(count: int) -> str:
    return f"{count:,}" if count <= MOST_COUNTED else f"{MOST_COUNTED:,}+"


def _choices(head: QueueHead) -> dict[str, list[tuple[str, str]]]:
    """What each filter offers: (value, words)."""
    return {
        "right": [("", "Any"), *((right.value, label("right", right)) for right in Right)],
        "stage": [("", "Any"), *((stage.value, label("stage", stage)) for stage in Stage)],
        "assigned": [("", "Anybody"), *head.colleagues],
        "team": [("", "Any"), *indented(head.teams)],
        "flag": [("", "Any or none"), *((flag.value, label("flag", flag)) for flag in Flag)],
        "workers": [("", "Nobody"), *head.colleagues],
        "sort": [(sort.value, label("queue_sort", sort)) for sort in Sort],
    }


def _page(filters: QueueFilters, search: str, mark: PageMark | None) -> Page:
    today, limit = resources().clock.london_date(), ROWS_A_PAGE + 1
    read = queue_page(reading(), filters, actor=actor(), today=today, search=search, mark=mark, limit=limit)
    found = read.rows
    is_backwards, has_more = mark is not None and mark.is_before, len(found) > ROWS_A_PAGE
    rows = found[-ROWS_A_PAGE:] if is_backwards else found[:ROWS_A_PAGE]
    has_earlier = has_more if is_backwards else mark is not None
    has_later = is_backwards or has_more
    return Page(
        rows,
        read.head,
        earlier=mark_words(rows[0].mark) if rows and has_earlier else "",
        later=mark_words(rows[-1].mark) if rows and has_later else "",
    )
