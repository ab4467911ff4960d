"""The visitor's half-answered request, in a sealed cookie: nothing of it is on the server, nothing in an address."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from flask import current_app, request
from werkzeug.wrappers import Response

from portal.web.sealed_cookie import SealedCookie
from requests_.ids import new_secret

KEEP_HOURS = 48
_KEY = "rights_draft"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is shown after a request was sent."""

    reference: str
    due_on: date | None
    email: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The answers so far, the token that makes sending them twice one request, and the receipt of the last one sent."""

    token: str
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    receipt: Receipt | None = None

    def with_answer(self, step: str, answer: dict[str, Any]) -> Draft:
        """The draft with one step answered. After a receipt this is another request, so it gets a token of its own."""
        token = new_secret() if self.receipt else self.token
        return replace(self, token=token, answers={**self.answers, step: answer}, receipt=None)


def cookie() -> SealedCookie:
    """The current app's draft cookie."""
    kept: SealedCookie = current_app.extensions[_KEY]
    return kept


def install(extensions: dict[str, Any], sealed: SealedCookie) -> None:
    """Put the cookie where `cookie()` finds it."""
    extensions[_KEY] = sealed


def read() -> Draft:
    """The visitor's draft, or a fresh one."""
    kept = cookie().read(request.cookies)
    sent = kept.get("receipt")
    receipt = None
    if sent:
        due_on = date.fromisoformat(sent["due_on"]) if sent["due_on"] else None
        receipt = Receipt(sent["reference"], due_on, sent["email"])
    return Draft(kept.get("token") or new_secret(), kept.get("answers", {}), receipt)


def keep(response: Response, draft: Draft) -> None:
    """Send the draft along with `response`. Raises TooMuchToKeep."""
    receipt = draft.receipt
    cookie().write(
        response,
        {
            "token": draft.token,
            "answers": draft.answers,
            "receipt": receipt
            and {
                "reference": receipt.reference,
                "due_on": receipt.due_on.isoformat() if receipt.due_on else "",
                "email": receipt.email,
            },
        },
    )
