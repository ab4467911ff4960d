"""The app for the people who ask. It has no accounts and no address that names a case."""

from __future__ import annotations

from portal.public import collect, draft, intake, pages, track, visit
from portal.settings import WebSettings
from portal.web.application import PortalApp, build_app
from portal.web.resources import Resources
from portal.web.sealed_cookie import SealedCookie


def create_public_app(settings: WebSettings, handed_in: Resources) -> PortalApp:
    """The public app over `handed_in`."""
    app = build_app("public", settings, handed_in)
    for name, hours, keeper in (("rights_draft", draft.KEEP_HOURS, draft), ("rights_visit", visit.KEEP_HOURS, visit)):
        sealed = SealedCookie(
            name, secret=settings.secret, is_secure=settings.secure_cookies, hours=hours, clock=handed_in.clock
        )
        keeper.install(app.extensions, sealed)
    for module in (pages, intake, track, collect):
        app.register_blueprint(module.views)
    return app
