"""Who was let in and who was not: one line for each try of a door, each refused page, each token that opens nothing.

A line names the endpoint, the account or token by its key where there is one, and the visitor by a pseudonym: a keyed
hash of the network address, which shows that tries belong together and not whose they are.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
from collections.abc import Callable

from flask import Flask, request
from werkzeug.wrappers import Response

# Where somebody shows who they are.
DOORS = frozenset(
    {
        "sign_in.enter",
        "sign_in.enter_code",
        "passkeys.sign_in",
        "single_sign_on.back",
        "accounts.choose_first_password",
        "own_account.change_password",
        "own_account.confirm",
        "track.enter_code",
        "helping.enter",
        "returning.come_back",
    }
)
REFUSED = frozenset({401, 403, 429})
_WHO = "rights_who_is_logged"
_log = logging.getLogger("portal.security")


def install(app: Flask, secret: str) -> None:
    """Write a line after each answer that says who may come in."""
    key = hashlib.sha256(b"rights security log" + secret.encode()).digest()
    app.extensions.setdefault(_WHO, lambda: "")

    @app.after_request
    def _write(response: Response) -> Response:
        endpoint, status = request.endpoint or "", response.status_code
        if endpoint in DOORS or status in REFUSED:
            says = "refused" if status >= 400 else "let_in"
            address = hmac.digest(key, (request.remote_addr or "").encode(), "sha256").hex()[:12]
            line = {"endpoint": endpoint, "status": status, "by": app.extensions[_WHO](), "visitor": address}
            _log.log(logging.WARNING if says == "refused" else logging.INFO, says, extra=line)
        return response


def name_by(app: Flask, who: Callable[[], str]) -> None:
    """Say how the account or token of a request is found: its key, or "" for nobody."""
    app.extensions[_WHO] = who
