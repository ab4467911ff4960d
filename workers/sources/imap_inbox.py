"""A mailbox that fills: the mails that came after a place in it, each with the moment it came. Nothing is changed."""

from __future__ import annotations

import imaplib
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from workers.sources.imap import ImapFolder

_AT_ONCE = 50
_UID, _SIZE = re.compile(rb"UID (\d+)"), re.compile(rb"RFC822\.SIZE (\d+)")
# RFC 3501 writes months in English, whatever the machine speaks.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A mail that lies in the mailbox, unread; `at` is when the mail server took it."""

    uid: int
    at: datetime
    size_bytes: int


class ImapInbox:
    """A folder of an IMAP server as a mailbox that is looked into again and again."""

    def __init__(self, folder: ImapFolder) -> None:
        self._folder = folder
        self.validity = folder.validity

    def last_uid(self) -> int:
        """The newest mail there; 0 in an empty mailbox."""
        return max(self._uids("ALL"), default=0)

    def after(self, uid: int) -> Iterator[Waiting]:
        """The mails with a higher UID, the oldest first."""
        # The newest mail answers to every range (RFC 3501, 6.4.8): it is left out again here.
        yield from self._waiting([found for found in self._uids("UID", f"{uid + 1}:*") if found > uid])

    def since(self, day: date) -> Iterator[Waiting]:
        """The mails that came on a day or later, the oldest first."""
        yield from self._waiting(self._uids("SINCE", f"{day.day:02}-{_MONTHS[day.month - 1]}-{day.year}"))

    def content(self, mail: Waiting) -> bytes:
        """The mail itself. Raises Unread where it has been moved meanwhile."""
        return self._folder.mail(f"{self.validity}/{mail.uid}").content()

    def _uids(self, *search: str) -> list[int]:
        found = self._folder.ask("SEARCH", *search)
        return sorted(int(uid) for uid in (found[0] or b"").split())

    def _waiting(self, uids: list[int]) -> Iterator[Waiting]:
        for start in range(0, len(uids), _AT_ONCE):
            some = ",".join(map(str, uids[start : start + _AT_ONCE]))
            answer = self._folder.ask("FETCH", some, "(UID INTERNALDATE RFC822.SIZE)")
            lines = (line for line in answer if isinstance(line, bytes))
            yield from sorted(filter(None, map(_read, lines)), key=lambda mail: mail.uid)


def _read(line: bytes) -> Waiting | None:
    uid, size, at = _UID.search(line), _SIZE.search(line), imaplib.Internaldate2tuple(line)
    if uid is None or size is None or at is None:
        return None
    return Waiting(int(uid[1]), datetime.fromtimestamp(time.mktime(at), UTC), int(size[1]))
