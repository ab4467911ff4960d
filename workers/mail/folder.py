"""Mail to a folder: for a demonstration, a test, or an installation that has no mail server yet."""

from __future__ import annotations

import hashlib
import os
from email.message import EmailMessage
from pathlib import Path

from workers.mail.base import MailFault, require_receiver


class FolderMailer:
    """Writes each message to a file named after its Message-ID: the same message twice is one file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, message: EmailMessage) -> None:
        """Write the message, whole or not at all."""
        require_receiver(message)
        name = hashlib.sha256(str(message["Message-ID"]).encode()).hexdigest()[:32]
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            half_written = self._folder / f".{name}.writing"
            half_written.write_bytes(message.as_bytes())
            half_written.replace(self._folder / f"{name}.eml")
        except OSError as fault:
            raise MailFault(f"The mail folder cannot be written: {os.strerror(fault.errno or 0)}.") from fault

    def has_taken(self, message: str) -> bool:
        """Nobody asks a folder: whoever reads in it is who sent."""
        return False
