"""Every form carries a token of the visitor's own session, and comes from a page of ours as far as the browser says."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, request
from flask_wtf.csrf import CSRFError, CSRFProtect

CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def install(app: Flask) -> None:
    """Refuse any state-changing request without the session's token, or from elsewhere; the token lives as long as it.

    Flask-WTF asks for a Referer over TLS. Some browsers and proxies take it away: then the token alone must do, which
    nobody else's page can read.
    """
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    app.config["WTF_CSRF_SSL_STRICT"] = False
    app.before_request(_refuse_from_elsewhere)
    CSRFProtect(app)


def _refuse_from_elsewhere() -> None:
    if request.method in CHANGING and request.is_secure and _is_from_elsewhere():
        raise CSRFError("The form came from another site.")


def comes_from_us() -> bool:
    """Whether the browser itself says that the form stood on a page of ours, as it does nearly always."""
    if _is_from_elsewhere():
        return False
    is_told = any(request.headers.get(name) not in (None, "", "null") for name in ("Origin", "Referer"))
    return is_told or request.headers.get("Sec-Fetch-Site") == "same-origin"


def _is_from_elsewhere() -> bool:
    """Whether anything that the browser tells of where a form stood names another place than ours."""
    site, origin, referrer = (request.headers.get(name) for name in ("Sec-Fetch-Site", "Origin", "Referer"))
    if site not in (None, "same-origin", "none"):
        return True
    # "null" is what hides its place: believed only where the browser itself says that it is ours.
    if origin == "null" and site != "same-origin":
        return True
    told = (address for address in (origin, referrer) if address not in (None, "", "null"))
    return any(_place(str(address)) != _place(request.host_url) for address in told)


def _place(address: str) -> tuple[str, str]:
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", address
    return parts.scheme, parts.netloc.lower().removesuffix(":443")
