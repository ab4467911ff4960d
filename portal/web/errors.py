"""Errors as pages: one table from what went wrong to an answer, in plain words, never a trace."""

from __future__ import annotations

import errno
import logging
from http import HTTPStatus

from flask import Flask, current_app, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from portal.web.resources import resources
from requests_.errors import RightsRequestError

STATUS_OF_CODE = {
    "not_found": 404,
    "not_allowed": 403,
    "conflict": 409,
    "invalid_command": 400,
    "no_such_period": 400,
    "too_many_tries": 429,
    "unavailable": 503,
}
PAGES: dict[int, tuple[str, str]] = {
    400: ("We could not read that", "Something was missing from what was sent. Go back and try again."),
    403: ("You cannot do this", "Your account does not allow it."),
    404: ("Page not found", "Check that the web address is right and complete."),
    405: ("That did not work", "This page cannot be opened in this way. Start again from the home page."),
    409: ("This has changed", "The case was changed while you were looking at it."),
    413: ("That is too large", "What was sent is larger than this page accepts. Shorten it and try again."),
    429: ("Too many tries", "Wait 15 minutes, then try again."),
    500: ("Something went wrong", "We have recorded the problem. Nothing was saved: please try again later."),
    503: (
        "We could not do this just now",
        "Nothing was saved just now, and nothing you sent before is lost. Go back, and try again in a few minutes.",
    ),
}
CSRF_PAGE = ("This page is too old", "The form was open for too long. Go back, reload the page and try again.")

_log = logging.getLogger("portal")


def install(app: Flask) -> None:
    """Answer every kind of failure with a page."""
    app.register_error_handler(RightsRequestError, _refused)
    app.register_error_handler(CSRFError, lambda _: page(400, *CSRF_PAGE))
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unforeseen)


def _refused(fault: RightsRequestError) -> tuple[str, int]:
    status = STATUS_OF_CODE.get(fault.code, 500)
    if status >= 500:
        # What is down, and where it is kept, is for whoever runs the service: the page says what its reader can do.
        _log.error("%s: %s %s", fault.code, fault.public_message, fault.context)
        return page(status, *PAGES[status])
    title, case_page = PAGES[status][0], _case_page()
    if status == HTTPStatus.CONFLICT and case_page:
        title = "This cannot be done as the case stands"
    return page(status, title, fault.public_message, case_page=case_page)


def _case_page() -> str:
    """The address of the case that staff were at, whose first card says what can be done; "" anywhere else."""
    reference = (request.view_args or {}).get("reference")
    is_staff = "case.show" in current_app.view_functions
    return url_for("case.show", reference=reference) if is_staff and reference else ""


def _http(fault: HTTPException) -> tuple[str, int]:
    status = fault.code or 500
    view = current_app.view_functions.get(request.endpoint or "")
    too_large = getattr(view, "too_large", "") if view is not None else ""
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE and too_large:
        return page(status, PAGES[413][0], too_large)
    return page(status, *PAGES.get(status, PAGES[400] if status < 500 else PAGES[500]))


def _unforeseen(fault: Exception) -> tuple[str, int]:
    if resources().is_down(fault) or is_full(fault):
        _log.error("unavailable at %s: %s", request.endpoint, type(fault).__name__)
        return page(503, *PAGES[503])
    # The exception's own text may quote what somebody typed: the place and the kind must do.
    _log.error("unforeseen %s at %s", type(fault).__name__, request.endpoint, exc_info=without_text(fault))
    return page(500, *PAGES[500])


def is_full(fault: Exception) -> bool:
    """Whether there was no room for what was sent, as where an upload waits while it comes in."""
    return isinstance(fault, OSError) and fault.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def without_text(fault: Exception) -> Exception:
    """What the log may hold of a fault: its kind and its place, not its words."""
    return RuntimeError(type(fault).__name__).with_traceback(fault.__traceback__)


def page(status: int, title: str, says: str, *, case_page: str = "") -> tuple[str, int]:
    """The page of a failure, in the visitor's language; `case_page` is where staff read what can be done instead."""
    shown = render_template("shared/error.html", status=status, title=title, says=says, case_page=case_page)
    return shown, status
