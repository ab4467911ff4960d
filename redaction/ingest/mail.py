"""Mail: the headers a reader sees, the body with its quoted chain, and attachments as files of their own."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterable
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import Any

from redaction.errors import Unreadable
from redaction.ingest.kinds import Kind, decode
from redaction.ingest.left_out import SIGNATURES, several
from redaction.ingest.limits import MOST_ARCHIVE_MEMBERS
from redaction.ingest.markup import html_units
from redaction.ingest.reading import Reading
from redaction.ingest.text import clean, fields_unit, native, retypeset
from redaction.values import Attachment, Style, TextUnit

HEADERS = ("From", "To", "Cc", "Date", "Subject")
QUOTED = re.compile(r"^>.*$", re.M)
SMALLEST_INLINE_PICTURE = 8_000
DISPLAY_BCC = "__substg1.0_0E02"  # source: [MS-OXPROPS] PidTagDisplayBcc
BODY_KINDS = frozenset({"text/plain", "text/html"})


def read_mail(content: bytes, name: str) -> Reading:
    """An e-mail in internet format."""
    message = email.message_from_bytes(content.lstrip(b"\xef\xbb\xbf\r\n"), policy=email.policy.default)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise Unreadable(name, "it is not a mail: it has no headers")
    pairs = [(header, _header(message, header)) for header in HEADERS]
    plain, rich = _bodies(message)
    body, unseen = body_units(plain, rich)
    small = [0]
    attachments = tuple(_attachments(message, small))
    if attachments:
        pairs.append(("Attachments", ", ".join(one.name for one in attachments)))
    hidden = ["routing and other technical headers"]
    if message.get("Bcc"):
        hidden.append("blind copies (Bcc)")
    units = (fields_unit("Message headers", [(key, value) for key, value in pairs if value]), *body)
    if small[0]:
        hidden.append(several(small[0], "small picture set into the message", "small pictures set into the message"))
    return Reading(
        retypeset(name, Kind.MAIL, units, attachments=attachments, hidden=(*hidden, *unseen, *_signed(attachments)))
    )


def _signed(attachments: Iterable[Attachment]) -> list[str]:
    """What is said about the signatures that are not shown."""
    count = sum(1 for one in attachments if one.name.casefold().endswith(SIGNATURES))
    return [several(count, "digital signature")] if count else []


def _header(message: EmailMessage, header: str) -> str:
    try:
        values = message.get_all(header, [])
    except Exception:
        return ""
    text = ", ".join(str(value) for value in values)
    return uk_date_time(text) if header == "Date" else re.sub(r"\s+", " ", text).strip()


def uk_date_time(text: str) -> str:
    """A mail's date as "3 March 2026 at 14:05", or as it stands when it is none."""
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return text
    return f"{when.day} {when:%B %Y} at {when:%H:%M}"


def _bodies(message: EmailMessage) -> tuple[str, str]:
    """The plain and the HTML form of the body, each "" when there is none."""
    plain, rich = [], []
    for part in _body_parts(message):
        kind = part.get_content_type()
        if kind == "text/plain":
            plain.append(_content(part))
        elif kind == "text/html":
            rich.append(_content(part))
    return "\n\n".join(plain), "\n".join(rich)


def _body_parts(message: EmailMessage) -> Iterable[EmailMessage]:
    if message.get_content_type() == "message/rfc822":
        return
    if message.is_multipart():
        for part in message.iter_parts():
            if isinstance(part, EmailMessage):
                yield from _body_parts(part)
    elif message.get_content_maintype() == "text" and not _is_file(message):
        yield message


def _is_file(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _content(part: EmailMessage) -> str:
    held = part.get_payload(decode=True)
    content = held if isinstance(held, bytes) else b""
    charset = part.get_content_charset()
    if charset:
        try:
            return content.decode(charset, "strict")
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(content)


def body_units(plain: str, rich: str) -> tuple[list[TextUnit], tuple[str, ...]]:
    """The units of a body: the plain form, unless only the HTML form says everything; and what is left out."""
    if not rich.strip():
        return [_plain_unit(plain)], ()
    units, unseen = html_units(rich, "Message")
    if not plain.strip():
        return units, unseen
    said = set(re.findall(r"\w+", plain.casefold()))
    more = [word for unit in units for word in re.findall(r"\w+", unit.text.casefold()) if word not in said]
    total = sum(len(re.findall(r"\w+", unit.text)) for unit in units)
    if len(more) > 0.05 * total:
        return units, ("the plain form of the message, beside the one shown", *unseen)
    return [_plain_unit(plain)], ("the HTML form of the message, beside the one shown", *unseen)


def _plain_unit(plain: str) -> TextUnit:
    text = clean(plain).strip("\n")
    styles = tuple(Style(match.start(), match.end(), "quote") for match in QUOTED.finditer(text))
    return native("Message", text, styles=styles)


def _attachments(message: EmailMessage, small: list[int]) -> Iterable[Attachment]:
    """The files of a message; `small` counts the pictures that are part of its letterhead."""
    for number, part in enumerate(_leaves(message), start=1):
        kind = part.get_content_type()
        if kind == "message/rfc822":
            inner = part.get_payload()
            inner = inner[0] if isinstance(inner, list) and inner else inner
            if isinstance(inner, EmailMessage):
                yield Attachment(name=file_name(str(inner.get("Subject") or "forwarded message")) + ".eml",
                                 content=inner.as_bytes())  # fmt: skip
            continue
        held = part.get_payload(decode=True)
        content = held if isinstance(held, bytes) else b""
        inline = part.get_content_disposition() != "attachment"
        if part.get_content_maintype() == "image" and inline and len(content) < SMALLEST_INLINE_PICTURE:
            small[0] += 1
            continue
        given = part.get_filename()
        if given or not inline or kind not in BODY_KINDS:
            suffix = "." + kind.rsplit("/", 1)[-1] if not given else ""
            yield Attachment(name=file_name(given or f"part-{number}") + suffix, content=content)


def _leaves(message: EmailMessage) -> Iterable[EmailMessage]:
    if message.is_multipart() and message.get_content_type() != "message/rfc822":
        for part in message.iter_parts():
            if isinstance(part, EmailMessage):
                yield from _leaves(part)
    elif (
        message.get_content_type() not in BODY_KINDS
        or message.get_filename()
        or message.get_content_disposition() == "attachment"
    ):
        yield message


def file_name(name: str) -> str:
    """A file's name without folders or control characters."""
    return re.sub(r"\s+", " ", re.sub(r"[\x00-\x1f\x7f/\\]", "_", name)).strip()[:150] or "attachment"


def read_outlook(content: bytes, name: str) -> Reading:
    """An Outlook message (MSG)."""
    # Loaded here: it takes half a second, and few files are of this kind.
    import extract_msg

    try:
        with extract_msg.openMsg(content) as message:
            return _outlook(message, name)
    except Exception as error:
        raise Unreadable(name, "it is a damaged Outlook message") from error


def _outlook(message: Any, name: str) -> Reading:
    date: Any = getattr(message, "date", None)
    when = f"{date.day} {date:%B %Y} at {date:%H:%M}" if hasattr(date, "strftime") else str(date or "")
    values = {"From": message.sender, "To": message.to, "Cc": message.cc, "Date": when, "Subject": message.subject}
    pairs = [(key, re.sub(r"\s+", " ", str(value)).strip()) for key, value in values.items() if value]
    rich = message.htmlBody or b""
    body, unseen = body_units(message.body or "", decode(rich) if isinstance(rich, bytes) else str(rich))
    attachments = []
    for number, part in enumerate(message.attachments, start=1):
        data = part.data
        held = data if isinstance(data, bytes) else data.exportBytes() if hasattr(data, "exportBytes") else b""
        given = getattr(part, "longFilename", None) or getattr(part, "shortFilename", None) or f"part-{number}"
        attachments.append(Attachment(name=file_name(str(given)), content=held))
    if attachments:
        pairs.append(("Attachments", ", ".join(one.name for one in attachments)))
    blind = ["blind copies (Bcc)"] if _has_blind_copies(message) else []
    hidden = ["routing and other technical headers", *blind, *unseen]
    units = (fields_unit("Message headers", pairs), *body)
    hidden += _signed(attachments)
    return Reading(retypeset(name, Kind.OUTLOOK, units, attachments=tuple(attachments), hidden=tuple(hidden)))


def _has_blind_copies(message: Any) -> bool:
    # A sender's own copy names them among the recipients; others have them, if at all, in one string.
    return bool(message.bcc or message.getStringStream(DISPLAY_BCC))


def read_mailbox(content: bytes, name: str) -> Reading:
    """A mailbox file: every message as an attachment."""
    starts = [match.start() for match in re.finditer(rb"^From [^\r\n]*\r?\n(?=[!-9;-~]+:)", content, re.M)]
    if len(starts) > MOST_ARCHIVE_MEMBERS:
        raise Unreadable(name, f"it holds more than {MOST_ARCHIVE_MEMBERS:,} messages; split it first")
    bounds = zip(starts, [*starts[1:], len(content)], strict=True)
    messages = [re.sub(rb"^From [^\r\n]*\r?\n", b"", content[start:end], count=1) for start, end in bounds]
    parts = tuple(
        Attachment(name=f"message-{number}.eml", content=re.sub(rb"^>(>*From )", rb"\1", one, flags=re.M))
        for number, one in enumerate(messages, start=1)
    )
    units = (native("Mailbox", f"This mailbox holds {len(parts)} messages."),)
    return Reading(retypeset(name, Kind.MAILBOX, units, attachments=parts))
