"""Reading a mail that somebody drops in, in the sandbox where every file is read that nobody trusts."""

from __future__ import annotations

from redaction.errors import RedactionError
from redaction.mails import MAIL_NAMES, read_mail_file
from requests_.errors import InvalidCommand
from requests_.model.forwarded_mail import MailRead


def read_mail(content: bytes, name: str) -> MailRead | None:
    """A mail's headers and words; of a mail that only carries another, the other's. None for a file of another kind.

    Raises InvalidCommand for a mail that cannot be read.
    """
    if not name.casefold().endswith(MAIL_NAMES):
        return None
    try:
        found = read_mail_file(content, name)
    except RedactionError as fault:
        raise InvalidCommand(f"This mail cannot be read: {fault.reason}.", field="original") from fault
    return None if found is None else MailRead(headers=found.headers, body=found.body)
