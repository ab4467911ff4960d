"""Reading the copy in the browser, page by page: a picture of each page, and its words beside it.

Taking it is a button, and is written down; turning pages is not. Nothing is kept by the browser.
"""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.public import visit
from portal.web.resources import resources
from portal.web.transaction import unit_of_work
from requests_.ids import CaseId
from requests_.model.commands import CaseCommand
from requests_.model.staff import Actor, ActorKind
from requests_.services import disclosure
from requests_.services.disclosure import Collected
from requests_.store.queries.tracking import collected_at

views = Blueprint("reading_copy", __name__, url_prefix="/your-request/copy")
Page = Response | str


@views.post("/read")
def take() -> Response:
    case = visit.case()
    if case is None:
        return redirect(url_for("track.ask_reference"))
    disclosure.record_collection(unit_of_work(), resources().clock, _command(case))
    return redirect(url_for(".show", page=1))


@views.get("/turn")
def turn() -> Response:
    """The page that was typed, or the first."""
    typed = request.args.get("page", "")
    is_number = typed.isascii() and typed.isdigit() and len(typed) < 6
    return redirect(url_for(".show", page=max(1, int(typed)) if is_number else 1))


@views.get("/<int:page>")
def show(page: int) -> Page:
    case = visit.case()
    if case is None:
        return redirect(url_for("track.ask_reference"))
    copy = _copy(case, page)
    if not _is_opened(case):
        return redirect(url_for("collect.show", _anchor="collect"))
    words = resources().pdf_page_words(case, copy.sha256, page - 1)
    return render_template("public/copy.html", page=page, pages=copy.pages, words=words)


@views.get("/<int:page>.png")
def picture(page: int) -> Response:
    case = visit.case()
    if case is None:
        return redirect(url_for("track.ask_reference"))
    copy = _copy(case, page)
    if not _is_opened(case):
        return redirect(url_for("collect.show", _anchor="collect"))
    drawn = resources().pdf_page_image(case, copy.sha256, page - 1)
    if drawn is None:
        abort(404)
    return Response(drawn, mimetype="image/png")


def _copy(case: CaseId, page: int) -> Collected:
    copy = disclosure.copy_to_collect(unit_of_work(), resources().clock, _command(case))
    if not 1 <= page <= copy.pages:
        abort(404)
    return copy


def _is_opened(case: CaseId) -> bool:
    """Whether it was written down that the copy was opened (`take`): no page of it is shown before."""
    return collected_at(unit_of_work().session, case) is not None


def _command(case: CaseId) -> CaseCommand:
    return CaseCommand(case=case, actor=Actor(ActorKind.REQUESTER, case))
