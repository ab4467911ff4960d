"""Errors as RFC 9457 problem details: each names thing, reason and mend, and quotes nothing that was sent."""

from __future__ import annotations

import json
import logging
from typing import Any

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from portal.api.kinds import Wrong
from portal.web.errors import is_full, without_text
from portal.web.resources import resources
from requests_.errors import RightsRequestError

MEDIA_TYPE = "application/problem+json"
MOST_WRONG = 100
# The codes of our errors, and the kinds of problem that they are.
PROBLEM_OF_CODE = {
    "unknown_token": 401,
    "not_allowed": 403,
    "not_found": 404,
    "conflict": 409,
    # It fits its table, and contradicts itself, the calendar, or what came before under the same key.
    "invalid_command": 409,
    "too_many_tries": 429,
    "unavailable": 503,
}
PROBLEMS: dict[int, tuple[str, str, str]] = {
    400: ("malformed", "The call does not fit", "Send what the description of the operation asks for."),
    401: ("unknown-token", "The token opens nothing", "Send a token that an administrator made."),
    403: ("not-allowed", "The token does not allow this", "Ask an administrator for one that does."),
    404: ("not-found", "There is no such thing", "Check the address and the reference."),
    405: ("no-such-method", "The address does not take this method", "See /v1/openapi.json for those it takes."),
    409: ("contradiction", "It contradicts itself or what is known", "Mend what is named, and send it again."),
    413: ("too-large", "The body is too large", "Send at most 256 KB."),
    415: ("no-json", "The body is not JSON", "Send it with the header 'Content-Type: application/json'."),
    429: ("too-many-calls", "There were too many calls", "Wait 15 minutes, then go on more slowly."),
    500: ("fault", "Something went wrong here", "It is recorded, and nothing was kept: try again later."),
    503: ("unavailable", "The portal cannot do this just now", "Nothing was kept: try again in a few minutes."),
}
# What every operation may answer besides its own good answers.
ALWAYS = (400, 401, 403, 429, 503)

_log = logging.getLogger("portal")


class Malformed(RightsRequestError):
    """The body does not fit its table."""

    code = "malformed"

    def __init__(self, wrong: list[Wrong]) -> None:
        super().__init__("What was sent does not fit: see errors, which names each field, the reason and the mend.")
        self.wrong = wrong


def install(app: Flask) -> None:
    """Answer every kind of failure with a problem."""
    app.register_error_handler(Malformed, lambda fault: problem(400, fault.public_message, fault.wrong))
    app.register_error_handler(RightsRequestError, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unforeseen)


def problem(status: int, detail: str = "", wrong: list[Wrong] | None = None) -> Response:
    """The answer for one kind of problem."""
    kind, title, mend = PROBLEMS[status]
    body: dict[str, Any] = {
        "type": f"urn:rights-portal:problem:{kind}",
        "title": title,
        "status": status,
        "detail": detail or mend,
    }
    if wrong:
        body["errors"] = [{"field": w.field, "reason": w.reason, "mend": w.mend} for w in wrong[:MOST_WRONG]]
    answer = Response(json.dumps(body, ensure_ascii=True), status, mimetype=MEDIA_TYPE)
    if status == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    if status in (429, 503):
        answer.headers["Retry-After"] = "900" if status == 429 else "60"
    return answer


def _refused(fault: RightsRequestError) -> Response:
    status = PROBLEM_OF_CODE.get(fault.code, 500)
    if status >= 500:
        _log.error("%s: %s %s", fault.code, fault.public_message, fault.context)
        return problem(status)
    field = fault.context.get("field")
    wrong = [Wrong(str(field), fault.public_message, PROBLEMS[status][2])] if field else None
    return problem(status, fault.public_message, wrong)


def _http(fault: HTTPException) -> Response:
    code = fault.code or 500
    answer = problem(code if code in PROBLEMS else 400 if code < 500 else 500)
    if allowed := getattr(fault, "valid_methods", None):
        answer.headers["Allow"] = ", ".join(sorted(allowed))
    return answer


def _unforeseen(fault: Exception) -> Response:
    if resources().is_down(fault) or is_full(fault):
        _log.error("unavailable at %s: %s", request.endpoint, type(fault).__name__)
        return problem(503)
    _log.error("unforeseen %s at %s", type(fault).__name__, request.endpoint, exc_info=without_text(fault))
    return problem(500)
