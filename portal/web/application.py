"""The application class of both web apps, and how one is put together."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, get_flashed_messages, request
from flask.templating import Environment
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf
from werkzeug.middleware.proxy_fix import ProxyFix

from portal.settings import WebSettings
from portal.web import (
    body,
    compression,
    csrf,
    errors,
    headers,
    health,
    languages,
    security_log,
    throttle,
    transaction,
    words,
)
from portal.web.resources import Resources
from portal.web.resources import install as install_resources
from templates.environment import OPTIONS, STATIC_FOLDER, equip


class PortalApp(Flask):
    """A Flask app with our template environment, which settles its transaction before it answers."""

    def create_jinja_environment(self) -> Environment:
        """The package's strict environment, with the few names Flask's templates expect."""
        environment = Environment(self, **OPTIONS)
        equip(environment)
        environment.globals.update(
            url_for=self.url_for,
            csrf_token=generate_csrf,
            asset=self.asset_url,
            flashed=get_flashed_messages,
            _=words.say,
            day=words.day_in_words,
            weekday=words.weekday_in_words,
        )
        return environment

    def dispatch_request(self) -> ResponseReturnValue:
        """Run the view, then commit or roll back: a failing commit is an error page, not a lost promise."""
        response = self.make_response(super().dispatch_request())
        transaction.settle(response)
        return response

    def asset_url(self, name: str) -> str:
        """The address of a static file, which changes when the file does."""
        return self.url_for("static", filename=name, v=_digest(STATIC_FOLDER / name))


def build_app(
    name: str, settings: WebSettings, handed_in: Resources, *, lock: Callable[[PortalApp], None] | None = None
) -> PortalApp:
    """An app without views: cookies, headers, errors, limits, transactions and health are in place.

    `lock` adds what must stand before a form is even read: who is signed in, and what they may open.
    """
    app = PortalApp(name, static_folder=str(STATIC_FOLDER), static_url_path="/static")
    prefix = "__Host-" if settings.secure_cookies else ""
    app.config.update(
        SECRET_KEY=settings.secret,
        SESSION_COOKIE_NAME=f"{prefix}rights_{name}",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
    )
    # Two slashes are not one: an address that is wrong is not found, and never made into a redirect.
    app.url_map.merge_slashes = False
    install_resources(app.extensions, handed_in)
    transaction.install(app)
    if lock is not None:
        lock(app)
    body.install(app)  # before the CSRF check, which parses the form
    csrf.install(app)
    errors.install(app)
    throttle.install(app, settings.throttle_storage)
    health.install(app)
    compression.install(app)
    headers.install(app, over_tls=settings.secure_cookies)
    security_log.install(app, settings.secret)
    app.context_processor(lambda: _common(name, handed_in))
    believe_proxies(app, settings.trusted_proxies)
    return app


def believe_proxies(app: Flask, hops: int) -> None:
    """Believe so many proxies in front about the visitor's address, the scheme and the host."""
    if hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]


def _common(name: str, handed_in: Resources) -> dict[str, Any]:
    return {
        "council": handed_in.profile,
        "here": request.path,
        "error_layout": f"{name}/_layout.html",
        "language": languages.current(),
        "languages": languages.choice(),
    }


@cache
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
