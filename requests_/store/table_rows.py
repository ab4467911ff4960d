"""The rows of every table as lines of JSON, the same on SQLite and on PostgreSQL."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, func, insert, select, text

from requests_.store.full_text import INDEX_TABLES
from requests_.store.row_text import SHORT_LIVED

# Who is signed in is not brought back, nor what a browser was asked a moment ago; the revision is written by migrating.
# An index of words is filled again by the rows that it is of.
NOT_KEPT = INDEX_TABLES | SHORT_LIVED | {"alembic_version"}
ROWS_AT_ONCE = 1000


@dataclass(slots=True)
class RowCount:
    """How many rows a table has, and the sum of their digests: it does not depend on their order."""

    rows: int = 0
    digest: int = 0

    def add(self, line: bytes) -> None:
        """Count one row."""
        self.rows += 1
        self.digest = (self.digest + int.from_bytes(hashlib.sha256(line).digest())) % 2**256


def tables_of(connection: Connection) -> list[Table]:
    """The tables as they are in the database now, a table after those that it points to."""
    metadata = MetaData()
    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name not in NOT_KEPT]


def lines_of(connection: Connection, table: Table) -> Iterator[bytes]:
    """Every row of a table."""
    columns = [column.name for column in table.columns]
    for row in connection.execute(select(table), execution_options={"yield_per": ROWS_AT_ONCE}):
        yield json.dumps(dict(zip(columns, row, strict=True)), default=_text, sort_keys=True).encode()


def add_lines(connection: Connection, table: Table, lines: Iterable[bytes]) -> None:
    """Put rows into a table."""
    rows = [{name: _value(table.columns[name], value) for name, value in json.loads(line).items()} for line in lines]
    if rows:
        connection.execute(insert(table), rows)


def count_rows(connection: Connection) -> dict[str, RowCount]:
    """The count of every table."""
    counts: dict[str, RowCount] = {}
    for table in tables_of(connection):
        counts[table.name] = RowCount()
        for line in lines_of(connection, table):
            counts[table.name].add(line)
    return counts


def set_counters(connection: Connection) -> None:
    """Have PostgreSQL number new rows after the ones that were put in; SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables_of(connection):
        for column in table.primary_key.columns:
            sequence = connection.scalar(
                text("SELECT pg_get_serial_sequence(:table, :column)"), {"table": table.name, "column": column.name}
            )
            highest = connection.scalar(select(func.max(column))) if sequence else None
            if highest is not None:
                connection.execute(select(func.setval(sequence, highest)))


def _text(value: object) -> str:
    if isinstance(value, date):  # an instant too
        return value.isoformat()
    raise TypeError(f"a column of {type(value).__name__} cannot be backed up")


def _value(column: Column[Any], value: Any) -> Any:
    kind = column.type.python_type
    return kind.fromisoformat(value) if value is not None and kind in (date, datetime) else value
