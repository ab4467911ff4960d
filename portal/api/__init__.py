"""The app for the council's own programs: a small JSON API. It has no pages, no cookies and no accounts."""

from __future__ import annotations

from portal.api import callers, problems, requests, webhooks
from portal.api.description import description
from portal.api.operations import Operation, install
from portal.settings import WebSettings
from portal.web import body, headers, health, security_log, throttle, transaction
from portal.web.application import PortalApp, believe_proxies
from portal.web.resources import Resources
from portal.web.resources import install as install_resources

OPERATIONS: tuple[Operation, ...] = (*requests.OPERATIONS, *webhooks.OPERATIONS)


def create_api_app(settings: WebSettings, handed_in: Resources) -> PortalApp:
    """The API over `handed_in`."""
    app = PortalApp("api", static_folder=None)
    app.url_map.merge_slashes = False
    app.json.sort_keys = False  # type: ignore[attr-defined]
    install_resources(app.extensions, handed_in)
    transaction.install(app)
    body.install(app)
    problems.install(app)
    throttle.install(app, settings.throttle_storage)
    app.before_request(callers.guard)
    health.install(app)
    headers.install(app, over_tls=settings.secure_cookies)
    security_log.install(app, settings.secret)
    security_log.name_by(app, callers.key_of_caller)
    install(app, OPERATIONS, describe=lambda: description(OPERATIONS, handed_in.profile))
    believe_proxies(app, settings.trusted_proxies)
    return app
