"""Everything about who comes in, put in place together: sign-in, one's own account, everybody's accounts."""

from __future__ import annotations

from portal.settings import WebSettings
from portal.staff import (
    accounts,
    browser,
    kept_search,
    navigation,
    own_account,
    passkeys,
    permissions,
    sign_in,
    single_sign_on,
)
from portal.web import sealed_text
from portal.web.application import PortalApp
from portal.web.sealed_cookie import SealedCookie
from requests_.clock import Clock


def install(app: PortalApp, settings: WebSettings, clock: Clock) -> None:
    """Give `app` its door."""
    app.config[permissions.NEEDS_SECOND_STEP] = settings.needs_second_step
    sealed_text.install(app, settings.secret)
    browser.install(app.extensions, _sealed("rights_known", browser.KNOWN_HOURS, settings, clock))
    kept_search.install(app.extensions, _sealed("rights_search", kept_search.HOURS, settings, clock))
    single_sign_on.install(app.extensions, _sealed("rights_single", single_sign_on.KEPT_HOURS, settings, clock))
    navigation.install(app)
    for module in (sign_in, single_sign_on, passkeys, own_account, accounts):
        app.register_blueprint(module.views)


def _sealed(name: str, hours: int, settings: WebSettings, clock: Clock) -> SealedCookie:
    return SealedCookie(name, secret=settings.secret, is_secure=settings.secure_cookies, hours=hours, clock=clock)
