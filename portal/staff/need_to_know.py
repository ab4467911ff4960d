"""The door of a case: it opens for those who need to know, and every look inside is written down."""

from __future__ import annotations

from http import HTTPStatus

from flask import Flask, g, render_template, request

from portal.staff.opened_file import find_case
from portal.staff.permissions import actor
from portal.staff.timeline_words import actor_words, sentence
from portal.web.resources import resources
from portal.web.transaction import reading
from requests_.errors import Conflict, NotAllowed, NotFound
from requests_.ids import CaseId, normal_reference
from requests_.model.retention import ErasedKind
from requests_.services import desk
from requests_.store.queries.case_page import source_rows
from requests_.store.queries.desk import FoundCase
from requests_.store.queries.retention import certificate_of

# Answers a few words without personal data, every few seconds.
UNWRITTEN = frozenset({"case.live"})
# Who may open a case, and how long it is kept, is asked and decided outside it: these views look for themselves.
OWN_DOORS = frozenset({"access", "retention"})


class ClosedCase(NotAllowed):
    """The case is not open to whoever asks for it; they may say why it should be."""


class ErasedCase(Conflict):
    """The case's details are erased: there is one page of it, with the certificate."""


def look_up(reference: str) -> FoundCase:
    """The case that an address names, without going in. Raises NotFound, or ErasedCase."""
    normal = normal_reference(reference)
    if normal is None:
        raise NotFound("There is no case with this reference.")
    found = find_case(normal)
    if found.is_erased:
        raise ErasedCase("The details of this case were erased.", case=found.case)
    return found


def enter(reference: str) -> CaseId:
    """Go into the case that an address names. Raises NotFound, ErasedCase or ClosedCase."""
    entered: dict[str, CaseId] = g.setdefault("entered", {})
    if reference not in entered:
        found = look_up(reference)
        if not found.need.opens_for(actor()):
            raise ClosedCase("This case is open to those who work on it.", reference=found.reference)
        write_down(found.case, is_first=not found.is_opened)
        entered[reference] = found.case
    return entered[reference]


def write_down(case: CaseId | None, *, is_first: bool = False) -> None:
    """Write down, once a page and before it is shown, that somebody looked; `is_first`: nobody has before."""
    endpoint = request.endpoint or ""
    if request.method != "GET" or endpoint in UNWRITTEN or "view_written" in g:
        return
    g.view_written = True
    with resources().unit_of_work() as work:
        desk.record_view(work, resources().clock, actor=actor(), case=case, page=endpoint, is_first=is_first)
        work.commit()


def install(app: Flask) -> None:
    """Stand before every address that names a case, and answer whoever may not go in with the form to ask on."""
    app.register_error_handler(ClosedCase, closed_page)
    app.register_error_handler(ErasedCase, erased_page)

    @app.before_request
    def _stand_before() -> None:
        reference = (request.view_args or {}).get("reference")
        if reference is not None:
            (look_up if request.blueprint in OWN_DOORS else enter)(reference)


def closed_page(fault: ClosedCase, *, error: str = "") -> tuple[str, int]:
    """The page before a closed case."""
    reference = str(fault.context["reference"])
    return render_template("staff/closed_case.html", reference=reference, error=error), 403


def erased_page(fault: ErasedCase) -> tuple[str, int]:
    """The one page of an erased case, whatever was asked of it: its certificate, and the record of what was done."""
    case = CaseId(str(fault.context["case"]))
    made, titles = certificate_of(reading(), case), {row.key: row.title for row in source_rows(reading(), case)}
    lines = [{"says": sentence(row, titles), "by": actor_words(row), "at": row.at} for row in made.timeline]
    counts = tuple((kind, getattr(made.event, kind)) for kind in ErasedKind)
    return render_template("staff/erased_case.html", made=made, counts=counts, lines=lines), HTTPStatus.GONE
