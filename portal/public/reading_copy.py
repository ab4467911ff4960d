"""Reading the copy in the browser, page by page: a picture of each page, and its words beside it.

Taking it is a button, and is written down; turning pages is not. Nothing is kept by the browser.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

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

Page = Response | str


@dataclass(frozen=True, slots=True)
class CopyReader:
    """The pages of a copy for one kind of reader: `case` is the one they were let in to, `way_in` where they are not.

    `home` is the page where a copy is taken. Each page names its copy in its address, by the first signs of its digest:
    with two copies open in one browser, no page of the one turns into a page of the other.
    """

    name: str
    prefix: str
    kind: ActorKind
    case: Callable[[], CaseId | None]
    reference: Callable[[], str]
    way_in: str
    home: str

    def views(self) -> Blueprint:
        """The addresses of the pages."""
        views = Blueprint(self.name, __name__, url_prefix=self.prefix)
        views.add_url_rule("/read", "take", self.take, methods=["POST"])
        views.add_url_rule("/turn", "turn", self.turn)
        views.add_url_rule("/<int:page>", "show", self.show)
        views.add_url_rule("/<int:page>.png", "picture", self.picture)
        return views

    def take(self) -> Response:
        """Write down that the copy is opened, and open it."""
        case = self.case()
        if case is None:
            return redirect(url_for(self.way_in))
        copy = disclosure.copy_to_collect(unit_of_work(), resources().clock, self._command(case))
        if not copy.pages:
            abort(404)
        disclosure.record_collection(unit_of_work(), resources().clock, self._command(case))
        return redirect(url_for(".show", page=1, copy=_mark_of(copy)))

    def turn(self) -> Response:
        """The page that was typed, or the first."""
        typed = request.args.get("page", "")
        is_number = typed.isascii() and typed.isdigit() and len(typed) < 6
        page = max(1, int(typed)) if is_number else 1
        return redirect(url_for(".show", page=page, copy=request.args.get("copy")))

    def show(self, page: int) -> Page:
        """One page, with its words."""
        opened = self._opened(page)
        if isinstance(opened, Response):
            return opened
        case, copy = opened
        words = resources().pdf_page_words(case, copy.sha256, page - 1)
        return render_template(
            "public/copy.html", page=page, pages=copy.pages, words=words, reader=self, mark=_mark_of(copy)
        )

    def picture(self, page: int) -> Response:
        """The picture of one page."""
        opened = self._opened(page)
        if isinstance(opened, Response):
            return opened
        case, copy = opened
        drawn = resources().pdf_page_image(case, copy.sha256, page - 1)
        if drawn is None:
            abort(404)
        return Response(drawn, mimetype="image/png")

    def _opened(self, page: int) -> tuple[CaseId, Collected] | Response:
        """The case and its copy; the way there before it was written down that it was opened (`take`)."""
        case = self.case()
        if case is None:
            return redirect(url_for(self.way_in))
        copy = disclosure.copy_to_collect(unit_of_work(), resources().clock, self._command(case))
        require_drawn_from(copy)
        if not 1 <= page <= copy.pages:
            abort(404)
        if collected_at(unit_of_work().session, case, by=self.kind) is None:
            return redirect(url_for(self.home, _anchor="collect"))
        return case, copy

    def _command(self, case: CaseId) -> CaseCommand:
        return CaseCommand(case=case, actor=Actor(self.kind, case))


def require_drawn_from(copy: Collected) -> None:
    """Refuse an address that names another copy. Raises OtherRequest."""
    if request.args.get("copy", _mark_of(copy)) != _mark_of(copy):
        raise visit.OtherRequest


def _mark_of(copy: Collected) -> str:
    return copy.sha256[:12]


# Whoever asked.
views = CopyReader(
    name="reading_copy",
    prefix="/your-request/copy",
    kind=ActorKind.REQUESTER,
    case=visit.case,
    reference=lambda: visit.read().reference,
    way_in="track.ask_reference",
    home="collect.show",
).views()
