"""Where mails lie: an mbox file, a Maildir, a folder of .eml files, or a folder of an IMAP server."""

from __future__ import annotations

import imaplib
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

from workers.sources.errors import SourceError
from workers.sources.stores import MailboxPlace

# A line that opens a message has a sender and a time; a sentence that begins with "From" has not.
_OPENS = re.compile(rb"From \S+.*\d{1,2}:\d{2}")
_IMAP_SECONDS = 60


@dataclass(frozen=True, slots=True)
class RawMail:
    """A mail that has not been parsed; its bytes are fetched when they are asked for."""

    content: Callable[[], bytes]


@contextmanager
def raw_mails(place: MailboxPlace) -> Iterator[Iterator[RawMail]]:
    """Give the mails of a mailbox, one after another."""
    if place.imap_url:
        with _imap(place) as mails:
            yield mails
        return
    path = place.path
    if path is None or not path.exists():
        raise SourceError(f"There is no mailbox {path}; correct the path.")
    yield _folder(path) if path.is_dir() else _mbox(path)


def _folder(path: Path) -> Iterator[RawMail]:
    """A Maildir keeps one mail a file in `cur` and `new`; any other folder is searched for .eml and .mbox files."""
    for file in sorted(path.rglob("*")):
        if not file.is_file() or file.is_symlink():
            continue
        if file.parent.name in ("cur", "new") or file.suffix.lower() == ".eml":
            yield RawMail(file.read_bytes)
        elif file.suffix.lower() in (".mbox", ".mbx"):
            yield from _mbox(file)


def _mbox(path: Path) -> Iterator[RawMail]:
    try:
        with path.open("rb") as file:
            start: int | None = None
            place, blank = 0, True
            for line in file:
                if blank and _OPENS.match(line):
                    if start is not None:
                        yield RawMail(partial(_slice, path, start, place))
                    start = place + len(line)
                elif start is None and line.strip():
                    start = place  # a single mail saved without the opening line
                blank = not line.strip()
                place += len(line)
            if start is not None:
                yield RawMail(partial(_slice, path, start, place))
    except OSError as error:
        raise SourceError(f"The mailbox {path.name} cannot be read ({error.strerror}); try again.") from error


def _slice(path: Path, start: int, end: int) -> bytes:
    with path.open("rb") as file:
        file.seek(start)
        return re.sub(rb"(?m)^>(>*From )", rb"\1", file.read(end - start))


@contextmanager
def _imap(place: MailboxPlace) -> Iterator[Iterator[RawMail]]:
    parts = urlsplit(place.imap_url)
    folder = unquote(parts.path.lstrip("/")) or "INBOX"
    try:
        server = imaplib.IMAP4_SSL(parts.hostname or "", parts.port or 993, timeout=_IMAP_SECONDS)
        server.login(unquote(parts.username or ""), os.environ.get(place.password_env, ""))
        answer, _ = server.select(f'"{folder}"', readonly=True)
    except (OSError, imaplib.IMAP4.error) as error:
        raise SourceError(
            f"The mail server {parts.hostname} does not let us in; check that it runs, the name and the password."
        ) from error
    if answer != "OK":
        raise SourceError(f'The mail server has no folder "{folder}"; correct the path.')
    try:
        yield _imap_mails(server)
    finally:
        server.logout()


def _imap_mails(server: imaplib.IMAP4_SSL) -> Iterator[RawMail]:
    try:
        _, found = server.uid("SEARCH", "ALL")
        for uid in (found[0] or b"").split():
            _, answer = server.uid("FETCH", uid.decode(), "(BODY.PEEK[])")
            for part in answer:
                if isinstance(part, tuple):
                    yield RawMail(partial(bytes, part[1]))
    except (OSError, imaplib.IMAP4.error) as error:
        raise SourceError("The mail server ended the search; try again.") from error
