"""Which request a visitor follows, in a sealed cookie: the reference, and once let in the secret of the session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import current_app, request
from werkzeug.wrappers import Response

from portal.web.resources import resources
from portal.web.sealed_cookie import SealedCookie
from portal.web.transaction import unit_of_work
from requests_.ids import CaseId
from requests_.services import collection

KEEP_HOURS = 2
_KEY = "rights_visit"


@dataclass(frozen=True, slots=True)
class Visit:
    """What the cookie holds; empty strings when nothing does."""

    reference: str
    secret: str


def install(extensions: dict[str, Any], sealed: SealedCookie) -> None:
    """Put the cookie where `read` and `keep` find it."""
    extensions[_KEY] = sealed


def read() -> Visit:
    """The visitor's cookie."""
    kept = _cookie().read(request.cookies)
    return Visit(str(kept.get("reference", "")), str(kept.get("secret", "")))


def keep(response: Response, *, reference: str, secret: str = "") -> None:
    """Send the visit along with `response`."""
    _cookie().write(response, {"reference": reference, "secret": secret})


def leave(response: Response) -> None:
    """End the visit: its session is over, in whatever browser its cookie was kept, and the cookie is taken away."""
    if secret := read().secret:
        collection.close_session(unit_of_work(), secret)
    _cookie().clear(response)


def case() -> CaseId | None:
    """The case the visitor was let in to, while the session lives."""
    secret = read().secret
    return collection.session_case(unit_of_work(), resources().clock, secret) if secret else None


def _cookie() -> SealedCookie:
    kept: SealedCookie = current_app.extensions[_KEY]
    return kept
