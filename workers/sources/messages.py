"""A mail as a text and its attachments, by the standard library alone."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.utils import parsedate_to_datetime
from typing import Any

from workers.sources.archives import Member
from workers.sources.values import parsed_date

_HEADERS = ("From", "To", "Cc", "Bcc", "Reply-To", "Date", "Subject")
_ID = re.compile(r"<[^<>\s]+>")
_BREAKS = re.compile(r"(?i)<\s*(?:br|/p|/div|/tr|/li|/h\d|/table)\b[^>]*>")
_CELLS = re.compile(r"(?i)<\s*/t[dh]\s*>")
_UNSEEN = re.compile(r"(?is)<(script|style|head)\b.*?</\1\s*>|<!--.*?-->")
_TAGS = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A parsed mail; `text` holds its headers and every readable part, `answers` the mails it replies to.

    `problem` says what of it could not be read ("" when all was).
    """

    message_id: str
    subject: str
    sent_on: date | None
    text: str
    answers: tuple[str, ...]
    attachments: tuple[Member, ...]
    problem: str = ""


def read_mail(raw: bytes) -> Mail:
    """Parse a mail; one without a Message-ID gets one made from its bytes, so that it stays the same."""
    message = message_from_bytes(raw, policy=policy.default)
    bodies, attachments = _parts(message)
    head = "\n".join(f"{name}: {value}" for name in _HEADERS if (value := _header(message, name)))
    found = _ID.search(_header(message, "Message-ID"))
    replied = _ID.findall(_header(message, "In-Reply-To") + " " + _header(message, "References"))
    return Mail(
        message_id=found.group(0) if found else _made_id(raw),
        subject=_header(message, "Subject"),
        sent_on=_sent_on(message),
        text="\n\n".join([head, *bodies]),
        answers=tuple(dict.fromkeys(replied)),
        attachments=tuple(_uniquely_named(attachments)),
    )


def mail_of_text(text: str, raw: bytes, *, attachments: tuple[Member, ...], problem: str) -> Mail:
    """Make a mail of its text, which begins with its headers, as that of a mail saved by Outlook does."""
    head = dict(line.split(": ", 1) for line in text.partition("\n\n")[0].splitlines() if ": " in line)
    found = _ID.search(head.get("Message-ID", ""))
    return Mail(
        message_id=found.group(0) if found else _made_id(raw),
        subject=head.get("Subject", ""),
        sent_on=parsed_date(re.sub(r"^[A-Za-z]{3},\s*", "", head.get("Date", ""))),
        text=text,
        answers=tuple(dict.fromkeys(_ID.findall(head.get("In-Reply-To", "")))),
        attachments=tuple(_uniquely_named(list(attachments))),
        problem=problem,
    )


def _made_id(raw: bytes) -> str:
    return f"<{hashlib.sha256(raw).hexdigest()[:24]}@no-message-id>"


def html_text(markup: str) -> str:
    """Give the words of a page of HTML, line by line."""
    seen = _UNSEEN.sub(" ", markup)
    return html.unescape(_TAGS.sub("", _CELLS.sub("\t", _BREAKS.sub("\n", seen)))).replace("\xa0", " ")


def _header(message: Message, name: str) -> str:
    try:
        return " ".join(str(value) for value in message.get_all(name, [])).strip()
    except (MessageError, ValueError, LookupError, AttributeError, IndexError, TypeError):
        # The standard parser gives up on some broken headers; their raw form still holds the words.
        return " ".join(str(value) for key, value in message.raw_items() if key.lower() == name.lower())


def _sent_on(message: Message) -> date | None:
    try:
        return parsedate_to_datetime(_header(message, "Date")).date()
    except (ValueError, TypeError, IndexError):
        return None


def _parts(message: Any) -> tuple[list[str], list[Member]]:
    bodies: list[str] = []
    attachments: list[Member] = []
    waiting = [message]
    while waiting:
        part = waiting.pop(0)
        kind = part.get_content_type()
        if kind == "message/rfc822" and part.get_payload():
            inner = part.get_payload()[0] if isinstance(part.get_payload(), list) else part
            name = _file_name(part) or f"{_header(inner, 'Subject') or 'message'}.eml"
            attachments.append(Member(name, inner.as_bytes()))
        elif part.is_multipart():
            inside = part.iter_parts() if isinstance(part, EmailMessage) else part.get_payload()
            waiting = [*inside, *waiting]
        elif kind in ("text/plain", "text/html") and not _is_attached(part):
            bodies.append(html_text(_decoded(part)) if kind == "text/html" else _decoded(part))
        else:
            name = _file_name(part) or f"part-{len(attachments) + 1}.{part.get_content_subtype()}"
            attachments.append(Member(name, part.get_payload(decode=True) or b""))
    return list(dict.fromkeys(bodies)), attachments


def _is_attached(part: Message) -> bool:
    return _header(part, "Content-Disposition").lower().startswith("attachment") or bool(_file_name(part))


def _file_name(part: Message) -> str:
    try:
        name = part.get_filename() or ""
    except (ValueError, LookupError, TypeError):
        name = ""
    return re.sub(r"[\x00-\x1f/\\]+", "_", name).strip()


def _decoded(part: Message) -> str:
    raw = part.get_payload(decode=True) or b""
    content = raw if isinstance(raw, bytes) else b""
    charset = part.get_content_charset() or "utf-8"
    try:
        return content.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return content.decode("cp1252", "replace")


def _uniquely_named(attachments: list[Member]) -> Iterator[Member]:
    seen: dict[str, int] = {}
    for member in attachments:
        count = seen[member.name] = seen.get(member.name, 0) + 1
        yield member if count == 1 else Member(f"{count}-{member.name}", member.content, member.problem)
