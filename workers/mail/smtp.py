"""Mail by SMTP."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage

from workers.mail.base import MailFault, require_receiver

TIMEOUT_SECONDS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpMailer:
    """Hands messages to a mail server."""

    host: str
    port: int
    account: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False

    def send(self, message: EmailMessage) -> None:
        """Hand the message to the server."""
        require_receiver(message)
        try:
            with self._connect() as server:
                if self.starttls:
                    server.starttls(context=ssl.create_default_context())
                if self.account:
                    server.login(self.account, self.password)
                server.send_message(message)
        except (OSError, smtplib.SMTPException) as fault:
            raise MailFault(f"The mail server did not take the message: {type(fault).__name__}.") from fault

    def has_taken(self, message: str) -> bool:
        """A mail server cannot be asked."""
        return False

    def _connect(self) -> smtplib.SMTP:
        if self.tls:
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(self.host, self.port, timeout=TIMEOUT_SECONDS, context=context)
        return smtplib.SMTP(self.host, self.port, timeout=TIMEOUT_SECONDS)
