"""What a WSGI server is pointed at: `portal.wsgi:public()`, `:staff()` and `:api()`, a process each."""

from __future__ import annotations

from portal.web.application import PortalApp
from portal.wiring import api_from_environment, public_from_environment, staff_from_environment


def public() -> PortalApp:
    """The app for requesters."""
    return public_from_environment()


def staff() -> PortalApp:
    """The app for staff."""
    return staff_from_environment()


def api() -> PortalApp:
    """The app for the council's own programs."""
    return api_from_environment()
