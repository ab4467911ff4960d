"""A row as text, the same on SQLite and on PostgreSQL: what a row said can be compared wherever it is kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeAlias

from sqlalchemy import Connection, inspect

from requests_.store.base import Base
from requests_.store.full_text import INDEX_TABLES

MARK_TABLES = frozenset({"row_mark", "mark_sum"})
# Who is signed in, and what a browser was asked a moment ago: it ends by itself, and no backup has it.
SHORT_LIVED = frozenset({"staff_session", "requester_session", "staff_passkey_challenge"})
# It is written with every page, by everybody at once: a row bears its own mark, and the chain of the log (`log_seals`)
# shows that none was taken away.
LOOKS = "view_log"
SELF_MARKED = SHORT_LIVED | {LOOKS}
_UNMARKED = INDEX_TABLES | MARK_TABLES
_Columns: TypeAlias = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RowText:
    """How a database spells the rows of one table, and what they say. `columns` are name and type, on SQLite."""

    table: str
    columns: _Columns | None

    def spelt(self, row: str) -> str:
        """The expression that spells a row, which a trigger or a query calls `row`."""
        if self.columns is None:
            return f"pg_catalog.row_to_json({row})::text"
        cells = (f'{row}."{name}"' for name, _ in self.columns)
        return f"json_array({', '.join(f'iif(typeof({cell}) = {_BYTES}, hex({cell}), {cell})' for cell in cells)})"

    def said(self, spelt: str) -> dict[str, Any]:
        """What a row says, by its columns. Raises ValueError where it was written over with what is no text."""
        found = json.loads(spelt)
        if self.columns is None:
            return {name: _number(value) for name, value in found.items()}
        pairs = zip(self.columns, found, strict=True)
        return {name: _FROM_SQLITE.get(kind, _number)(value) for (name, kind), value in pairs}

    def key(self, said: Mapping[str, Any]) -> tuple[Any, ...]:
        """The key of a row."""
        return tuple(said[name] for name in keys_of(self.table))


@cache
def keys_of(table: str) -> tuple[str, ...]:
    """The columns by which a row of a table is known."""
    return tuple(column.name for column in Base.metadata.tables[table].primary_key)


def is_marked(table: str) -> bool:
    """Whether the rows of a table bear a mark."""
    return table in Base.metadata.tables and table not in _UNMARKED


def is_caught(table: str) -> bool:
    """Whether a row is marked when its transaction is over; of the others each bears its own mark."""
    return is_marked(table) and table not in SELF_MARKED


def sqlite_text(table: str, columns: Iterable[Any]) -> RowText:
    """A table of SQLite's, from what `PRAGMA table_info` says of it."""
    return RowText(table, tuple((name, kind.upper()) for _, name, kind, *_ in columns))


def postgresql_texts(tables: Iterable[str]) -> dict[str, RowText]:
    """Every table whose rows bear a mark, of those that there are."""
    return {table: RowText(table, None) for table in filter(is_marked, tables)}


def texts_of(connection: Connection) -> dict[str, RowText]:
    """Every table whose rows bear a mark, as it is in the database now, whichever its revision."""
    there = inspect(connection).get_table_names()
    if connection.dialect.name == "postgresql":
        return postgresql_texts(there)
    return {
        table: sqlite_text(table, connection.exec_driver_sql(f"PRAGMA main.table_info({table})"))
        for table in filter(is_marked, there)
    }


def spelt_instant(at: datetime) -> str:
    """An instant as a row of either database says it."""
    return str(_instant(str(at.astimezone(UTC).replace(tzinfo=None))))


def _number(value: Any) -> Any:
    """A real number by the digits that both databases write."""
    if not isinstance(value, float):
        return value
    return int(value) if value.is_integer() else float(f"{value:.12g}")


def _instant(value: Any) -> Any:
    if not isinstance(value, str) or " " not in value:
        return value
    text = value.replace(" ", "T", 1)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _json(value: Any) -> Any:
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return value  # written over: it is compared as it stands


def _flag(value: Any) -> Any:
    return bool(value) if value in (0, 1) else value


_BYTES = "'blob'"
_FROM_SQLITE: dict[str, Callable[[Any], Any]] = {"BOOLEAN": _flag, "DATETIME": _instant, "JSON": _json}
