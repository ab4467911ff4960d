"""Which language a visitor reads: what they chose, for as long as their browser is open. English until then."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, current_app, g, has_request_context, request
from werkzeug.wrappers import Response

from templates.languages import ENGLISH, Language, languages

COOKIE = "rights_language"
_KEY = "rights_languages"


def current() -> Language:
    """The visitor's language; English where there is no choice."""
    if not has_request_context():
        return ENGLISH
    if "language" not in g:
        g.language = offered().get(request.cookies.get(COOKIE, ""), ENGLISH)
    language: Language = g.language
    return language


def offered() -> Mapping[str, Language]:
    """The languages that the app offers, by key."""
    kept: Mapping[str, Language] = current_app.extensions.get(_KEY, {})
    return kept


def choice() -> tuple[Language, ...]:
    """What the visitor may choose from."""
    return tuple(offered().values())


def keep(response: Response, key: str, *, is_secure: bool) -> None:
    """Send the choice along; a language that is not offered is left out."""
    if key in offered():
        response.set_cookie(COOKIE, key, httponly=True, secure=is_secure, samesite="Lax")


def install(app: Flask, kept: Mapping[str, Language] | None = None) -> None:
    """Offer languages in `app`: all there are, unless told."""
    app.extensions[_KEY] = languages() if kept is None else kept
