"""Which request a visitor follows, in a sealed cookie: its reference and the secret of the session they were let in to.

Asking for a code of another request ends nothing: only its right code does.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
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

    `asked` is the request that a code is asked for. `browser` tells this browser from others that ask for codes of the
    same request; it says nothing of whose it is.
    """

    reference: str = ""
    secret: str = ""
    browser: str = ""
    asked: str = ""


def install(extensions: dict[str, Any], sealed: SealedCookie) -> None:
    """Put the cookie where `read` and `keep` find it."""
    extensions[_KEY] = sealed


def read() -> Visit:
    """The visitor's cookie."""
    return read_from(_cookie())


def keep_asked(response: Response, reference: str) -> None:
    """Send along what a code was asked for; the request that is open in this browser stays open."""
    keep_in(_cookie(), response, asking(read(), reference))


def keep_let_in(response: Response, secret: str) -> None:
    """Send along the session of the request that was asked for, whose code was right; the one before it is over."""
    keep_in(_cookie(), response, let_in(read(), secret))


def read_from(cookie: SealedCookie) -> Visit:
    """What a cookie holds of a visit."""
    kept = cookie.read(request.cookies)
    return Visit(**{field.name: str(kept.get(field.name, "")) for field in fields(Visit)})


def keep_in(cookie: SealedCookie, response: Response, kept: Visit) -> None:
    """Send a visit along in a cookie."""
    cookie.write(response, asdict(kept))


def asking(kept: Visit, reference: str) -> Visit:
    """A visit that a code is asked in."""
    return replace(kept, asked=reference, browser=kept.browser or new_id())


def let_in(kept: Visit, secret: str) -> Visit:
    """A visit that is let in to what was asked for. The session before it is closed."""
    if kept.secret:
        collection.close_session(unit_of_work(), kept.secret)
    return replace(kept, reference=kept.asked, secret=secret)


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
