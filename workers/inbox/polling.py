"""Looking into the mailbox every minute, from where the last look ended. Nothing in it is changed or marked as read."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import structlog

from requests_.errors import Unavailable
from requests_.model.arrivals import Fate
from requests_.services import inbox as kept
from requests_.services.inbox import Arrived
from workers.context import Tools
from workers.inbox.taking import take, take_unread
from workers.sources.below import Unread
from workers.sources.errors import SourceError
from workers.sources.imap import imap_mails
from workers.sources.imap_inbox import ImapInbox, Waiting
from workers.sources.stores import MailboxPlace

PASSWORD = "RIGHTS_INBOX_PASSWORD"  # noqa: S105 - the name of the setting
PAUSE_SECONDS = 60.0
# The virus scanner's own limit, beside what is said of a file (README).
LARGEST_MAIL_BYTES = 25_000_000
TOO_LARGE = "It is larger than 25 MB."
# A mailbox that was set up anew names its mails anew: those of the last day are looked at again, and known ones left.
OVERLAP = timedelta(days=1)


@contextmanager
def open_inbox(url: str) -> Iterator[ImapInbox]:
    """The mailbox. Raises SourceError, with the mend, where it does not let us in."""
    with imap_mails(MailboxPlace(imap_url=url, password_env=PASSWORD)) as folder:
        yield ImapInbox(folder)


def look(tools: Tools, url: str) -> int:
    """Take in what is new; returns how many mails. The first look takes nothing: what lies there is left to people.

    Raises SourceError or Unavailable where it cannot go on now: the next look begins where this one ended.
    """
    with open_inbox(url) as inbox:
        return sum(1 for mail in _new(tools, inbox) if _taken(tools, inbox, mail))


def run(tools: Tools, url: str, is_stopped: Callable[[], bool]) -> None:
    """Look again and again, until told to stop."""
    log = structlog.get_logger()
    while not is_stopped():
        try:
            if count := look(tools, url):
                log.info("mails_taken_in", count=count)
        except (SourceError, Unavailable) as fault:
            # Their texts say what to mend, and hold nobody's data.
            log.warning("inbox_waits", reason=str(fault))
        except Exception as fault:
            log.warning("inbox_waits", fault=type(fault).__name__)
        time.sleep(PAUSE_SECONDS)


def _new(tools: Tools, inbox: ImapInbox) -> Iterable[Waiting]:
    with tools.store.unit_of_work() as uow:
        place = kept.place_in(uow, inbox.validity)
        if place.arrived_at is None:
            begun = _named(f"{inbox.validity} begun")
            arrived = Arrived(digest=begun, validity=inbox.validity, uid=inbox.last_uid(), at=tools.clock.utc_now())
            kept.record(uow, tools.clock, arrived, Fate.BEGUN)
            uow.commit()
            return ()
    return inbox.after(place.uid) if place.uid else inbox.since((place.arrived_at - OVERLAP).date())


def _taken(tools: Tools, inbox: ImapInbox, mail: Waiting) -> bool:
    if mail.size_bytes > LARGEST_MAIL_BYTES:
        named = _named(f"{inbox.validity}/{mail.uid}")
        return take_unread(tools, Arrived(digest=named, validity=inbox.validity, uid=mail.uid, at=mail.at), TOO_LARGE)
    try:
        content = inbox.content(mail)
    except Unread:
        # Somebody moved it between the two questions.
        return False
    return take(tools, content, validity=inbox.validity, uid=mail.uid, at=mail.at)


def _named(place: str) -> str:
    return hashlib.sha256(place.encode()).hexdigest()
