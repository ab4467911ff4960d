"""The app for the people who answer. Everything but the sign-in page needs an account with the right permission."""

from __future__ import annotations

from portal.settings import WebSettings
from portal.staff import (
    access,
    access_log,
    addressee,
    assessment,
    breach_reports,
    breaches,
    calendar_pages,
    case,
    case_queue,
    changes,
    chosen_cases,
    consents,
    controller,
    deciding,
    decisions,
    disclosure,
    door,
    enquiries,
    entitlement,
    entry_word,
    evidence,
    forecast,
    handling,
    health,
    kept_registers,
    lateness,
    letter_sending,
    letters,
    linking,
    logging_requests,
    looking_again,
    meanwhile,
    merging,
    metrics,
    need_to_know,
    notes,
    notices,
    people,
    permissions,
    posting,
    programs,
    recipients,
    registers,
    reopening,
    replies,
    retention,
    returns,
    review,
    searching,
    self_check,
    set_dates,
    settings_page,
    signed_in,
    silence,
    stores,
    taking_back,
    teams,
    text_search,
    transferring,
    unanswered,
    wording,
    workload,
)
from portal.web.application import PortalApp, build_app
from portal.web.resources import Resources

_PAGES = (
    programs,
    settings_page,
    stores,
    taking_back,
    teams,
    controller,
    linking,
    case_queue,
    chosen_cases,
    text_search,
    transferring,
    calendar_pages,
    wording,
    workload,
    logging_requests,
    access,
    access_log,
    addressee,
    case,
    notes,
    handling,
    enquiries,
    entitlement,
    entry_word,
    assessment,
    lateness,
    set_dates,
    unanswered,
    searching,
    review,
    people,
    merging,
    health,
    disclosure,
    deciding,
    changes,
    consents,
    notices,
    letters,
    replies,
    retention,
    returns,
    silence,
    looking_again,
    letter_sending,
    posting,
    recipients,
    decisions,
    forecast,
    self_check,
    evidence,
    registers,
    reopening,
    kept_registers,
    breach_reports,
    breaches,
)


def create_staff_app(settings: WebSettings, handed_in: Resources) -> PortalApp:
    """The staff app over `handed_in`."""
    app = build_app("staff", settings, handed_in, lock=_lock)
    need_to_know.install(app)
    meanwhile.install(app)
    door.install(app, settings, handed_in.clock)
    metrics.install(app, settings.metrics_token)
    for module in _PAGES:
        app.register_blueprint(module.views)
    return app


def _lock(app: PortalApp) -> None:
    signed_in.install(app)
    app.before_request(permissions.guard)
