"""Reading a mail that somebody drops in, in the sandbox where every file is read that nobody trusts."""

from __future__ import annotations

from redaction.errors import RedactionError
from redaction.ingest import ingest
from redaction.ingest.kinds import Kind
from redaction.values import Document
from requests_.errors import InvalidCommand
from requests_.model.forwarded_mail import MailRead

_MAILS = frozenset({Kind.MAIL, Kind.OUTLOOK})
_MAIL_NAMES = (".eml", ".msg")


def read_mail(content: bytes, name: str) -> MailRead | None:
    """A mail's headers and words; of a mail that only carries another, the other's. None for a file of another kind.

    Raises InvalidCommand for a mail that cannot be read.
    """
    if not name.casefold().endswith(_MAIL_NAMES):
        return None
    try:
        document = _innermost(ingest(content, name))
    except RedactionError as fault:
        raise InvalidCommand(f"This mail cannot be read: {fault.reason}.", field="original") from fault
    if document.media_type not in _MAILS or not document.units:
        return None
    head, *body = document.units
    pairs = (line.partition("\t") for line in head.text.splitlines())
    return MailRead(
        headers={key.casefold(): value for key, _, value in pairs}, body="\n\n".join(unit.text for unit in body)
    )


def _innermost(document: Document) -> Document:
    """What was passed on as an attachment: the first mail in the mail."""
    carried = next((one for one in document.attachments if one.name.casefold().endswith(_MAIL_NAMES)), None)
    return document if carried is None else ingest(carried.content, carried.name)
