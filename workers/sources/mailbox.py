"""A mailbox as a source: every message, and every attachment as a thing of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial

from workers.sources import problems
from workers.sources.base import Piece, RawRecord, Tally
from workers.sources.below import Unread
from workers.sources.files import media_type, shown
from workers.sources.mail_folders import open_mails
from workers.sources.messages import Mail, mail_of_text, read_mail
from workers.sources.raw_mail import MailPlace, RawMail
from workers.sources.reading import Readers
from workers.sources.stores import MailboxPlace, Store
from workers.sources.unique import UniqueRefs
from workers.sources.unpack import Leaf, leaves

_MAIL, _OUTLOOK = "message/rfc822", "application/vnd.ms-outlook"


@contextmanager
def open_mailbox(store: Store, place: MailboxPlace) -> Iterator[MailboxSource]:
    """Open the mailbox for the length of a search."""
    with open_mails(place) as mails, Readers() as readers:
        yield MailboxSource(store, mails, readers)


class MailboxSource:
    """The messages of one mailbox."""

    def __init__(self, store: Store, mails: MailPlace, readers: Readers) -> None:
        self._store = store
        self._mails = mails
        self._readers = readers

    def expected(self) -> None:
        """A mailbox does not say how much it holds until it is read."""
        return

    def items(self, tally: Tally) -> Iterator[RawRecord]:
        """Give every message, each followed by what is attached to it; two may carry one Message-ID."""
        return UniqueRefs().counted(self.read(self.pieces(tally)), tally)

    def pieces(self, _tally: Tally) -> Iterator[Piece]:
        """Give every message, unread."""
        return map(self._piece, self._mails.mails())

    def piece(self, place: str) -> Piece:
        """Give the message that lies at a place."""
        return self._piece(self._mails.mail(place))

    def read(self, pieces: Iterable[Piece]) -> Iterator[list[RawRecord]]:
        """Read messages, several at a time."""
        return self._readers.map(_read, pieces)

    def _piece(self, raw: RawMail) -> Piece:
        return Piece(place=raw.place, stamp=raw.stamp, read=partial(self._read, raw), content=raw.content)

    def _read(self, raw: RawMail) -> list[RawRecord]:
        try:
            content = raw.content()
        except Unread as error:
            return [self._unread(raw, str(error))]
        if raw.problem and not content:
            return [self._unread(raw, raw.problem)]
        try:
            mail = self._outlook_mail(content) if raw.is_outlook else read_mail(content)
            records = [self._message(mail, raw, content)]
            for attachment in mail.attachments if not raw.problem else ():
                if attachment.problem or not attachment.content:
                    empty = Leaf(inner=(attachment.name,), name=attachment.name, content=b"", text="",
                                 problem=attachment.problem or problems.EMPTY)  # fmt: skip
                    records.append(self._attachment(mail, empty))
                    continue
                for leaf in leaves(attachment.name, attachment.content, self._readers.read, inner=(attachment.name,)):
                    records.append(self._attachment(mail, leaf))
        except Exception:  # whatever a broken mail does to a parser, the next one is still read
            return [self._unread(raw, problems.NO_MAIL)]
        return records

    def _outlook_mail(self, content: bytes) -> Mail:
        reading = self._readers.read("message.msg", content)
        return mail_of_text(reading.text, content, attachments=reading.attachments, problem=reading.problem)

    def _message(self, mail: Mail, raw: RawMail, content: bytes) -> RawRecord:
        return RawRecord(
            store=self._store.id,
            ref=mail.message_id,
            title=mail.subject or "Message without a subject",
            category=self._store.category,
            date=mail.sent_on,
            media_type=_OUTLOOK if raw.is_outlook else _MAIL,
            file_name="message.msg" if raw.is_outlook else "message.eml",
            text=mail.text,
            problem=raw.problem or mail.problem,
            content=raw.kept(content),
            answers=mail.answers,
        )

    def _unread(self, raw: RawMail, problem: str) -> RawRecord:
        name = shown(raw.name)
        return RawRecord(
            store=self._store.id, ref=name, title=name, category=self._store.category, file_name=name, problem=problem
        )

    def _attachment(self, mail: Mail, leaf: Leaf) -> RawRecord:
        name = shown(leaf.name.rsplit("/", 1)[-1])
        content: Callable[[], bytes] = partial(bytes, leaf.content)
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
            content=content,
            carrier=mail.message_id,
        )


def _read(piece: Piece) -> list[RawRecord]:
    return piece.read()
