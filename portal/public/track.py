"""Following a request without an account: a reference, then a code by mail. The reference is never in an address."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.public import visit
from portal.web.fields import TextField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.throttle import throttle
from portal.web.transaction import unit_of_work
from portal.web.words import say
from requests_.errors import NotAllowed
from requests_.ids import normal_reference
from requests_.services import collection

views = Blueprint("track", __name__)


class ReferenceForm(PortalForm):
    """Which request."""

    reference = TextField(
        "What is your reference number?",
        hint="It looks like RR-2026-00042-K and is in the email we sent you",
        needed="Enter your reference number",
        longest=30,
        classes="govuk-input--width-20",
        is_heading=True,
    )


class CodeForm(PortalForm):
    """The one-time code."""

    code = TextField(
        "Enter the code from the email",
        hint="It looks like 7KQ2M-XW4RB and works for 30 minutes",
        needed="Enter the code from the email",
        longest=20,
        autocomplete="one-time-code",
        classes="govuk-input--width-10",
        is_heading=True,
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
    throttle("code_request", reference)
    collection.request_code(unit_of_work(), resources().clock, reference)
    response = redirect(url_for(".ask_code"))
    visit.keep(response, reference=reference)
    return response


@views.get("/track/code")
def ask_code() -> Response | str:
    if not visit.read().reference:
        return redirect(url_for(".ask_reference"))
    return render_template("public/code.html", form=CodeForm())


@views.post("/track/code")
def enter_code() -> Response | tuple[str, int]:
    reference = visit.read().reference
    if not reference:
        return redirect(url_for(".ask_reference"))
    form = CodeForm(request.form)
    if not form.validate():
        return render_template("public/code.html", form=form), 400
    throttle("code_entry", f"{reference} {request.remote_addr}")
    try:
        secret = collection.open_session(unit_of_work(), resources().clock, reference, form.code.data)
    except NotAllowed as fault:
        unit_of_work().commit()  # a failed try counts, though the answer is an error
        form.refuse("code", say(fault.public_message))
        return render_template("public/code.html", form=form), 400
    response = redirect(url_for("collect.show"))
    visit.keep(response, reference=reference, secret=secret)
    return response
