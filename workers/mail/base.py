"""The port through which every message leaves."""

from __future__ import annotations

from email.message import EmailMessage
from typing import Protocol

from requests_.errors import RightsRequestError


class MailFault(RightsRequestError):
    """A message could not be handed over; it will be tried again."""

    code = "mail_fault"


class Mailer(Protocol):
    """Hands a finished message over.

    A message sent again has the same Message-ID as before, so that whoever receives it twice can tell.
    Raises MailFault when it could not be handed over.
    """

    def send(self, message: EmailMessage) -> None:
        """Hand the message over."""
