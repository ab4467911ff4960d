"""Texts, and mails where RIGHTS_MAIL says so, by GOV.UK Notify.

Every notification carries the key of its message as Notify's own `reference`: it is looked up before anything is sent,
so that a worker that died after sending sends nothing twice.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any, cast

from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from requests_.settings import NotifySettings
from workers.mail.base import MailFault, MailRefused, require_receiver

TIMEOUT_SECONDS = 20
# Notify says of a number or an address itself that it is wrong, or of its own doing that it failed.
_NEVER_LEFT = frozenset({"technical-failure", "validation-failed"})


@dataclass(frozen=True, slots=True)
class Refusal:
    """What Notify says no with: a part of its answer, in small letters, and what is to be done about it."""

    fragment: str
    mend: str
    is_final: bool = True


REFUSALS = (
    Refusal("team-only", "RIGHTS_NOTIFY_KEY is a key for the team alone: put a live key there."),
    Refusal("trial mode", "the Notify service is in trial mode: ask Notify to make it live."),
    Refusal("system clock", "this machine's clock is wrong by more than 30 seconds: set it.", is_final=False),
    Refusal("phone_number", "this number cannot be texted. Write by mail, and correct the number."),
    Refusal("phone number", "this number cannot be texted. Write by mail, and correct the number."),
    Refusal("email_address", "this address cannot be written to. Correct it in the case."),
    Refusal("personalisation", "the template must hold ((message)) for texts, ((subject)) and ((body)) for mails."),
    Refusal("template", "RIGHTS_NOTIFY_TEXT or RIGHTS_NOTIFY_MAIL is no template of this Notify service."),
    Refusal("no result", "RIGHTS_NOTIFY_TEXT or RIGHTS_NOTIFY_MAIL is no template of this Notify service."),
    Refusal("api key", "RIGHTS_NOTIFY_KEY is not known there, or was revoked: make a new one."),
    Refusal("token", "RIGHTS_NOTIFY_KEY is not known there, or was revoked: make a new one."),
)


class Service:
    """The council's service at Notify."""

    def __init__(self, settings: NotifySettings, *, timeout_seconds: float = TIMEOUT_SECONDS) -> None:
        self.settings = settings
        make = cast(Any, NotificationsAPIClient)
        self._client = make(settings.key, base_url=settings.address, timeout=timeout_seconds)

    def has_taken(self, reference: str) -> bool:
        """Whether a notification of this reference is there, and did not fail in Notify's own hands."""
        found = self._asked("get_all_notifications", reference=reference)
        return any(one["status"] not in _NEVER_LEFT for one in found["notifications"])

    def template(self, key: str) -> str:
        """The words of a template as they stand at Notify."""
        found = self._asked("get_template", key)
        return f"{found.get('subject') or ''}\n{found['body']}"

    def text(self, reference: str, number: str, words: str) -> None:
        """Send a text."""
        message = {"personalisation": {"message": words}, "reference": reference}
        self._asked("send_sms_notification", number, self.settings.text_template, **message)

    def mail(self, reference: str, address: str, subject: str, body: str) -> None:
        """Send a mail."""
        message = {"personalisation": {"subject": subject, "body": body}, "reference": reference}
        self._asked("send_email_notification", address, self.settings.mail_template, **message)

    def _asked(self, verb: str, *given: Any, **named: Any) -> Any:
        try:
            return getattr(self._client, verb)(*given, **named)
        except APIError as fault:
            raise _told(fault) from fault


@dataclass(frozen=True, slots=True)
class NotifyTexter:
    """Hands text messages to Notify."""

    service: Service

    def send(self, message: str, number: str, words: str) -> None:
        """Hand a text over."""
        self.service.text(_of_text(message), number, words)

    def has_taken(self, message: str) -> bool:
        """Whether Notify has this text already."""
        return self.service.has_taken(_of_text(message))


@dataclass(frozen=True, slots=True)
class NotifyMailer:
    """Hands mails to Notify: their subject and their plain words. Notify makes the page of them itself."""

    service: Service

    def send(self, message: EmailMessage) -> None:
        """Hand a mail over, once."""
        require_receiver(message)
        key = str(message["Message-ID"]).strip("<>").rpartition("@")[0]
        if self.has_taken(key):
            return
        body = message.get_body(("plain",))
        words = "" if body is None else str(body.get_content())
        self.service.mail(key, str(message["To"]), str(message["Subject"]), words)

    def has_taken(self, message: str) -> bool:
        """Whether Notify has this mail already."""
        return self.service.has_taken(message)


def template_faults(service: Service) -> list[str]:
    """What is wrong with our templates. Raises MailFault where Notify does not answer or know us."""
    used = ((service.settings.text_template, {"message"}), (service.settings.mail_template, {"subject", "body"}))
    missing = [sorted(places - _places_in(service.template(key))) for key, places in used if key]
    return [f"The template lacks (({place})): add it at GOV.UK Notify." for places in missing for place in places]


def _places_in(words: str) -> set[str]:
    return set(re.findall(r"\(\((\w+)\)\)", words))


def _of_text(message: str) -> str:
    # The mail about a message has the message's own key.
    return f"{message}-text"


def _told(fault: APIError) -> MailFault:
    """What staff are told; the answer itself is not quoted, as it may hold a number or an address."""
    status, said = fault.status_code, json.dumps(fault.message).casefold()
    if status == 429:
        return MailFault("GOV.UK Notify takes no more for now: its limit is reached.")
    if status >= 500:
        return MailFault("GOV.UK Notify does not answer, or failed.")
    row = next((row for row in REFUSALS if row.fragment in said), None)
    if row is None:
        return MailRefused(f"GOV.UK Notify refused this (status {status}): look at its page of API messages.")
    kind = MailRefused if row.is_final else MailFault
    return kind(f"GOV.UK Notify refused this: {row.mend}")
