"""A mail in a file, read in the sandbox: what it says of itself, its words, and what is attached to it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from redaction.ingest import ingest
from redaction.ingest.kinds import Kind
from redaction.values import Attachment, Document

MAIL_NAMES = (".eml", ".msg")
_MAILS = frozenset({Kind.MAIL, Kind.OUTLOOK})


@dataclass(frozen=True, slots=True, kw_only=True)
class MailFile:
    """A mail's headers by their names in small letters, its body, and its attachments, unread."""

    headers: dict[str, str]
    body: str
    attachments: tuple[Attachment, ...] = ()


def read_mail_file(content: bytes, name: str) -> MailFile | None:
    """The mail in a file; of a mail that only carries another, the other's words with the attachments of both.

    None for a file of another kind. Raises RedactionError for one that cannot be read.
    """
    outer = ingest(content, name)
    carried = next((one for one in outer.attachments if one.name.casefold().endswith(MAIL_NAMES)), None)
    mail = _mail(outer if carried is None else ingest(carried.content, carried.name))
    if mail is None or carried is None:
        return mail
    return replace(mail, attachments=(*mail.attachments, *(one for one in outer.attachments if one is not carried)))


def _mail(document: Document) -> MailFile | None:
    if document.media_type not in _MAILS or not document.units:
        return None
    head, *body = document.units
    pairs = (line.partition("\t") for line in head.text.splitlines())
    return MailFile(
        headers={key.casefold(): value for key, _, value in pairs},
        body="\n\n".join(unit.text for unit in body),
        attachments=document.attachments,
    )
