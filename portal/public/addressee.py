"""Collecting a copy that somebody else asked for: whom they named, with a code of their own, and only the copy.

No page says whose information it is, nor whether there is such a request: whatever is wrong is answered alike.
"""

from __future__ import annotations

from typing import Any, cast

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.public import visit
from portal.public.forms_code import CodeForm
from portal.public.reading_copy import CopyReader
from portal.public.refusals import refused
from portal.public.visit import Visit
from portal.web.downloads import attachment
from portal.web.fields import TextField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.sealed_cookie import SealedCookie
from portal.web.throttle import throttle
from portal.web.transaction import unit_of_work
from portal.web.words import say
from requests_.errors import Conflict, NotAllowed
from requests_.ids import CaseId, normal_reference
from requests_.model.collecting import CodeRoad
from requests_.model.commands import CaseCommand
from requests_.model.staff import Actor, ActorKind
from requests_.services import collection, disclosure

views = Blueprint("addressee_copy", __name__, url_prefix="/collect")
KEEP_HOURS = 2
_KEY = "rights_addressee"
Page = Response | str | tuple[str, int]


class ReferenceForm(PortalForm):
    """Which copy."""

    reference = TextField(
        "What is the reference number?",
        hint="It looks like RR-2026-4821397-K and is in the email we sent you",
        needed="Enter the reference number",
        longest=30,
        classes="govuk-input--width-20",
        is_heading=True,
    )


@views.get("")
def ask_reference() -> Page:
    return _page("reference", ReferenceForm())


@views.post("")
def send_code() -> Page:
    form = ReferenceForm(request.form)
    if not form.validate():
        return _page("reference", form), 400
    reference = normal_reference(form.reference.data)
    if reference is None:
        form.refuse("reference", say("Check the reference number: a letter or digit in it is not right"))
        return _page("reference", form), 400
    throttle("code_request_address")
    collection.ask_for_code(unit_of_work(), resources().clock, reference, by=CodeRoad.ADDRESSEE)
    response = redirect(url_for(".ask_code"))
    visit.keep_in(_cookie(), response, visit.asking(_visit(), reference))
    return response


@views.get("/code")
def ask_code() -> Page:
    return _page("code", CodeForm()) if _visit().asked else redirect(url_for(".ask_reference"))


@views.post("/code")
def enter_code() -> Page:
    reference, form = _visit().asked, CodeForm(request.form)
    if not reference:
        return redirect(url_for(".ask_reference"))
    if not form.validate():
        return _page("code", form), 400
    throttle("code_entry", f"addressee {reference} {_visit().browser}")
    throttle("code_entry_address")
    try:
        secret = collection.open_addressee_session(unit_of_work(), resources().clock, reference, form.code.data)
    except NotAllowed as fault:
        form.refuse("code", say(fault.public_message))
        return _page("code", form), 400
    response = redirect(url_for(".show"))
    visit.keep_in(_cookie(), response, visit.let_in(_visit(), secret))
    return response


@views.get("/copy")
def show() -> Page:
    case = _case()
    if case is None:
        return redirect(url_for(".ask_reference"))
    copy = disclosure.copy_to_collect(unit_of_work(), resources().clock, _command(case))
    reference = _visit().reference
    return render_template("public/addressee/copy.html", reference=reference, followed=reference, copy=copy)


@views.post("/copy")
def download() -> Page:
    case = _case()
    if case is None:
        return redirect(url_for(".ask_reference"))
    taken = disclosure.record_collection(unit_of_work(), resources().clock, _command(case))
    return attachment(resources().file_bytes(case, taken.sha256), taken.file_name, taken.media_type)


@views.post("/leave")
def leave() -> Response:
    if secret := _visit().secret:
        collection.close_session(unit_of_work(), secret)
    response = redirect(url_for("pages.start"))
    _cookie().clear(response)
    return response


def _case() -> CaseId | None:
    """The case whose copy they were let in to. Raises OtherRequest for a form that was drawn for another."""
    kept = _visit()
    found = collection.addressee_case(unit_of_work(), resources().clock, kept.secret) if kept.secret else None
    if found is not None:
        visit.require_drawn_for(kept.reference)
    return found


def _command(case: CaseId) -> CaseCommand:
    return CaseCommand(case=case, actor=Actor(ActorKind.ADDRESSEE, case))


def _over(_: Conflict) -> tuple[str, int]:
    return _page("over", PortalForm()), 409


# Page by page, as whoever asked reads theirs.
reading = CopyReader(
    name="addressee_reading",
    prefix="/collect/copy",
    kind=ActorKind.ADDRESSEE,
    case=_case,
    reference=lambda: _visit().reference,
    way_in="addressee_copy.ask_reference",
    home="addressee_copy.show",
).views()
for _pages in (views, reading):
    _pages.register_error_handler(Conflict, _over)
    _pages.register_error_handler(visit.OtherRequest, refused)


def _page(name: str, form: PortalForm) -> str:
    return render_template(f"public/addressee/{name}.html", form=form)


def _visit() -> Visit:
    return visit.read_from(_cookie())


def install(extensions: dict[str, Any], sealed: SealedCookie) -> None:
    """Put the cookie where this module finds it."""
    extensions[_KEY] = sealed


def _cookie() -> SealedCookie:
    return cast(SealedCookie, current_app.extensions[_KEY])
