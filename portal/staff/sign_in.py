"""Signing in and out: password or single sign-on, then the second step where the account has one."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from portal.staff.browser import browser_words, remember_browser, throttle_password
from portal.staff.forms_accounts import CodeForm, SignInForm
from portal.staff.navigation import first_page
from portal.staff.signed_in import keep_secret, kept_secret, own_session
from portal.web.resources import resources
from portal.web.sealed_text import sealed_text
from portal.web.throttle import throttle
from portal.web.transaction import reading, unit_of_work
from requests_.errors import NotAllowed, NotFound
from requests_.ids import digest_of
from requests_.model.staff_session import SINGLE_SIGN_ON, OpenedSession, SessionState
from requests_.services import second_step, staff_accounts
from requests_.store.queries.staff_sessions import session_state

views = Blueprint("sign_in", __name__)


@views.get("/sign-in")
def ask() -> str:
    return _page(SignInForm())


@views.post("/sign-in")
def enter() -> Response | tuple[str, int]:
    form = SignInForm(request.form)
    if not form.validate():
        return _page(form), 400
    throttle_password(form.email.data)
    try:
        opened = staff_accounts.sign_in(
            unit_of_work(), resources().clock, form.email.data, form.password.data, browser=browser_words()
        )
    except NotAllowed as fault:
        form.refuse("password", fault.public_message)
        return _page(form), 400
    if opened.awaits_code:
        keep_secret(opened.secret)
        return redirect(url_for(".ask_code"))
    return welcome(opened, form.email.data)


@views.get("/sign-in/code")
def ask_code() -> Response | str:
    if _awaiting() is None:
        return redirect(url_for(".ask"))
    return render_template("staff/code.html", form=CodeForm())


@views.post("/sign-in/code")
def enter_code() -> Response | tuple[str, int]:
    waiting, secret = _awaiting(), kept_secret()
    if waiting is None or secret is None:
        return redirect(url_for(".ask"))
    form = CodeForm(request.form)
    if not form.validate():
        return render_template("staff/code.html", form=form), 400
    throttle("second_step", waiting.actor.key)
    try:
        opened = second_step.finish_sign_in(unit_of_work(), resources().clock, sealed_text(), secret, form.code.data)
    except NotAllowed as fault:
        form.refuse("code", fault.public_message)
        return render_template("staff/code.html", form=form), 400
    except NotFound:
        return redirect(url_for(".ask"))
    return welcome(opened, waiting.email)


@views.post("/sign-out")
def leave() -> Response:
    secret = kept_secret()
    is_shared = resources().identity_provider is not None and own_session().opened_with in SINGLE_SIGN_ON
    if secret is not None:
        staff_accounts.sign_out(unit_of_work(), resources().clock, secret)
    session.clear()
    return redirect(url_for("single_sign_on.left" if is_shared else ".ask"))


def welcome(opened: OpenedSession, email: str) -> Response:
    """Send somebody who has just signed in to their first page, and know their browser again."""
    keep_secret(opened.secret)
    response = redirect(first_page(opened.actor))
    if email:
        remember_browser(response, email)
    return response


def _awaiting() -> SessionState | None:
    """The session that awaits a code, while it may."""
    secret = kept_secret()
    state = None if secret is None else session_state(reading(), digest_of(secret))
    if state is None or not state.awaits_code or state.is_over(resources().clock.utc_now()):
        return None
    return state


def _page(form: SignInForm) -> str:
    return render_template("staff/sign_in.html", form=form, provider=resources().identity_provider)
