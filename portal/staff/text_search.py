"""Looking inside: which cases that are open to somebody say these words, in a document, the request or a note."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.staff.kept_search import keep_search, kept_search
from portal.staff.need_to_know import write_down
from portal.staff.permissions import actor, requires
from portal.web.resources import resources
from portal.web.transaction import reading
from portal.web.typed import cleaned
from requests_.model.staff import Permission
from requests_.store.queries.texts import found_texts

views = Blueprint("text_search", __name__, url_prefix="/inside")
MOST_SHOWN = 50


@views.get("")
@requires(Permission.SEE_QUEUE)
def show() -> str:
    """What is looked for is kept in a sealed cookie: it is in no address."""
    typed = kept_search() if request.args.get("find") else ""
    found = found_texts(reading(), resources().text_digests(typed), actor=actor(), limit=MOST_SHOWN + 1)
    write_down(None)
    return render_template("staff/inside.html", typed=typed, found=found[:MOST_SHOWN], has_more=len(found) > MOST_SHOWN)


@views.post("")
@requires(Permission.SEE_QUEUE)
def find() -> Response:
    typed = cleaned(request.form.get("words", ""))
    response = redirect(url_for(".show", find="1") if typed else url_for(".show"))
    keep_search(response, typed)
    return response
