"""An mbox file: many mails behind one another, each opened by a line that begins with "From "."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import partial
from pathlib import Path

from workers.sources import limits, problems
from workers.sources.below import Unread
from workers.sources.errors import SourceError
from workers.sources.raw_mail import RawMail, unread_mail

# A line that opens a message has a sender and a time; a sentence that begins with "From" has not.
_OPENS = re.compile(rb"From \S+.*\d{1,2}:\d{2}")
_HEADER = re.compile(
    rb"(?im)^(?:from|to|cc|subject|date|message-id|received|return-path|delivered-to|mime-version|content-type"
    rb"|reply-to|sender|x-[\w-]+):"
)
_FIELD = re.compile(rb"[!-9;-~]+:")
# Where a mail lies in the file: its path, and between which bytes.
SPAN = re.compile(r"(.*)#(\d+)-(\d+)", re.DOTALL)
_HEAD_BYTES = 64 * 1024


class MailFile(StrEnum):
    """What a file that should hold mails turns out to be."""

    MBOX = "mbox"
    MAIL = "mail"
    EMPTY = "empty"
    OUTLOOK = "outlook"
    OLE = "ole"
    OTHER = "other"


def kind_of(path: Path) -> MailFile:
    """Look at the beginning of a file. Raises SourceError when it cannot be opened."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError as error:
        raise SourceError(f'The mailbox "{path.name}" {problems.unopened(error)}.') from error
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for magic, kind in ((b"!BDN", MailFile.OUTLOOK), (b"\xd0\xcf\x11\xe0", MailFile.OLE)):
        if start.startswith(magic):
            return kind
    if not start:
        return MailFile.EMPTY if not head else MailFile.OTHER
    if _OPENS.match(start):
        return MailFile.MBOX
    top = start.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    return MailFile.MAIL if _FIELD.match(top) and _HEADER.search(top) else MailFile.OTHER


def mbox_mails(root: Path, path: Path) -> Iterator[RawMail]:
    """Give the mails of an mbox file; when the file is changed meanwhile, that comes last, by name."""
    try:
        with path.open("rb") as file:
            before = path.stat()
            lines = iter(partial(file.readline, limits.LINE_BYTES), b"")
            for number, (start, end) in enumerate(_spans(lines), start=1):
                yield mbox_mail(root, path, start, end, number=number)
            after = path.stat()
    except OSError as error:
        yield unread_mail(path.name, problems.unopened(error))
        return
    if (before.st_ino, before.st_size, before.st_mtime_ns) != (after.st_ino, after.st_size, after.st_mtime_ns):
        yield unread_mail(path.name, problems.CHANGED)


def _spans(lines: Iterator[bytes]) -> Iterator[tuple[int, int]]:
    """Give where each mail begins and ends; a line longer than the limit comes in pieces."""
    start: int | None = None
    place, is_blank, is_whole = 0, True, True
    for line in lines:
        if is_blank and is_whole and _OPENS.match(line.removeprefix(b"\xef\xbb\xbf")):
            if start is not None:
                yield start, place
            start = place + len(line)
        is_blank = is_whole and not line.strip()
        is_whole = line.endswith(b"\n")
        place += len(line)
    if start is not None:
        yield start, place


def mbox_mail(root: Path, path: Path, start: int, end: int, *, number: int = 0) -> RawMail:
    """Give the mail that lies between two places of an mbox file."""
    is_large = end - start > limits.FILE_BYTES
    shown_end = start + _HEAD_BYTES if is_large else end
    return RawMail(
        name=f"{path.name}: mail {number}",
        content=partial(_slice, path, start, shown_end),
        kept=lambda content: _later(path, start, shown_end, content),
        problem=problems.TOO_LARGE if is_large else "",
        place=f"{os.path.relpath(path, root)}#{start}-{end}",
        stamp=partial(_stamp, path, start, shown_end),
    )


def _stamp(path: Path, start: int, end: int) -> str:
    try:
        return hashlib.sha256(_slice(path, start, end)).hexdigest()
    except Unread:
        return ""


def _slice(path: Path, start: int, end: int) -> bytes:
    try:
        with path.open("rb") as file:
            file.seek(start)
            return re.sub(rb"(?m)^>(>*From )", rb"\1", file.read(end - start))
    except OSError as error:
        raise Unread(problems.unopened(error)) from error


def _later(path: Path, start: int, end: int, content: bytes) -> Callable[[], bytes]:
    return partial(_same_again, path, start, end, hashlib.sha256(content).digest())


def _same_again(path: Path, start: int, end: int, digest: bytes) -> bytes:
    try:
        content = _slice(path, start, end)
    except Unread as error:
        raise SourceError(f'The mailbox "{path.name}" {error}.') from error
    if hashlib.sha256(content).digest() != digest:
        raise SourceError(f'The mailbox "{path.name}" was changed after it was searched; search again.')
    return content
