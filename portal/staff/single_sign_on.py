"""Signing in with the council's own sign-in service: there, back again, and out of both."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.staff.browser import browser_words
from portal.staff.permissions import actor
from portal.staff.sign_in import welcome
from portal.staff.signed_in import keep_secret
from portal.web.errors import STATUS_OF_CODE
from portal.web.identity_provider import IdentityProvider, ProviderAway, SignOnRefused
from portal.web.resources import resources
from portal.web.sealed_cookie import SealedCookie
from portal.web.throttle import throttle
from portal.web.transaction import unit_of_work
from requests_.errors import NotFound, RightsRequestError
from requests_.services import single_sign_on

views = Blueprint("single_sign_on", __name__, url_prefix="/sign-in/single")
KEPT_HOURS = 1
_KEY = "rights_single_sign_on"


@views.get("")
def begin() -> Response:
    """Go there to sign in."""
    throttle("single_sign_on_address")
    try:
        started = _provider().start(_back())
    except ProviderAway as fault:
        return _refused(fault)
    response = redirect(started.address)
    _cookie().write(response, started.kept)
    return response


@views.get("/back")
def back() -> Response:
    """Come back: to one's first page, or to the page of one's account that was to be connected."""
    throttle("single_sign_on_address")
    kept = _cookie().read(request.cookies)
    try:
        response = _connected(kept) if "connects" in kept else _entered(kept)
    except RightsRequestError as fault:
        response = _refused(fault)
    _cookie().clear(response)
    return response


@views.get("/left")
def left() -> str:
    """Signed out here; whoever shares a computer signs out there as well."""
    provider = _provider()
    address = provider.leave(url_for("sign_in.ask", _external=True))
    return render_template("staff/signed_out.html", provider=provider.name, address=address)


def connect_page() -> Response:
    """The way there for somebody who is signed in here, and whose account it shall open from now on."""
    started = _provider().start(_back())
    page = render_template("staff/account_connect.html", provider=_provider().name, address=started.address)
    response = current_app.make_response(page)
    _cookie().write(response, {**started.kept, "connects": actor().key})
    return response


def _entered(kept: dict[str, str]) -> Response:
    proved = _provider().finish(kept, request.args, _back())
    opened = single_sign_on.sign_in(
        unit_of_work(),
        resources().clock,
        proved,
        browser=browser_words(),
        trusts_second_step=_provider().trusts_second_step,
    )
    if opened.awaits_code:
        keep_secret(opened.secret)
        return redirect(url_for("sign_in.ask_code"))
    return welcome(opened, "")


def _connected(kept: dict[str, str]) -> Response:
    if not current_user.is_authenticated or actor().key != kept["connects"]:
        raise SignOnRefused("another_session")
    proved = _provider().finish(kept, request.args, _back())
    single_sign_on.connect(unit_of_work(), resources().clock, actor(), proved)
    flash("Connected: from now on you can sign in with it.")
    return redirect(url_for("own_account.show"))


def _refused(fault: RightsRequestError) -> Response:
    # Which check failed is for whoever runs the service; what was sent is for nobody.
    current_app.logger.warning("single sign-on refused: %s", fault.context.get("check", fault.code))
    page = render_template("staff/sign_on_refused.html", says=fault.public_message)
    return current_app.make_response((page, STATUS_OF_CODE[fault.code]))


def _back() -> str:
    return url_for("single_sign_on.back", _external=True)


def _provider() -> IdentityProvider:
    found = resources().identity_provider
    if found is None:
        raise NotFound("This installation has no single sign-on.")
    return found


def install(extensions: dict[str, object], sealed: SealedCookie) -> None:
    """Put the cookie where this module finds it."""
    extensions[_KEY] = sealed


def _cookie() -> SealedCookie:
    return cast(SealedCookie, current_app.extensions[_KEY])
