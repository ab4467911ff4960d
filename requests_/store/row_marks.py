"""The portal's own mark of every row it writes: whoever writes by another way cannot make one.

A mark is a keyed digest (HMAC-SHA-256, RFC 2104) of all that a row says, under a key of the vault, which the database
does not have. That no mark goes with its row, or comes back with an older one, is shown by a keyed sum over the marks
of each table: an incremental multiset hash (Clarke, Devadas, van Dijk, Gassend and Suh 2003, "Incremental Multiset Hash
Functions", MSet-Add-Hash). A sum over all the sums binds them to one another: none comes back without all the others.
"""

from __future__ import annotations

import hmac
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection

from requests_.errors import Unavailable
from requests_.ids import new_id
from requests_.store.definitions import definitions_of, kept_as, stamp_of
from requests_.store.row_text import RowText
from requests_.store.touched import Touched, touched_rows

if TYPE_CHECKING:
    from requests_.store.vault import Vault

SPACE = "row-marks"
ALL = ""  # stands for the table of the sum over the sums of all tables
PLANTED = (
    "The database has other triggers, functions, policies or tables than 'rights migrate' and 'rights roles' left. "
    "Nothing was saved, so that nothing is written with the portal: ask the administrator to run 'rights audit verify'."
)
_ROWS_AT_ONCE = 500
MODULUS = 2**256
# Plain SQL, the same for both: it runs with every commit, and building statements takes longer than running them.
_ADD = "INSERT INTO row_mark (table_name, id, mark, case_id) VALUES {rows} ON CONFLICT DO NOTHING"
_CHANGE = "UPDATE row_mark SET mark = ?, case_id = ? WHERE table_name = ? AND id = ? AND mark = ?"
_REMOVE = "DELETE FROM row_mark WHERE table_name = ? AND id = ? AND mark = ?"
_SUMS = "SELECT table_name, nonce, total FROM mark_sum WHERE table_name IN ({tables}) ORDER BY table_name"
_FIRST_SUM = "INSERT INTO mark_sum (table_name, nonce, total) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
_PUT_SUM = (
    "INSERT INTO mark_sum (table_name, nonce, total) VALUES {rows} "
    "ON CONFLICT (table_name) DO UPDATE SET nonce = excluded.nonce, total = excluded.total"
)


# Made once: `json.dumps` would make one for every row.
_spelt = json.JSONEncoder(separators=(",", ":"), sort_keys=True).encode


class Sum(NamedTuple):
    """The sum of a table as it is kept."""

    table: str
    nonce: str
    total: str


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

    def weight_of(self, kept: Sum) -> int:
        """What the sum of a table adds to the sum over all of them."""
        return int(self._digest("sum", *kept), 16)

    def open(self, kept: Sum) -> int:
        """What a sum comes to."""
        return (int(kept.total, 16) - self._veil(kept.table, kept.nonce)) % MODULUS

    def hide(self, table: str, total: int) -> Sum:
        """A sum as it is kept: another value whenever it is written."""
        nonce = new_id()
        return Sum(table, nonce, f"{(total + self._veil(table, nonce)) % MODULUS:064x}")

    def _veil(self, table: str, nonce: str) -> int:
        return int(self._digest("veil", table, nonce), 16)

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
        self._stamp: int | None = None

    @property
    def has_key(self) -> bool:
        """Whether this vault has a key already: asking for one makes it."""
        return self._vault.keys.has(SPACE)

    @cached_property
    def key(self) -> MarkKey:
        """The key of this vault. Raises Unavailable when it cannot be opened."""
        return MarkKey(self._vault.keys.open_or_make(SPACE).content)

    def mark_touched(self, connection: Connection) -> None:
        """Mark every row that the transaction wrote. To be called when it has written everything else.

        Raises Unavailable where a planted trigger may have written with it: that would be marked as the portal's own.
        """
        touched = touched_rows(connection)
        if touched:
            self._know_definitions(connection)
            write_marks(connection, self.key, changes_of(self.key, touched))

    def _know_definitions(self, connection: Connection) -> None:
        stamp = stamp_of(connection)
        if stamp != self._stamp and has_other_definitions(connection, self.key):
            raise Unavailable(PLANTED)
        self._stamp = stamp


def write_marks(connection: Connection, key: MarkKey, changes: Iterable[MarkChange]) -> None:
    """Change marks, where they are what they should be: a row that somebody else wrote goes on without its mark."""
    moved: dict[str, int] = defaultdict(int)
    rows: dict[str, list[tuple[str | None, ...]]] = defaultdict(list)
    for change in changes:
        moved[change.table] += _weight(key, change, change.new) - _weight(key, change, change.old)
        known = (change.table, change.row)
        if change.old is None:
            rows[_ADD].append((*known, change.new, change.case))
        elif change.new is None:
            rows[_REMOVE].append((*known, change.old))
        else:
            rows[_CHANGE].append((change.new, change.case, *known, change.old))
    _add(connection, _ADD, rows.pop(_ADD, []))
    for statement, parameters in rows.items():
        _run(connection, statement, parameters)
    _move_sums(connection, key, moved)


def _weight(key: MarkKey, change: MarkChange, mark: str | None) -> int:
    return 0 if mark is None else key.weight(change.table, change.row, mark)


def _move_sums(connection: Connection, key: MarkKey, moved: Mapping[str, int]) -> None:
    """Add to the sums of some tables. Whoever does so comes alone, for as long as the end of a transaction takes."""
    sums = _held(connection, moved)
    if ALL not in sums:
        _run(connection, _FIRST_SUM, key.hide(ALL, 0))
        sums = _held(connection, moved)
    before = [sums[table] for table in moved if table in sums]
    after = [key.hide(table, by + (key.open(sums[table]) if table in sums else 0)) for table, by in moved.items()]
    over_all = key.open(sums[ALL]) + sum(map(key.weight_of, after)) - sum(map(key.weight_of, before))
    _add(connection, _PUT_SUM, [*after, key.hide(ALL, over_all)])


def has_other_definitions(connection: Connection, key: MarkKey) -> bool:
    """Whether the database has other definitions than were kept; False where none were kept yet."""
    kept = _kept_definitions(connection)
    return kept is not None and not comes_to(key, kept, definitions_of(connection))


def comes_to(key: MarkKey, kept: Sum | None, total: int) -> bool:
    """Whether a kept sum is this one."""
    try:
        return kept is not None and key.open(kept) == total % MODULUS
    except ValueError:
        return False  # written over with what is no number


def keeps_definitions(connection: Connection) -> bool:
    """Whether the definitions of this kind of database were kept."""
    return _kept_definitions(connection) is not None


def _kept_definitions(connection: Connection) -> Sum | None:
    # Looked for here, and not by the database: an operator that somebody planted there would find none.
    name = kept_as(connection)
    rows = connection.exec_driver_sql("SELECT table_name, nonce, total FROM mark_sum").all()
    return next((Sum(*row) for row in rows if row[0] == name), None)


def keep_definitions(connection: Connection, key: MarkKey) -> None:
    """Keep what the definitions of the database are now, as a sum that nobody without the key can make."""
    name = kept_as(connection)
    kept = _held(connection, [name]).get(name)
    _move_sums(connection, key, {name: definitions_of(connection) - (0 if kept is None else key.open(kept))})


def _held(connection: Connection, tables: Iterable[str]) -> dict[str, Sum]:
    """The sums of some tables and the one over all: nobody else changes any until this transaction is over."""
    wanted = (ALL, *tables)
    query = _SUMS.format(tables=", ".join("?" * len(wanted)))
    if connection.dialect.name == "postgresql":
        query += " FOR UPDATE"
    return {kept.table: kept for kept in (Sum(*row) for row in _run(connection, query, wanted))}


def _add(connection: Connection, statement: str, rows: Sequence[tuple[str | None, ...]]) -> None:
    """Add rows, as many at once as a statement holds: one journey to the database is what most transactions take."""
    for first in range(0, len(rows), _ROWS_AT_ONCE):
        some = rows[first : first + _ROWS_AT_ONCE]
        values = ", ".join([f"({', '.join('?' * len(some[0]))})"] * len(some))
        _run(connection, statement.format(rows=values), tuple(cell for row in some for cell in row))


def _run(connection: Connection, statement: str, parameters: Any) -> Any:
    spelt = statement if connection.dialect.name == "sqlite" else statement.replace("?", "%s")
    return connection.exec_driver_sql(spelt, parameters)
