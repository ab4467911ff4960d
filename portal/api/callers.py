"""Whose call it is, and whether their token allows it: asked before anything of the call is read."""

from __future__ import annotations

from typing import cast

from flask import current_app, g, request

from portal.api.operations import ROUTES, Operation
from portal.web.resources import resources
from portal.web.throttle import throttle
from portal.web.transaction import unit_of_work
from requests_.errors import NotAllowed
from requests_.model.api import Caller, UnknownToken
from requests_.services import api_access

_MISSING = "There is no token. Send the header 'Authorization: Bearer …' with one that an administrator made."


def caller() -> Caller:
    """The program whose call this is."""
    return cast(Caller, g.caller)


def key_of_caller() -> str:
    """The key of the token that this call came with; "" without a good one."""
    return caller().token if "caller" in g else ""


def guard() -> None:
    """Raise UnknownToken, NotAllowed or TooManyTries; what is no operation is open to all."""
    operation: Operation | None = current_app.extensions[ROUTES].get(request.endpoint or "")
    if operation is None:
        return
    g.caller = _caller()
    throttle("api_token", g.caller.token)
    if operation.scope not in g.caller.scopes:
        raise NotAllowed(f"This token does not allow {operation.scope}. Ask an administrator for one that does.")


def _caller() -> Caller:
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    try:
        if scheme.lower() != "bearer" or not secret.strip():
            raise UnknownToken(_MISSING)
        return api_access.authenticate(unit_of_work(), resources().clock, secret.strip())
    except UnknownToken:
        throttle("api_wrong_token")
        raise
