"""The body of a call, read strictly: JSON that says everything once, and fits its table."""

from __future__ import annotations

import json
import re
from typing import Any

from flask import request
from werkzeug.exceptions import UnsupportedMediaType

from portal.api.kinds import Group, Wrong
from portal.api.problems import Malformed

IDEMPOTENCY_KEY = r"^[\x21-\x7e]{8,100}$"


def sent_body(group: Group) -> dict[str, Any]:
    """The body by the names of its fields. Raises Malformed, which names every field that does not fit."""
    if request.mimetype != "application/json":
        raise UnsupportedMediaType
    wrong: list[Wrong] = []
    body = group.read(_parsed(request.get_data()), "", wrong)
    if wrong:
        raise Malformed(wrong)
    return body


def idempotency_key() -> str:
    """What names this call however often it is sent. Raises Malformed."""
    key = request.headers.get("Idempotency-Key", "")
    if not re.fullmatch(IDEMPOTENCY_KEY, key):
        mend = "Send 8 to 100 visible ASCII signs that no other request of yours has, such as a UUID."
        raise Malformed([Wrong("Idempotency-Key", "The header is missing or has another form.", mend)])
    return key


def _parsed(sent: bytes) -> Any:
    try:
        text = sent.decode("utf-8")
        found = json.loads(text, object_pairs_hook=_said_once, parse_constant=_refuse)
        json.dumps(found, ensure_ascii=False).encode("utf-8")  # half of a pair of surrogates is no character
    except (ValueError, RecursionError) as fault:
        wrong = Wrong("", "It is not JSON, or says something twice.", "Send one JSON object in UTF-8.")
        raise Malformed([wrong]) from fault
    return found


def _said_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _refuse(constant: str) -> Any:
    raise ValueError("not JSON")
