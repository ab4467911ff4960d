"""A mailbox as a source: every message, and every attachment as a thing of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from workers.sources.base import RawRecord, Tally
from workers.sources.files import media_type, shown
from workers.sources.mail_folders import RawMail, raw_mails
from workers.sources.messages import Mail, read_mail
from workers.sources.reading import Readers
from workers.sources.stores import MailboxPlace, Store
from workers.sources.unpack import Leaf, leaves


@contextmanager
def open_mailbox(store: Store, place: MailboxPlace) -> Iterator[MailboxSource]:
    """Open the mailbox for the length of a search."""
    with raw_mails(place) as mails, Readers() as readers:
        yield MailboxSource(store, mails, readers)


class MailboxSource:
    """The messages of one mailbox."""

    def __init__(self, store: Store, mails: Iterator[RawMail], readers: Readers) -> None:
        self._store = store
        self._mails = mails
        self._readers = readers

    def expected(self) -> None:
        """A mailbox does not say how much it holds until it is read."""
        return

    def items(self, tally: Tally) -> Iterator[RawRecord]:
        """Give every message, each followed by what is attached to it."""
        seen: dict[str, int] = {}
        for records in self._readers.map(self._read, self._mails):
            tally.looked_at += 1
            if not records:
                continue
            # Two mails may carry one Message-ID (a copy in two folders): the later one gets a number.
            copies = seen[records[0].ref] = seen.get(records[0].ref, 0) + 1
            for record in records:
                if record.problem:
                    tally.unreadable.append((record.ref, record.problem))
                yield record if copies == 1 else _numbered(record, copies)

    def _read(self, raw: RawMail) -> list[RawRecord]:
        content = raw.content()
        mail = read_mail(content)
        records = [self._message(mail, raw.content)]
        for attachment in mail.attachments:
            if attachment.problem or not attachment.content:
                continue
            for leaf in leaves(attachment.name, attachment.content, self._readers.read, inner=(attachment.name,)):
                records.append(self._attachment(mail, leaf))
        return records

    def _message(self, mail: Mail, content: Callable[[], bytes]) -> RawRecord:
        return RawRecord(
            store=self._store.id,
            ref=mail.message_id,
            title=mail.subject or "Message without a subject",
            category=self._store.category,
            date=mail.sent_on,
            media_type="message/rfc822",
            file_name="message.eml",
            text=mail.text,
            content=content,
            answers=mail.answers,
        )

    def _attachment(self, mail: Mail, leaf: Leaf) -> RawRecord:
        name = shown(leaf.name.rsplit("/", 1)[-1])
        return RawRecord(
            store=self._store.id,
            ref="!".join([mail.message_id, *map(shown, leaf.inner)]),
            title=name,
            category=self._store.category,
            date=mail.sent_on,
            media_type=media_type(name),
            file_name=name,
            text=leaf.text,
            problem=leaf.problem,
            content=partial(bytes, leaf.content),
            carrier=mail.message_id,
        )


def _numbered(record: RawRecord, copies: int) -> RawRecord:
    head, mark, rest = record.ref.partition("!")
    numbered = f"{head}#{copies}"
    return replace(record, ref=f"{numbered}{mark}{rest}", carrier=numbered if record.carrier else "")
