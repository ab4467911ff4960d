"""The port through which every message leaves."""

from __future__ import annotations

from email.message import EmailMessage
from typing import Protocol

from requests_.errors import RightsRequestError


class MailFault(RightsRequestError):
    """A message could not be handed over; it will be tried again."""

    code = "mail_fault"


class MailRefused(MailFault):
    """A message will never be taken as things stand: somebody has to mend something first."""

    code = "mail_refused"


def require_receiver(message: EmailMessage) -> None:
    """Raise MailRefused for a message to nobody: no mail server is asked to make something of it."""
    if not str(message["To"] or "").strip():
        raise MailRefused(
            "There is no email address to send this to. Tell the person another way: see the letters of the case."
        )


class Mailer(Protocol):
    """Hands a finished message over.

    A message sent again has the same Message-ID as before, so that whoever receives it twice can tell.
    Raises MailFault when it could not be handed over.
    """

    def send(self, message: EmailMessage) -> None:
        """Hand the message over."""

    def has_taken(self, message: str) -> bool:
        """Whether the message of this key was taken before, as far as can be found out.

        Asked before a code or a link is made anew: one that has left must go on working.
        """


class Texter(Protocol):
    """Hands a text message over, known by the key of its message. Raises MailFault when it could not be."""

    def send(self, message: str, number: str, words: str) -> None:
        """Hand the words over."""

    def has_taken(self, message: str) -> bool:
        """Whether the text of this key was taken before."""
