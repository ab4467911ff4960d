"""Passkeys: what the browser's script asks and answers. Everything here is JSON."""

from __future__ import annotations

from flask import Blueprint, jsonify, request, url_for
from werkzeug.wrappers import Response

from portal.staff.browser import browser_words
from portal.staff.navigation import first_page
from portal.staff.permissions import actor
from portal.staff.signed_in import keep_secret
from portal.web.resources import resources
from portal.web.throttle import throttle
from portal.web.transaction import unit_of_work
from portal.web.typed import cleaned
from requests_.errors import InvalidCommand, RightsRequestError
from requests_.services import passkeys, staff_accounts
from requests_.services.passkeys import Site

views = Blueprint("passkeys", __name__)


@views.post("/sign-in/passkey/options")
def sign_in_options() -> Response:
    throttle("passkey_address")
    return _json(passkeys.options_to_sign_in(unit_of_work(), resources().clock, _site()))


@views.post("/sign-in/passkey")
def sign_in() -> Response | tuple[Response, int]:
    throttle("passkey_address")
    try:
        opened = passkeys.sign_in(
            unit_of_work(), resources().clock, _site(), answer=request.get_data(as_text=True), browser=browser_words()
        )
    except RightsRequestError as fault:
        return jsonify(says=fault.public_message), 400
    keep_secret(opened.secret)
    return jsonify(next=first_page(opened.actor))


@views.post("/account/passkeys/options")
def add_options() -> Response | tuple[Response, int]:
    throttle("own_password", actor().key)
    try:
        staff_accounts.require_own_password(unit_of_work(), actor(), str(_sent().get("password", "")))
    except RightsRequestError as fault:
        return jsonify(says=fault.public_message), 400
    return _json(passkeys.options_to_add(unit_of_work(), resources().clock, _site(), actor()))


@views.post("/account/passkeys")
def add() -> Response | tuple[Response, int]:
    sent = _sent()
    name = cleaned(str(sent.get("name", "")))
    try:
        passkeys.add(unit_of_work(), resources().clock, _site(), actor(), answer=str(sent.get("answer", "")), name=name)
    except RightsRequestError as fault:
        return jsonify(says=fault.public_message), 400
    return jsonify(next=url_for("own_account.show"))


def _sent() -> dict[str, object]:
    sent = request.get_json(silent=True)
    if not isinstance(sent, dict):
        raise InvalidCommand("That was not sent by our page.")
    return sent


def _site() -> Site:
    # A browser answers only for the site it is on: another Host in front of us makes a passkey that is good nowhere.
    name = resources().profile.name
    return Site(domain=request.host.partition(":")[0], origin=request.host_url.rstrip("/"), name=name)


def _json(options: str) -> Response:
    return Response(options, mimetype="application/json")
