"""One's own account: where one is signed in, the second step, the password."""

from __future__ import annotations

import io

import pyotp
import segno
from flask import Blueprint, flash, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from portal.staff.forms_accounts import AppForm, ChangePasswordForm, OwnPasswordForm
from portal.staff.permissions import actor
from portal.staff.signed_in import own_session
from portal.staff.single_sign_on import connect_page
from portal.web.resources import resources
from portal.web.sealed_text import sealed_text
from portal.web.throttle import throttle
from portal.web.transaction import reading, unit_of_work
from requests_.errors import InvalidCommand, NotAllowed
from requests_.services import passkeys, second_step, single_sign_on, staff_accounts
from requests_.store.queries.accounts import account, passkey_rows
from requests_.store.queries.staff_sessions import session_rows

views = Blueprint("own_account", __name__, url_prefix="/account")


@views.get("")
def show() -> str:
    return render_template(
        "staff/account.html",
        account=account(reading(), actor().key),
        passkeys=passkey_rows(reading(), actor().key),
        sessions=session_rows(reading(), actor().key),
        here_session=own_session().key,
        provider=resources().identity_provider,
    )


@views.post("/sessions/<key>/end")
def end_session(key: str) -> Response:
    staff_accounts.end_session(unit_of_work(), resources().clock, actor(), key)
    return _done("Signed out there.")


@views.post("/sessions/end-others")
def end_others() -> Response:
    staff_accounts.end_other_sessions(unit_of_work(), resources().clock, actor(), own_session().key)
    return _done("Signed out everywhere but here.")


@views.get("/password")
def ask_password() -> str:
    return render_template("staff/account_password.html", form=ChangePasswordForm())


@views.post("/password")
def change_password() -> Response | tuple[str, int]:
    form = ChangePasswordForm(request.form)
    if form.validate():
        throttle("own_password", actor().key)
        try:
            staff_accounts.change_password(
                unit_of_work(),
                resources().clock,
                actor(),
                old=form.old.data,
                new=form.new.data,
                session=own_session().key,
            )
            return _done("Your password is changed. You are signed out everywhere but here.")
        except NotAllowed as fault:
            form.refuse("old", fault.public_message)
        except InvalidCommand as fault:
            form.refuse("new", fault.public_message)
    return render_template("staff/account_password.html", form=form), 400


@views.get("/app")
def ask_app() -> str:
    return _app_page(AppForm(), pyotp.random_base32())


@views.post("/app")
def set_up_app() -> str | Response | tuple[str, int]:
    form = AppForm(request.form)
    secret = sealed_text().open(form.sealed.data or "", actor().key)
    if secret is None:
        return redirect(url_for(".ask_app"))
    if form.validate() and _is_own_password(form):
        try:
            codes = second_step.set_up_app(
                unit_of_work(), resources().clock, sealed_text(), actor(), secret=secret, code=form.code.data
            )
            return render_template("staff/recovery_codes.html", codes=codes, title="Your app is set up")
        except InvalidCommand as fault:
            form.refuse("code", fault.public_message)
    return _app_page(form, secret), 400


@views.get("/<what>/confirm")
def confirm(what: str) -> str | tuple[str, int]:
    return _confirm_page(what, OwnPasswordForm())


@views.post("/<what>/confirm")
def confirmed(what: str) -> str | Response | tuple[str, int]:
    form = OwnPasswordForm(request.form)
    if not form.validate() or not _is_own_password(form):
        return _confirm_page(what, form), 400
    if what == "recovery-codes":
        codes = second_step.renew_recovery_codes(unit_of_work(), resources().clock, actor())
        return render_template("staff/recovery_codes.html", codes=codes, title="New recovery codes")
    if what == "remove-app":
        second_step.remove_app(unit_of_work(), resources().clock, actor())
        return _done("Your authenticator app is no longer asked for.")
    if what == "connect":
        return connect_page()
    if what == "disconnect":
        single_sign_on.disconnect(unit_of_work(), resources().clock, actor())
        return _done("It no longer opens your account.")
    passkeys.remove(unit_of_work(), resources().clock, actor(), what)
    return _done("The passkey is removed.")


def _is_own_password(form: AppForm | OwnPasswordForm) -> bool:
    throttle("own_password", actor().key)
    try:
        staff_accounts.require_own_password(unit_of_work(), actor(), form.password.data)
    except NotAllowed as fault:
        form.refuse("password", fault.public_message)
        return False
    return True


def _confirm_page(what: str, form: OwnPasswordForm) -> str:
    titles = {
        "recovery-codes": ("Make new recovery codes", "The codes you have now stop working."),
        "connect": ("Sign in with another account", "It will open this account from now on."),
        "disconnect": ("Stop signing in with another account", "It will not open this account any more."),
        "remove-app": ("Stop using your authenticator app", "Signing in will not ask for its code any more."),
    }
    other = ("Remove this passkey", "You will not be able to sign in with it any more.")
    title, says = titles.get(what, other)
    return render_template("staff/account_confirm.html", form=form, title=title, says=says)


def _app_page(form: AppForm, secret: str) -> str:
    address = pyotp.TOTP(secret).provisioning_uri(name=own_session().email, issuer_name=resources().profile.name)
    drawn = io.BytesIO()
    segno.make(address, error="m").save(
        drawn,
        kind="svg",
        scale=5,
        border=2,
        xmldecl=False,
        svgns=True,
        title="Code to scan with the app",
        omitsize=False,
    )
    return render_template(
        "staff/account_app.html",
        form=form,
        picture=Markup(drawn.getvalue().decode()),  # noqa: S704  (drawn by us, from our own secret)  # nosec B704
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        sealed=sealed_text().seal(secret, actor().key),
    )


def _done(says: str) -> Response:
    flash(says)
    return redirect(url_for(".show"))
