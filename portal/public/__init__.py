"""The app for the people who ask. It has no accounts and no address that names a case."""

from __future__ import annotations

from portal.public import (
    addressee,
    another_child,
    collect,
    draft,
    following,
    helping,
    intake,
    pages,
    reading_copy,
    refusals,
    returning,
    sending_files,
    track,
    visit,
    written,
)
from portal.settings import WebSettings
from portal.web import languages, sealed_text
from portal.web.application import PortalApp, build_app
from portal.web.resources import Resources
from portal.web.sealed_cookie import SealedCookie
from portal.web.sealed_text import SealedText


def create_public_app(settings: WebSettings, handed_in: Resources) -> PortalApp:
    """The public app over `handed_in`."""
    app = build_app("public", settings, handed_in)

    def cookie(name: str, hours: int) -> SealedCookie:
        secure = settings.secure_cookies
        return SealedCookie(name, secret=settings.secret, is_secure=secure, hours=hours, clock=handed_in.clock)

    refusals.install(app)
    written.install(app)
    languages.install(app)
    sealed_text.install(app, settings.secret)
    draft.install(app.extensions, cookie("rights_draft", draft.KEEP_HOURS), SealedText(settings.secret))
    visit.install(app.extensions, cookie("rights_visit", visit.KEEP_HOURS))
    app.context_processor(lambda: {visit.FIELD: visit.followed()})
    helping.install(app.extensions, cookie("rights_helping", helping.KEEP_HOURS))
    addressee.install(app.extensions, cookie("rights_addressee", addressee.KEEP_HOURS))
    for module in (
        pages,
        intake,
        another_child,
        track,
        collect,
        following,
        sending_files,
        returning,
        reading_copy,
        helping,
        addressee,
    ):
        app.register_blueprint(module.views)
    app.register_blueprint(addressee.reading)
    return app
