"""Workbooks and CSV files as tables: read into a database of their own that is in no file, and searched like any other.

Above the head of a list there may be a title: its head is the first row that has names for most of its columns. A
column `row` is added where there is none: the number of a row, counted from the first that is not empty.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from workers.sources.database import Database
from workers.sources.errors import SourceError
from workers.sources.tables import Rows, read_tables

_ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_COLUMNS = 1_000
ROW = "row"


def book_database(book: Path) -> Database:
    """The database of a workbook, a CSV file or a folder of them; it is read when the database is opened."""
    return Database("sqlite://", connected=partial(_filled, book))


def _filled(book: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    taken: set[str] = set()
    for name, rows in _sheets(book):
        table = _distinct(name.replace(".", "_").strip() or "sheet", taken)
        _load(connection, table, rows)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _sheets(book: Path) -> Iterable[tuple[str, Rows]]:
    if not book.exists():
        raise FileNotFoundError(2, "no such file", str(book))
    if not book.is_dir():
        return read_tables(book).items()
    files = sorted(path for path in book.iterdir() if path.suffix.lower() in _ENDINGS and not path.is_symlink())
    if not files:
        raise SourceError(f'The folder "{book.name}" holds no workbook and no CSV file; correct the path.')
    found: list[tuple[str, Rows]] = []
    for path in files:
        tables = read_tables(path)
        found += [(path.stem if len(tables) == 1 else f"{path.stem} {name}", rows) for name, rows in tables.items()]
    return found


def _load(connection: sqlite3.Connection, table: str, rows: Rows) -> None:
    at = _head(rows)
    if at is None:
        return
    taken: set[str] = set()
    head = [_distinct(" ".join(cell.split()) or f"column {n}", taken) for n, cell in enumerate(rows[at], start=1)]
    numbered = [] if ROW in taken else [ROW]
    columns = ", ".join(f'"{_quoted(name)}" TEXT' for name in [*head, *numbered])
    connection.execute(f'CREATE TABLE "{_quoted(table)}" ({columns})')
    marks = ", ".join("?" * (len(head) + len(numbered)))
    filled = (
        [*_padded(row, len(head)), *([str(number)] if numbered else [])]
        for number, row in enumerate(rows[at + 1 :], start=at + 2)
        if any(cell.strip() for cell in row)
    )
    connection.executemany(f'INSERT INTO "{_quoted(table)}" VALUES ({marks})', filled)  # noqa: S608 - quoted, our own  # nosec B608
    connection.commit()


def _head(rows: Rows) -> int | None:
    """Give the place of the row that names the columns."""
    widest = max((sum(bool(cell.strip()) for cell in row) for row in rows[:50]), default=0)
    for at, row in enumerate(rows[:50]):
        named = sum(bool(cell.strip()) for cell in row)
        if named and named >= min(2, widest) and named >= widest * 0.6 and len(row) <= _COLUMNS:
            return at
    return None


def _padded(row: list[str], width: int) -> list[str]:
    return [*(cell.strip() for cell in row[:width]), *[""] * (width - len(row))]


def _distinct(name: str, taken: set[str]) -> str:
    """Two columns of one name stay apart, whatever their letters' case: "Name" and "Name (2)"."""
    given, number = name, 1
    while given.casefold() in taken:
        number += 1
        given = f"{name} ({number})"
    taken.add(given.casefold())
    return given


def _quoted(name: str) -> str:
    return name.replace('"', '""').replace("\x00", "")
