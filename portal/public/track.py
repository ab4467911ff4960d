"""Following a request without an account: a reference, then a code by mail or text. No address has the reference."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.public import visit
from portal.public.forms_code import CodeForm
from portal.web.fields import RadioField, TextField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.throttle import throttle
from portal.web.transaction import unit_of_work
from portal.web.words import say
from requests_.errors import NotAllowed
from requests_.ids import normal_reference
from requests_.model.collecting import CodeRoad
from requests_.services import collection

views = Blueprint("track", __name__)


class ReferenceForm(PortalForm):
    """Which request."""

    reference = TextField(
        "What is your reference number?",
        hint="It looks like RR-2026-4821397-K and is in the email we sent you",
        needed="Enter your reference number",
        longest=30,
        classes="govuk-input--width-20",
        is_heading=True,
    )
    by = RadioField(
        "How should we send you the code?",
        hint="We only text you if you told us that it is safe. If you did not, we send an email.",
        choices=(("email", "By email"), ("text", "By text message")),
        default="email",
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        if not resources().offers_texts:
            del self.by


class CodeAndWordForm(CodeForm):
    """The one-time code, and the word of those whose mail others read. Everybody is asked for both, alike."""

    word = TextField(
        "If we gave you a word to get in, type it too",
        hint="It looks like 7KQ2-XW4R. Most people have none: then leave this empty.",
        longest=20,
        autocomplete="off",
        classes="govuk-input--width-10",
    )


@views.get("/track")
def ask_reference() -> str:
    return render_template("public/track.html", form=ReferenceForm())


@views.post("/track")
def send_code() -> Response | tuple[str, int]:
    form = ReferenceForm(request.form)
    if not form.validate():
        return render_template("public/track.html", form=form), 400
    reference = normal_reference(form.reference.data)
    if reference is None:
        form.refuse("reference", say("Check the reference number: a letter or digit in it is not right"))
        return render_template("public/track.html", form=form), 400
    throttle("code_request_address")
    by = CodeRoad(form.answers().get("by") or CodeRoad.EMAIL)
    collection.ask_for_code(unit_of_work(), resources().clock, reference, by=by)
    response = redirect(url_for(".ask_code"))
    visit.keep_asked(response, reference)
    return response


@views.get("/track/code")
def ask_code() -> Response | str:
    if not visit.read().asked:
        return redirect(url_for(".ask_reference"))
    return _code_page(CodeAndWordForm())


@views.post("/track/code")
def enter_code() -> Response | tuple[str, int]:
    reference = visit.read().asked
    if not reference:
        return redirect(url_for(".ask_reference"))
    form = CodeAndWordForm(request.form)
    if not form.validate():
        return _code_page(form), 400
    throttle("code_entry", f"{reference} {visit.read().browser}")
    throttle("code_entry_address")
    try:
        secret = collection.open_session(unit_of_work(), resources().clock, reference, form.code.data, form.word.data)
    except NotAllowed as fault:
        form.refuse("code", say(fault.public_message))
        return _code_page(form), 400
    response = redirect(url_for("collect.show"))
    visit.keep_let_in(response, secret)
    return response


def _code_page(form: CodeAndWordForm) -> str:
    return render_template("public/code.html", form=form, offers_texts=resources().offers_texts)
