"""A folder of an IMAP server, opened so that nothing in it changes, not even what counts as read."""

from __future__ import annotations

import base64
import imaplib
import os
import re
import ssl
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import IO, Any
from urllib.parse import unquote, urlsplit

from workers.sources import limits, problems
from workers.sources.below import Unread
from workers.sources.errors import SourceError
from workers.sources.raw_mail import RawMail
from workers.sources.stores import MailboxPlace

_SECONDS = 60
_AT_ONCE = 200
_BETWEEN = re.compile(rb'\) "\\?(.)" ')
_SIZE = re.compile(rb"UID (\d+).*?RFC822\.SIZE (\d+)|RFC822\.SIZE (\d+).*?UID (\d+)", re.DOTALL)


@contextmanager
def imap_mails(place: MailboxPlace) -> Iterator[ImapFolder]:
    """Open the folder. Raises SourceError when the server does not let us in or goes away."""
    parts = urlsplit(place.imap_url)
    folder = unquote(parts.path.lstrip("/")) or "INBOX"
    server = _logged_in(parts.hostname or "", parts.port or 993, unquote(parts.username or ""), place.password_env)
    try:
        _select(server, folder)
        with tempfile.TemporaryFile() as kept:
            yield ImapFolder(server, folder, _Kept(kept))
    finally:
        try:
            server.logout()
        except (OSError, imaplib.IMAP4.error):
            server.shutdown()


def _logged_in(host: str, port: int, account: str, password_env: str) -> imaplib.IMAP4_SSL:
    try:
        # Without a context of our own the standard library would take any certificate.
        server = imaplib.IMAP4_SSL(host, port, ssl_context=ssl.create_default_context(), timeout=_SECONDS)
    except ssl.SSLCertVerificationError as error:
        raise SourceError(
            f"The mail server {host} has a certificate this machine does not trust; install its authority's "
            "certificate, or correct the server's name."
        ) from error
    except (OSError, imaplib.IMAP4.error) as error:
        raise SourceError(f"The mail server {host} does not answer; look that it runs and search again.") from error
    try:
        server.login(account, os.environ.get(password_env, ""))
    except (OSError, UnicodeError, imaplib.IMAP4.error) as error:
        server.shutdown()
        raise SourceError(
            f"The mail server {host} does not let the account of the search in; check its name and password."
        ) from error
    return server


def _select(server: imaplib.IMAP4_SSL, folder: str) -> None:
    try:
        quoted = _utf7(_as_there(server, folder)).replace("\\", "\\\\").replace('"', '\\"')
        answer, _ = server.select(f'"{quoted}"', readonly=True)
    except (OSError, imaplib.IMAP4.error):
        answer = "NO"
    if answer != "OK":
        raise SourceError(f'The mail server has no folder "{folder}" for this account; correct the path.')


def _as_there(server: imaplib.IMAP4_SSL, folder: str) -> str:
    """The path of a folder with the sign that this server puts between its parts. Source: RFC 3501, section 6.3.8."""
    _, listed = server.list('""', '""')
    told = _BETWEEN.search(listed[0]) if listed and isinstance(listed[0], bytes) else None
    return folder.replace("/", told[1].decode()) if told else folder


class ImapFolder:
    """The mails of one folder; each is fetched when it is read, and none twice that an index knows."""

    def __init__(self, server: imaplib.IMAP4_SSL, folder: str, kept: _Kept) -> None:
        self._server = server
        self._folder = folder
        self._kept = kept
        self._lock = threading.Lock()  # one connection, several readers
        told = server.response("UIDVALIDITY")[1][0]
        # Within one validity a UID is one mail for ever. Source: RFC 3501, section 2.3.1.1.
        self.validity = told.decode() if isinstance(told, bytes) else ""

    def mails(self) -> Iterator[RawMail]:
        """Give the mails by their UIDs."""
        found = self.ask("SEARCH", "ALL")
        uids = [uid.decode() for uid in (found[0] or b"").split()]
        for start in range(0, len(uids), _AT_ONCE):
            some = uids[start : start + _AT_ONCE]
            sizes = _sizes(self.ask("FETCH", ",".join(some), "(UID RFC822.SIZE)"))
            for uid in some:
                yield self._mail(uid, is_large=sizes.get(uid, 0) > limits.FILE_BYTES)

    def mail(self, place: str) -> RawMail:
        """Give the mail of this validity and UID; it raises Unread when it is read and no longer there."""
        validity, _, uid = place.rpartition("/")
        return self._mail(uid if validity == self.validity else "0", is_large=False)

    def _mail(self, uid: str, *, is_large: bool) -> RawMail:
        return RawMail(
            name=f"{self._folder}: mail {uid}",
            content=partial(self._content, uid, "(BODY.PEEK[HEADER])" if is_large else "(BODY.PEEK[])"),
            kept=self._kept.keep,
            problem=problems.TOO_LARGE if is_large else "",
            place=f"{self.validity}/{uid}",
            stamp=partial(str, "large" if is_large else "whole") if self.validity else str,
        )

    def _content(self, uid: str, part: str) -> bytes:
        for answer in self.ask("FETCH", uid, part):
            if isinstance(answer, tuple):
                return bytes(answer[1])
        raise Unread(problems.GONE)  # somebody moved or erased it since the folder was listed

    def ask(self, command: str, *arguments: str) -> list[Any]:
        """What the server answers to a command about UIDs. Raises SourceError when it goes away."""
        try:
            with self._lock:
                return self._server.uid(command, *arguments)[1]
        except (OSError, imaplib.IMAP4.error) as error:
            raise SourceError("The mail server ended the search; look that it runs and search again.") from error


def _sizes(answer: Iterable[Any]) -> dict[str, int]:
    sizes = {}
    for line in answer:
        if isinstance(line, bytes) and (told := _SIZE.search(line)):
            uid, size = (told[1], told[2]) if told[1] else (told[4], told[3])
            sizes[uid.decode()] = int(size)
    return sizes


def _utf7(name: str) -> str:
    """A folder's name as IMAP writes it. Source: RFC 3501, section 5.1.3."""

    def coded(found: re.Match[str]) -> str:
        if found.group() == "&":
            return "&-"
        return f"&{base64.b64encode(found.group().encode('utf-16-be')).decode().rstrip('=').replace('/', ',')}-"

    return re.sub(r"&|[^\x20-\x7e]+", coded, name)


class _Kept:
    """Bytes put aside in a file without a name, gone with the search."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = os.dup(file.fileno())
        self._end = 0
        self._lock = threading.Lock()

    def __del__(self) -> None:
        os.close(self._file)

    def keep(self, content: bytes) -> partial[bytes]:
        with self._lock:
            start, self._end = self._end, self._end + len(content)
        os.pwrite(self._file, content, start)
        return partial(self._again, start, len(content))

    def _again(self, start: int, size: int) -> bytes:
        return os.pread(self._file, size, start)
