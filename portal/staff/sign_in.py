"""Signing in and out."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from portal.staff.signed_in import SECRET
from portal.web.fields import EmailField, TextField
from portal.web.forms import PortalForm
from portal.web.resources import resources
from portal.web.throttle import throttle
from portal.web.transaction import unit_of_work
from requests_.errors import NotAllowed
from requests_.services import staff_accounts

views = Blueprint("sign_in", __name__)


class SignInForm(PortalForm):
    """E-mail address and password; both may be pasted or filled in by a password manager."""

    email = EmailField("Email address", needed="Enter your email address", autocomplete="username")
    password = TextField(
        "Password", needed="Enter your password", input_type="password", autocomplete="current-password", longest=500
    )


@views.get("/sign-in")
def ask() -> str:
    return render_template("staff/sign_in.html", form=SignInForm())


@views.post("/sign-in")
def enter() -> Response | tuple[str, int]:
    form = SignInForm(request.form)
    if not form.validate():
        return render_template("staff/sign_in.html", form=form), 400
    throttle("sign_in_address")
    throttle("sign_in", form.email.data.casefold())
    try:
        secret = staff_accounts.sign_in(unit_of_work(), resources().clock, form.email.data, form.password.data)
    except NotAllowed as fault:
        form.refuse("password", fault.public_message)
        return render_template("staff/sign_in.html", form=form), 400
    session.clear()
    session[SECRET] = secret
    return redirect(url_for("queue.show"))


@views.post("/sign-out")
def leave() -> Response:
    secret = session.pop(SECRET, None)
    if isinstance(secret, str):
        staff_accounts.sign_out(unit_of_work(), resources().clock, secret)
    session.clear()
    return redirect(url_for(".ask"))
