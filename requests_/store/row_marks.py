"""The portal's own mark of every row it writes: whoever writes by another way cannot make one.

A mark is a keyed digest (HMAC-SHA-256, RFC 2104) of all that a row says, under a key of the vault, which the database
does not have. That no mark goes with its row, or comes back with an older one, is shown by a keyed sum over the marks
of each part of a table: an incremental multiset hash (Clarke, Devadas, van Dijk, Gassend and Suh 2003,
"Incremental Multiset Hash Functions", MSet-Add-Hash).
"""

from __future__ import annotations

import hmac
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection

from requests_.ids import new_id
from requests_.store.row_text import RowText
from requests_.store.touched import Touched, touched_rows

if TYPE_CHECKING:
    from requests_.store.vault import Vault

SPACE = "row-marks"
# Whoever writes holds the sums of the parts they wrote in until their commit is done: several can at once.
PARTS = 4
MODULUS = 2**256
# Plain SQL, the same for both: it runs with every commit, and building statements takes longer than running them.
_ADD = "INSERT INTO row_mark (table_name, id, mark, case_id) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
_CHANGE = "UPDATE row_mark SET mark = ? WHERE table_name = ? AND id = ? AND mark = ?"
_REMOVE = "DELETE FROM row_mark WHERE table_name = ? AND id = ? AND mark = ?"
_SUMS = "SELECT table_name, part, nonce, total FROM mark_sum WHERE {parts} ORDER BY table_name, part"
_START_SUM = "INSERT INTO mark_sum (table_name, part, nonce, total) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
_SET_SUM = "UPDATE mark_sum SET nonce = ?, total = ? WHERE table_name = ? AND part = ?"


# Made once: `json.dumps` would make one for every row.
_spelt = json.JSONEncoder(separators=(",", ":"), sort_keys=True).encode


class Part(NamedTuple):
    """A part of a table, which has a sum of its own."""

    table: str
    number: int


# The sum over the parts that have a sum: none of these goes without a trace either.
ALL_PARTS = Part("", 0)


@dataclass(frozen=True, slots=True)
class MarkKey:
    """The key that marks are made with."""

    key: bytes

    def id_of(self, text: RowText, said: dict[str, Any]) -> str:
        """By what the mark of a row is found: nothing that somebody without the key can read."""
        return self._digest("id", text.table, text.key(said))[:32]

    def mark_of(self, text: RowText, said: dict[str, Any]) -> str:
        """The mark of a row."""
        return self._digest("row", text.table, said)

    def own_mark(self, said: Mapping[str, Any]) -> str:
        """A mark that a row bears itself: a nonce, and the digest over it and all that the row says beside its key."""
        return self._own(new_id(), said)

    def is_own(self, mark: str | None, said: Mapping[str, Any]) -> bool:
        """Whether a row bears its own mark."""
        return mark is not None and hmac.compare_digest(mark, self._own(mark[:32], said))

    def _own(self, nonce: str, said: Mapping[str, Any]) -> str:
        return nonce + self._digest("own", nonce, said)[:32]

    def weight(self, table: str, row: str, mark: str) -> int:
        """What a mark adds to its sum."""
        return int(self._digest("weight", table, row, mark), 16)

    def weight_of_part(self, part: Part) -> int:
        """What a part that has a sum adds to the sum of all parts."""
        return self.weight("mark_sum", part.table, str(part.number))

    def veil(self, part: Part, nonce: str) -> int:
        """What hides a sum: another value whenever it is written."""
        return int(self._digest("veil", part, nonce), 16)

    def _digest(self, *said: Any) -> str:
        return hmac.digest(self.key, _spelt(said).encode(), "sha256").hex()


@dataclass(frozen=True, slots=True)
class MarkChange:
    """A mark that comes, goes, or takes the place of another. `row` is what `MarkKey.id_of` said."""

    table: str
    row: str
    old: str | None
    new: str | None
    case: str | None = None


def changes_of(key: MarkKey, touched: Iterable[Touched]) -> list[MarkChange]:
    """What becomes of the marks of rows that were written."""
    return [
        MarkChange(
            row.text.table,
            key.id_of(row.text, row.after or row.before or {}),
            None if row.before is None else key.mark_of(row.text, row.before),
            None if row.after is None else key.mark_of(row.text, row.after),
            case_of(row.text.table, row.after or {}),
        )
        for row in touched
    ]


def case_of(table: str, said: dict[str, Any]) -> str | None:
    """The case that a row belongs to."""
    return said.get("id" if table == "rights_case" else "case_id")


class RowMarks:
    """What marks the rows of one database, by the key of its vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    @cached_property
    def key(self) -> MarkKey:
        """The key of this vault. Raises Unavailable when it cannot be opened."""
        return MarkKey(self._vault.keys.open_or_make(SPACE).content)

    def mark_touched(self, connection: Connection) -> None:
        """Mark every row that the transaction wrote. To be called when it has written everything else."""
        touched = touched_rows(connection)
        if touched:
            write_marks(connection, self.key, changes_of(self.key, touched))


def part_of(table: str, row: str) -> Part:
    """The part of a table that a mark belongs to."""
    return Part(table, int(row[0], 16) % PARTS)


def write_marks(connection: Connection, key: MarkKey, changes: Iterable[MarkChange]) -> None:
    """Change marks, where they are what they should be: a row that somebody else wrote goes on without its mark."""
    moved: dict[Part, int] = defaultdict(int)
    rows: dict[str, list[tuple[str | None, ...]]] = defaultdict(list)
    for change in changes:
        moved[part_of(change.table, change.row)] += _weight(key, change, change.new) - _weight(key, change, change.old)
        known = (change.table, change.row)
        if change.old is None:
            rows[_ADD].append((*known, change.new, change.case))
        elif change.new is None:
            rows[_REMOVE].append((*known, change.old))
        else:
            rows[_CHANGE].append((change.new, *known, change.old))
    for statement, parameters in rows.items():
        _run(connection, statement, parameters)
    _move_sums(connection, key, moved)


def _weight(key: MarkKey, change: MarkChange, mark: str | None) -> int:
    return 0 if mark is None else key.weight(change.table, change.row, mark)


def _move_sums(connection: Connection, key: MarkKey, moved: Mapping[Part, int]) -> None:
    sums, started = _locked(connection, moved), 0
    if missing := moved.keys() - sums.keys():
        started = _start(connection, key, {part.table for part in missing})
        sums = _locked(connection, moved)
    said = []
    for part, by in moved.items():
        nonce, total = sums[part]
        fresh = new_id()
        plain = int(total, 16) - key.veil(part, nonce) + by
        said.append((fresh, f"{(plain + key.veil(part, fresh)) % MODULUS:064x}", *part))
    _run(connection, _SET_SUM, said)
    if started:  # last, so that nobody who holds it waits for anybody who waits for it
        _move_sums(connection, key, {ALL_PARTS: started})


def _start(connection: Connection, key: MarkKey, tables: Iterable[str]) -> int:
    """Give every part of some tables a sum of nothing; returns what the parts weigh that had none.

    All parts at once: what the first rows of a table take differs from then on for nobody.
    """
    weight = 0
    for part in sorted(Part(table, number) for table in tables for number in range(PARTS if table else 1)):
        nonce = new_id()
        added = _run(connection, _START_SUM, (*part, nonce, f"{key.veil(part, nonce):064x}"))
        if added.rowcount and part != ALL_PARTS:
            weight += key.weight_of_part(part)
    return weight


def _locked(connection: Connection, parts: Iterable[Part]) -> dict[Part, tuple[str, str]]:
    """The sums of some parts, which nobody else changes until this transaction is over."""
    wanted = [value for part in parts for value in part]
    query = _SUMS.format(parts=" OR ".join(["(table_name = ? AND part = ?)"] * (len(wanted) // 2)))
    if connection.dialect.name == "postgresql":
        query += " FOR UPDATE"
    rows = _run(connection, query, tuple(wanted))
    return {Part(table, part): (nonce, total) for table, part, nonce, total in rows}


def _run(connection: Connection, statement: str, parameters: Any) -> Any:
    spelt = statement if connection.dialect.name == "sqlite" else statement.replace("?", "%s")
    return connection.exec_driver_sql(spelt, parameters)
