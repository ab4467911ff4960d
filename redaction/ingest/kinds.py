"""What a file is, from its first bytes and its inner structure; its name only decides between kinds of plain text."""

from __future__ import annotations

import io
import json
import re
import zipfile
from enum import StrEnum

import olefile

from redaction.errors import Unreadable, Unsupported


class Kind(StrEnum):
    """The kinds of file that can be read, by media type."""

    PDF = "application/pdf"
    IMAGE = "image/*"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    ODP = "application/vnd.oasis.opendocument.presentation"
    SHEET = "application/vnd.ms-excel"
    OFFICE = "application/msword"
    CSV = "text/csv"
    MAIL = "message/rfc822"
    OUTLOOK = "application/vnd.ms-outlook"
    MAILBOX = "application/mbox"
    HTML = "text/html"
    TEXT = "text/plain"
    ZIP = "application/zip"
    TAR = "application/x-tar"
    PACKED = "application/gzip"
    RECORDS = "application/vnd.rights.records+json"


IMAGE_STARTS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
PACKED_STARTS = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0")
UNSUPPORTED_STARTS = {
    b"Rar!": "it is a RAR archive; unpack it and give its files",
    b"7z\xbc\xaf": "it is a 7-Zip archive; unpack it and give its files",
    b"!BDN": "it is an Outlook data file (PST); export its messages first",
    b"ID3": "it is a sound recording",
    b"RIFF": "it is a sound or video recording",
    b"\0asm": "it is a program",
    b"\x7fELF": "it is a program",
    b"MZ": "it is a program",
}
HEADER_LINE = re.compile(rb"(?:[!-9;-~]+:[ \t]?[^\r\n]*(?:\r?\n[ \t]+[^\r\n]*)*\r?\n){2,}")
MAIL_FIELD = re.compile(
    rb"^(received|from|to|subject|date|message-id|mime-version|return-path|delivered-to|x-[a-z-]+):", re.I | re.M
)


def kind_of(content: bytes, name: str) -> Kind:
    """The kind of a file; raises Unreadable, Encrypted or Unsupported, each with what to do about it."""
    if not content.strip(b"\0 \t\r\n"):
        raise Unreadable(name, "it is empty")
    head = content[:2048]
    _refuse_unsupported(content, head, name)
    if b"%PDF-" in head[:1024] and head.lstrip()[:1] != b"<":
        return Kind.PDF
    if head.startswith(IMAGE_STARTS) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return Kind.IMAGE
    if head[4:12] in {b"ftypheic", b"ftypmif1", b"ftypmsf1"}:
        raise Unsupported(name, "it is a HEIC photograph; save it as JPEG first")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(content, name)
    if head.startswith(PACKED_STARTS):
        return Kind.PACKED
    if head[257:262] == b"ustar":
        return Kind.TAR
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _compound_kind(content, name)
    if head.lstrip().startswith(b"{\\rtf"):
        return Kind.OFFICE
    return _text_kind(content, name)


def _refuse_unsupported(content: bytes, head: bytes, name: str) -> None:
    for start, reason in UNSUPPORTED_STARTS.items():
        is_picture = start == b"RIFF" and head[8:12] == b"WEBP"
        is_words = start in {b"MZ", b"ID3"} and _text_or_none(content) is not None
        if head.startswith(start) and not is_picture and not is_words:
            raise Unsupported(name, reason)


def _zip_kind(content: bytes, name: str) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {member.casefold().lstrip("/") for member in archive.namelist()}
            declared = archive.read("mimetype")[:80].decode("latin-1") if "mimetype" in archive.namelist() else ""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, KeyError) as error:
        raise Unreadable(name, "it is a damaged archive or office file") from error
    if "word/document.xml" in members or any(re.match(r"word/document\d*\.xml", part) for part in members):
        return Kind.DOCX
    if "xl/workbook.xml" in members:
        return Kind.XLSX
    if "xl/workbook.bin" in members or "spreadsheet" in declared:
        return Kind.SHEET
    if "opendocument.text" in declared:
        return Kind.OFFICE
    if "ppt/presentation.xml" in members:
        return Kind.PPTX
    if "opendocument.presentation" in declared:
        return Kind.ODP
    if "opendocument" in declared:
        raise Unsupported(name, "it is a drawing; save it as PDF first")
    return Kind.ZIP


def _compound_kind(content: bytes, name: str) -> Kind:
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as file:
            streams = {entry[0].casefold() for entry in file.listdir(streams=True, storages=False)}
    except Exception as error:
        raise Unreadable(name, "it is a damaged office file") from error
    if "__properties_version1.0" in streams:
        return Kind.OUTLOOK
    if "worddocument" in streams:
        return Kind.OFFICE
    if streams & {"workbook", "book"}:
        return Kind.SHEET
    if "powerpoint document" in streams:
        raise Unsupported(name, "it is a presentation in an old format; save it as PPTX or PDF first")
    raise Unsupported(name, "it is an office file of a kind that cannot be read; save it as PDF first")


def _text_kind(content: bytes, name: str) -> Kind:
    text = _text_or_none(content)
    if text is None:
        raise Unsupported(name, "it is of a kind that cannot be read; save it as PDF first")
    lowered = name.casefold()
    start = text[:4096].lstrip("\ufeff \t\r\n")
    if start.startswith("{") and _is_records(text):
        return Kind.RECORDS
    if content.startswith(b"From ") and MAIL_FIELD.search(content[:4096]):
        return Kind.MAILBOX
    headers = HEADER_LINE.match(content[:65536].lstrip(b"\xef\xbb\xbf\r\n"))
    if headers and (lowered.endswith(".eml") or len(MAIL_FIELD.findall(headers[0])) >= 2):
        return Kind.MAIL
    if lowered.endswith(".eml") and MAIL_FIELD.search(content[:4096]):
        return Kind.MAIL
    if re.match(r"(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", start, re.I | re.S):
        return Kind.HTML
    if lowered.endswith((".htm", ".html")) and "<" in start:
        return Kind.HTML
    if lowered.endswith((".csv", ".tsv")):
        return Kind.CSV
    return Kind.TEXT


def _is_records(text: str) -> bool:
    try:
        value = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and isinstance(value.get("columns"), list) and isinstance(value.get("rows"), list)


def _text_or_none(content: bytes) -> str | None:
    """The text, or None when the bytes are not text in any encoding councils use."""
    text = decode(content)
    sample = text[:20_000]
    strange = sum(1 for character in sample if ord(character) < 32 and character not in "\t\n\r\f\v\x1b")
    return text if strange <= len(sample) // 200 else None


def decode(content: bytes) -> str:
    """Text of a plain file: by its mark, else UTF-8, else UTF-16 by its zero bytes, else Windows-1252."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    zeros = content[:2000].count(0)
    if zeros > len(content[:2000]) // 4:
        return content.decode("utf-16-le" if content[1:2] == b"\0" else "utf-16-be", "replace")
    return content.decode("cp1252", "replace")
