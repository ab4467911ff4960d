"""What a visitor's browser says of itself, and which browsers an account's owner has used."""

from __future__ import annotations

import re
from typing import cast

from flask import current_app, request
from werkzeug.wrappers import Response

from portal.web.sealed_cookie import SealedCookie
from portal.web.throttle import network_of, throttle
from requests_.ids import digest_of

_KEY = "rights_known_browsers"
KNOWN_HOURS = 24 * 90
MOST_KNOWN = 5
_BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Mac OS X", "a Mac"),
    ("Linux", "Linux"),
)


def browser_words() -> str:
    """The browser in a few words, such as "Firefox on Windows": enough for its owner to know it again."""
    says = request.user_agent.string
    name = next((name for sign, name in _BROWSERS if sign in says), "")
    system = next((name for sign, name in _SYSTEMS if sign in says), "")
    return " on ".join(filter(None, (name, system))) or "Another program"


def throttle_password(email: str) -> None:
    """Count one try of a password. Raises TooManyTries.

    The owner's own browser has a count of its own: whoever tries their account from elsewhere cannot shut them out.
    What is refused for one account is not counted for the network as well: who mistypes there shuts nobody else out.
    """
    account = email.strip().casefold()
    if _mark(account) in _known():
        throttle("sign_in_known", account)
        return
    throttle("sign_in", f"{account} {network_of(request.remote_addr or '')}")
    throttle("sign_in_everywhere", account)
    throttle("sign_in_address")


def remember_browser(response: Response, email: str) -> None:
    """Know this browser again when the account's owner signs in with it."""
    mark = _mark(email.strip().casefold())
    others = [known for known in _known() if known != mark]
    _cookie().write(response, {"accounts": [mark, *others][:MOST_KNOWN]})


def _known() -> list[str]:
    kept = _cookie().read(request.cookies).get("accounts", [])
    return [mark for mark in kept if re.fullmatch(r"[0-9a-f]{64}", str(mark))]


def _mark(account: str) -> str:
    return digest_of(f"known browser {account}")


def install(extensions: dict[str, object], sealed: SealedCookie) -> None:
    """Put the cookie where this module finds it."""
    extensions[_KEY] = sealed


def _cookie() -> SealedCookie:
    return cast(SealedCookie, current_app.extensions[_KEY])
