"""The file of one store's index: entries and their postings, sealed, in an SQLite that loses nothing when it is killed.

An entry is a file or a mail with everything inside it. Entries come in segments of some hundreds, which share their
postings; taking an entry out writes its segment anew without it, and what it held is overwritten.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from workers.finding.index.postings import Postings, signs, unpacked
from workers.finding.index.sealing import Seal, SealBroken
from workers.sources.errors import SourceError

SEGMENT_ENTRIES = 400
_VERSION = "1"  # of what is written below and of the keys of a text: another one is made anew
_TABLES = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS entry (number INTEGER PRIMARY KEY AUTOINCREMENT, place BLOB NOT NULL UNIQUE,
    stamp BLOB NOT NULL, head BLOB NOT NULL, copy INTEGER NOT NULL, segment INTEGER NOT NULL, body BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS entry_head ON entry (head);
CREATE INDEX IF NOT EXISTS entry_segment ON entry (segment);
CREATE TABLE IF NOT EXISTS segment (number INTEGER PRIMARY KEY AUTOINCREMENT, entries INTEGER NOT NULL,
    postings BLOB NOT NULL);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """What is to be kept: `head` is the reference that a copy of it would have too."""

    place: str
    stamp: str
    head: str
    body: bytes
    keys: Collection[str]


class IndexFile:
    """An open index."""

    def __init__(self, connection: sqlite3.Connection, seal: Seal) -> None:
        self._connection = connection
        self._seal = seal

    def known(self) -> dict[bytes, tuple[bytes, int]]:
        """Give for the name of each place the name of its stamp and its number."""
        rows = self._connection.execute("SELECT place, stamp, number FROM entry")
        return {place: (stamp, number) for place, stamp, number in rows}

    def name(self, text: str) -> bytes:
        """Give what stands for a place or stamp."""
        return self._seal.name(text)

    def replace(self, gone: Collection[int], new: Sequence[NewEntry]) -> None:
        """Take entries out and put others in, as one change: after a kill, all of it holds or nothing."""
        with self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            self._take_out(gone)
            if new:
                self._put_in(new)

    def matching(self, bits: Callable[[str], int], suffice: Callable[[int], bool]) -> list[int]:
        """Give the numbers of the entries whose signs suffice."""
        rows = self._connection.execute("SELECT number, postings FROM segment ORDER BY number")
        return [
            number
            for segment, sealed in rows
            for number, sign in signs(self._seal.opened(sealed, f"segment {segment}"), bits).items()
            if suffice(sign)
        ]

    def bodies(self, numbers: Iterable[int]) -> Iterator[tuple[int, bytes]]:
        """Give which copy of its head each of these entries is, and what was kept of it."""
        asked = "SELECT place, copy, body FROM entry WHERE number = ?"
        for number in numbers:
            for place, copy, body in self._connection.execute(asked, (number,)):
                yield copy, self._seal.opened(body, f"entry {place.hex()}")

    def count(self) -> int:
        """Say how many entries there are."""
        return int(self._connection.execute("SELECT count(*) FROM entry").fetchone()[0])

    def prepare(self) -> None:
        """Make the tables, or make them anew when an older version wrote them. Raises SourceError for another key."""
        self._connection.executescript(_TABLES)
        row = self._connection.execute("SELECT value FROM about WHERE name = 'version'").fetchone()
        try:
            version = self._seal.opened(row[0], "version").decode() if row else ""
        except SealBroken as error:
            raise SourceError(
                "The index was made with another RIGHTS_INDEX_KEY; set that again, or run 'rights index drop'."
            ) from error
        if version != _VERSION:
            with self._connection:
                self._connection.execute("BEGIN IMMEDIATE")
                self._connection.execute("DELETE FROM entry")
                self._connection.execute("DELETE FROM segment")
                sealed = self._seal.closed(_VERSION.encode(), "version")
                self._connection.execute("INSERT OR REPLACE INTO about VALUES ('version', ?)", (sealed,))

    def _take_out(self, gone: Collection[int]) -> None:
        if not gone:
            return
        touched: dict[int, set[int]] = {}
        for number in gone:
            row = self._connection.execute("SELECT segment FROM entry WHERE number = ?", (number,)).fetchone()
            if row is not None:
                touched.setdefault(row[0], set()).add(number)
        for segment, numbers in touched.items():
            self._connection.executemany("DELETE FROM entry WHERE number = ?", [(number,) for number in numbers])
            left = self._postings(segment).without(numbers)
            self._connection.execute("DELETE FROM segment WHERE number = ?", (segment,))
            if left:
                self._write(segment, left, self._size(segment))

    def _put_in(self, new: Sequence[NewEntry]) -> None:
        """Fill the newest segment that has room, so that many small changes do not make many small segments."""
        asked = "SELECT number FROM segment WHERE entries + ? <= ? ORDER BY number DESC LIMIT 1"
        row = self._connection.execute(asked, (len(new), SEGMENT_ENTRIES)).fetchone()
        postings = self._postings(row[0]) if row else Postings()
        segment = row[0] if row else self._new_segment()
        for entry in new:
            postings.add(self._insert(entry, segment), entry.keys)
        self._write(segment, postings, self._size(segment))

    def _new_segment(self) -> int:
        cursor = self._connection.execute("INSERT INTO segment (entries, postings) VALUES (0, x'')")
        return int(cursor.lastrowid or 0)

    def _insert(self, entry: NewEntry, segment: int) -> int:
        place, head = self.name(entry.place), self.name(f"head {entry.head}")
        cursor = self._connection.execute(
            "INSERT INTO entry (place, stamp, head, copy, segment, body)"
            " SELECT ?, ?, ?, 1 + coalesce((SELECT max(copy) FROM entry WHERE head = ?), 0), ?, ?",
            (place, self.name(entry.stamp), head, head, segment, self._seal.closed(entry.body, f"entry {place.hex()}")),
        )
        return int(cursor.lastrowid or 0)

    def _postings(self, segment: int) -> Postings:
        row = self._connection.execute("SELECT postings FROM segment WHERE number = ?", (segment,)).fetchone()
        return unpacked(self._seal.opened(row[0], f"segment {segment}"))

    def _size(self, segment: int) -> int:
        row = self._connection.execute("SELECT count(*) FROM entry WHERE segment = ?", (segment,)).fetchone()
        return int(row[0])

    def _write(self, segment: int, postings: Postings, entries: int) -> None:
        sealed = self._seal.closed(postings.packed(), f"segment {segment}")
        self._connection.execute("INSERT OR REPLACE INTO segment VALUES (?, ?, ?)", (segment, entries, sealed))


@contextmanager
def open_index(path: Path, seal: Seal) -> Iterator[IndexFile]:
    """Open an index, or make one. Raises SourceError when the file is damaged or was made with another key."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    connection = sqlite3.connect(path, timeout=60, isolation_level=None)
    try:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA journal_mode = TRUNCATE")
        connection.execute("PRAGMA synchronous = NORMAL")
        index = IndexFile(connection, seal)
        index.prepare()
        yield index
    except (sqlite3.Error, SealBroken) as error:
        raise SourceError(
            f"The index \"{path.name}\" cannot be used; run 'rights index drop', and search again to make it anew."
        ) from error
    finally:
        connection.close()
