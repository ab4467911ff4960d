"""Showing that every row bears the mark that the portal gave it, and that none went together with its mark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, repeat
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, func, inspect, select

from requests_.store.mark_tables import MARKS, SUMS
from requests_.store.row_marks import (
    ALL,
    MarkChange,
    MarkKey,
    Sum,
    case_of,
    comes_to,
    has_other_definitions,
    write_marks,
)
from requests_.store.row_text import LOOKS, SELF_MARKED, RowText, keys_of, texts_of

_PLANTED = (
    "has other triggers, functions, policies or tables than 'rights migrate' and 'rights roles' left: the portal saves "
    "nothing, and what else is said here may be what they want to be read"
)
_ROWS_AT_ONCE = 2000
_LOOKED_AT = 50
_GONE = "is gone, and its rows with it"
_IN_PARTS = {"yield_per": _ROWS_AT_ONCE}
_Row = TypeVar("_Row")


class Kept(NamedTuple):
    """The mark that is kept of a row, and the case it is of."""

    mark: str
    case: str | None


class Found(NamedTuple):
    """A row as it stands: by what its mark is found, the mark it should bear, the one it bears, and what it says."""

    row: str
    mark: str
    kept: Kept | None
    said: dict[str, Any]


@dataclass(frozen=True, slots=True)
class MarkFault:
    """A row that is not as the portal left it, by what its mark is found.

    `row` is "" for what is wrong with a whole table, and `table` too for what is wrong with the database.

    `key` is the row's own where it says nothing of anybody, `case` whose it is, where that is known.
    """

    table: str
    row: str
    fault: str
    case: str | None = None
    key: str = ""


def mark_faults(connection: Connection, key: MarkKey) -> Iterator[MarkFault]:
    """What somebody else than the portal wrote, put there or took away."""
    texts, sums = texts_of(connection), sums_of(connection)
    if not is_marked_with(connection, key, texts.values()):
        other_vault = "was not made with the key of this vault: is RIGHTS_VAULT the one of this database?"
        yield MarkFault(MARKS.name, "", other_vault)
        return
    for text in texts.values():
        yield from faults_of_table(connection, key, text, sums)
    if has_other_definitions(connection, key):
        yield MarkFault("", "", _PLANTED)
    marked = set(connection.scalars(select(MARKS.c.table_name).distinct()))
    # A table of an older revision is still there before the upgrade that does away with it.
    there = {*texts, *inspect(connection).get_table_names()}
    yield from (MarkFault(table, "", _GONE) for table in sorted(marked - there))
    if (marked or sums) and not sums_hold(key, sums):
        yield MarkFault(SUMS.name, "", "has a sum that was taken away, put there, or is as it was before")


def sums_hold(key: MarkKey, sums: Mapping[str, Sum]) -> bool:
    """Whether the sum over all the sums is theirs: none was taken away, put there, or put back as it was."""
    return comes_to(key, sums.get(ALL), sum(key.weight_of(kept) for table, kept in sums.items() if table != ALL))


def has_marks(connection: Connection) -> bool:
    """Whether any row bears a mark, whichever the revision of the tables."""
    there = MARKS.name in inspect(connection).get_table_names()
    return there and connection.scalar(select(MARKS.c.id).limit(1)) is not None


def has_rows(connection: Connection) -> bool:
    """Whether there is a row that should bear a mark."""
    tables = texts_of(connection)
    return any(connection.exec_driver_sql(f"SELECT 1 FROM {table} LIMIT 1").first() for table in tables)  # noqa: S608


def mark_again(connection: Connection, key: MarkKey, *, but: Iterable[MarkFault] = ()) -> int:
    """Mark every row as it stands, but those with a fault of before; returns how many it were.

    Marks of tables that are there no longer go, but those of a table that was gone before.
    """
    left, count = {(fault.table, fault.row) for fault in but}, 0
    texts = texts_of(connection)
    for table, text in texts.items():
        changes = (change for change, _ in _differing(connection, key, text) if (table, change.row) not in left)
        for some in _batches(changes):
            write_marks(connection, key, some)
            count += len(some)
    marked = set(connection.scalars(select(MARKS.c.table_name).distinct()))
    for table in sorted(marked - texts.keys() - {fault.table for fault in but if fault.fault == _GONE}):
        query = select(MARKS.c.id, MARKS.c.mark).where(MARKS.c.table_name == table)
        held = connection.execute(query).all()
        for some in _batches(MarkChange(table, row, mark, None) for row, mark in held):
            write_marks(connection, key, some)
    return count


def faults_of_table(
    connection: Connection, key: MarkKey, text: RowText, sums: Mapping[str, Sum] | None = None
) -> Iterator[MarkFault]:
    """What somebody else than the portal wrote into one table, put there or took away; `sums` where they are known."""
    try:
        for change, known_by in _differing(connection, key, text):
            yield MarkFault(text.table, change.row, _said_of(change), change.case, known_by)
    except Exception:  # a column that was written over may hold anything at all
        yield MarkFault(text.table, "", "has a row that was written over with what cannot be read")
    yield from _repeated(connection, text)
    if lacks_rows(connection, key, text.table, sums):
        yield MarkFault(text.table, "", "lacks a row that went together with its mark, or has one as it was before")


def lacks_rows(connection: Connection, key: MarkKey, table: str, sums: Mapping[str, Sum] | None = None) -> bool:
    """Whether a row of a table went together with its mark, or came back as it was; the rows are not looked at."""
    of_tables, total = sums or sums_of(connection), _total(connection, key, table)
    return bool(total or table in of_tables) and not comes_to(key, of_tables.get(table), total)


def _total(connection: Connection, key: MarkKey, table: str) -> int:
    query = select(MARKS.c.id, MARKS.c.mark).where(MARKS.c.table_name == table)
    marks = connection.execute(query, execution_options=_IN_PARTS)
    return sum(key.weight(table, row, mark) for row, mark in marks)


def is_marked_with(connection: Connection, key: MarkKey, texts: Iterable[RowText]) -> bool:
    """Whether any mark was made with this key: with another one, every single row would be named."""
    looked_at = 0
    for text in texts:
        for found in islice(_found(connection, key, text), _LOOKED_AT):
            if found.kept is not None and found.kept.mark == found.mark:
                return True
            looked_at += 1
    return not looked_at or not has_marks(connection)


def _said_of(change: MarkChange) -> str:
    if change.old is None:
        return "was put there"
    return "was taken away" if change.new is None else "was changed"


def _differing(connection: Connection, key: MarkKey, text: RowText) -> Iterator[tuple[MarkChange, str]]:
    """What would have to become of the marks of a table for every row to bear its own, and the row's key in plain."""
    of_table = select(func.count()).select_from(MARKS).where(MARKS.c.table_name == text.table)
    unseen = connection.scalar(of_table) or 0
    for found in _found(connection, key, text):
        unseen -= found.kept is not None
        if found.kept is None or found.kept.mark != found.mark:
            old = None if found.kept is None else found.kept.mark
            change = MarkChange(text.table, found.row, old, found.mark, case_of(text.table, found.said))
            yield change, _in_plain(text, found.said)
    if unseen:
        yield from ((change, "") for change in _without_row(connection, key, text))


def _in_plain(text: RowText, said: Mapping[str, Any]) -> str:
    """The key of a row, where it is of numbers and of keys that we made."""
    is_ours = all(name in ("id", "seq") or name.endswith("_id") for name in keys_of(text.table))
    return "/".join(map(str, text.key(said))) if is_ours else ""


def _without_row(connection: Connection, key: MarkKey, text: RowText) -> Iterator[MarkChange]:
    rows = {found.row for found in _found(connection, key, text)}
    query = select(MARKS.c.id, MARKS.c.mark, MARKS.c.case_id).where(MARKS.c.table_name == text.table)
    for row, mark, case in connection.execute(query, execution_options=_IN_PARTS):
        if row not in rows:
            yield MarkChange(text.table, row, mark, None, case)


def _found(connection: Connection, key: MarkKey, text: RowText) -> Iterator[Found]:
    query = f"SELECT {text.spelt('it')} FROM {text.table} AS it"  # noqa: S608 - a table of ours
    spelt = connection.exec_driver_sql(query, execution_options=_IN_PARTS).scalars()
    for some in _batches(spelt):
        marked_later = (said for said in map(text.said, some) if not _bears_its_own(key, text, said))
        rows = {key.id_of(text, said): said for said in marked_later}
        query_of_marks = select(MARKS.c.id, MARKS.c.mark, MARKS.c.case_id).where(
            MARKS.c.table_name == text.table, MARKS.c.id.in_(rows)
        )
        kept = {row: Kept(mark, case) for row, mark, case in connection.execute(query_of_marks)}
        for row, said in rows.items():
            yield Found(row, key.mark_of(text, said), kept.get(row), said)


def _bears_its_own(key: MarkKey, text: RowText, said: Mapping[str, Any]) -> bool:
    return text.table in SELF_MARKED and key.is_own(
        said.get("mark"), {name: value for name, value in said.items() if name not in ("id", "mark")}
    )


def _repeated(connection: Connection, text: RowText) -> Iterator[MarkFault]:
    """Rows that bear the mark of another: a copy of a row is not the portal's."""
    if text.table == LOOKS:
        count = "SELECT count(mark) - count(DISTINCT mark) FROM view_log"
        yield from repeat(MarkFault(text.table, "", "was put there"), connection.exec_driver_sql(count).scalar_one())


def sums_of(connection: Connection) -> dict[str, Sum]:
    """The sum of every table, and the one over all of them."""
    return {kept.table: kept for kept in (Sum(*row) for row in connection.execute(select(SUMS)))}


def _batches(rows: Iterable[_Row]) -> Iterator[list[_Row]]:
    left = iter(rows)
    while some := list(islice(left, _ROWS_AT_ONCE)):
        yield some
