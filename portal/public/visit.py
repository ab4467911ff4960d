"""Which request a visitor follows, in a sealed cookie: the reference, and once let in the secret of the session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.web.resources import resources
from portal.web.sealed_cookie import SealedCookie
from portal.web.transaction import unit_of_work
from requests_.errors import Conflict
from requests_.ids import CaseId, new_id
from requests_.services import collection

KEEP_HOURS = 2
FIELD = "followed"
_KEY = "rights_visit"


class OtherRequest(Conflict):
    """A page was drawn for another request than the one that is open in this browser now."""

    def __init__(self) -> None:
        super().__init__("This page was about another request. Nothing was sent. Open the one you mean, and try again.")


def require_drawn_for(reference: str) -> None:
    """Refuse a form that was drawn for another request. Raises OtherRequest."""
    if request.method == "POST" and request.form.get(FIELD) != reference:
        raise OtherRequest


@dataclass(frozen=True, slots=True)
class Visit:
    """What the cookie holds; empty strings when nothing does.

    `browser` tells this browser from others that ask for codes of the same request; it says nothing of whose it is.
    """

    reference: str
    secret: str
    browser: str


def install(extensions: dict[str, Any], sealed: SealedCookie) -> None:
    """Put the cookie where `read` and `keep` find it."""
    extensions[_KEY] = sealed


def read() -> Visit:
    """The visitor's cookie."""
    kept = _cookie().read(request.cookies)
    return Visit(*(str(kept.get(name, "")) for name in ("reference", "secret", "browser")))


def keep(response: Response, *, reference: str, secret: str = "") -> None:
    """Send the visit along with `response`."""
    browser = read().browser or new_id()
    _cookie().write(response, {"reference": reference, "secret": secret, "browser": browser})


def leave(response: Response) -> None:
    """End the visit: its session is over, in whatever browser its cookie was kept, and the cookie is taken away."""
    if secret := read().secret:
        collection.close_session(unit_of_work(), secret)
    _cookie().clear(response)


def case() -> CaseId | None:
    """The case the visitor was let in to, while the session lives.

    Raises OtherRequest for a form that was drawn for another case: with two of them open in one browser, nothing is
    done to the one that was not looked at.
    """
    kept = read()
    found = collection.session_case(unit_of_work(), resources().clock, kept.secret) if kept.secret else None
    if found is not None:
        require_drawn_for(kept.reference)
    return found


def followed() -> str:
    """The reference that every form carries while a request is followed; "" for everybody else."""
    kept = read()
    return kept.reference if kept.secret else ""


def way_in() -> Response | tuple[str, int]:
    """The way in for whoever is not let in; who sent something reads that nothing was done, and what they wrote."""
    if request.method != "POST":
        return redirect(url_for("track.ask_reference"))
    return render_template("public/following/over.html"), 403


def _cookie() -> SealedCookie:
    kept: SealedCookie = current_app.extensions[_KEY]
    return kept
