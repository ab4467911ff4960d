"""What somebody looks for, kept in a sealed cookie: a name is never in an address, a log or the browser's history."""

from __future__ import annotations

from typing import cast

from flask import current_app, request
from werkzeug.wrappers import Response

from portal.web.sealed_cookie import SealedCookie

_KEY = "rights_kept_search"
HOURS = 12
LONGEST = 100


def kept_search() -> str:
    """What the visitor looked for last; "" when they looked for nothing."""
    found = _cookie().read(request.cookies).get("search", "")
    return found if isinstance(found, str) else ""


def keep_search(response: Response, search: str) -> None:
    """Remember what somebody looks for."""
    _cookie().write(response, {"search": search[:LONGEST]})


def install(extensions: dict[str, object], sealed: SealedCookie) -> None:
    """Put the cookie where this module finds it."""
    extensions[_KEY] = sealed


def _cookie() -> SealedCookie:
    return cast(SealedCookie, current_app.extensions[_KEY])
