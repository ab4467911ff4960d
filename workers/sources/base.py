"""What a source hands over, and the two shapes a source can have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRecord:
    """One thing a store holds, as it stands there.

    `text` is what could be read of it; `problem` says in plain words what could not ("" when all was read). `row` holds
    what stands in a database row, `columns` names all of its columns, `group` its table. `carrier` is the ref of the
    mail or archive it came in, `answers` the Message-IDs a mail replies to. `content` gives the original bytes, and is
    only called when they are needed.
    """

    store: str
    ref: str
    title: str
    category: str
    date: date | None = None
    media_type: str = "application/octet-stream"
    file_name: str = ""
    text: str = ""
    problem: str = ""
    content: Callable[[], bytes] = bytes
    group: str = ""
    row: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] = ()
    carrier: str = ""
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One person of a table or register: its key there and the fields as text, under our own names."""

    key: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledRecord:
    """A record and the key of the person it is filed under ("" when it is filed under nobody)."""

    person: str
    record: RawRecord


@dataclass(slots=True)
class Tally:
    """What a source has looked at so far, and what it could not read (ref, reason)."""

    looked_at: int = 0
    unreadable: list[tuple[str, str]] = field(default_factory=list)


class PeopleSource(Protocol):
    """A store that files its records under people: a database, a paper register.

    `texts_are_people` says that `texts` are the rows of `people` once more, and not to be counted twice.
    """

    texts_are_people: bool

    def people(self) -> Iterator[PersonRow]:
        """Give every person of the store."""

    def relations(self, keys: Iterable[str]) -> Iterator[tuple[str, PersonRow]]:
        """Give the people around those people, each with the key of the person they belong to."""

    def records(self, keys: Iterable[str]) -> Iterator[FiledRecord]:
        """Give the records filed under those people, the person's own row first."""

    def texts(self) -> Iterator[FiledRecord]:
        """Give every record that has free text, whoever it is filed under, without its row."""

    def record(self, ref: str) -> RawRecord:
        """Give one record in full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What lies in a store by itself, a file or a mail; `place` says where.

    `stamp` gives, without reading it, a text that changes whenever it does ("" when that cannot be told). `read` gives
    it and everything inside it; `content` only its bytes, and raises Unread.
    """

    place: str
    stamp: Callable[[], str]
    read: Callable[[], list[RawRecord]]
    content: Callable[[], bytes]


class TextSource(Protocol):
    """A store of texts filed under nobody: a folder, a mailbox."""

    def expected(self) -> int | None:
        """Say how many things there are to look at, where that is cheap to know."""

    def pieces(self, tally: Tally) -> Iterator[Piece]:
        """Give everything that lies in the store, unread; notes in the tally what cannot even be listed."""

    def piece(self, place: str) -> Piece:
        """Give what lies at a place."""

    def read(self, pieces: Iterable[Piece]) -> Iterator[list[RawRecord]]:
        """Read pieces, several at a time, and give the records of each in their order."""

    def items(self, tally: Tally) -> Iterator[RawRecord]:
        """Give everything in the store, with its text."""


OpenPeople = AbstractContextManager[PeopleSource]
