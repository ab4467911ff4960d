"""A database opened so that it can only be read: SQLite, PostgreSQL, or any other that SQLAlchemy knows."""

from __future__ import annotations

import sqlite3
import warnings
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import SQLAlchemyError

from workers.sources import limits
from workers.sources.database_faults import reason_of
from workers.sources.errors import SourceError

_ROWS_AT_ONCE = 2_000
_KEYS_AT_ONCE = 500
_CONNECT_SECONDS = 10


class Database:
    """A read-only connection; rows come back as the driver gives them, since a column's declared type may lie."""

    def __init__(self, url: str, *, connected: Callable[[], sqlite3.Connection] | None = None) -> None:
        """`connected` gives a connection to an SQLite of one's own, which is in no file."""
        self._url = make_url(url)
        self._connected = connected
        self._engine: Engine | None = None
        self._connection: sa.Connection | None = None
        self._columns: dict[str, dict[str, Any]] = {}

    def __enter__(self) -> Database:
        """Connect; raises SourceError when the database does not answer, FileNotFoundError when its file is missing."""
        try:
            self._engine = _engine(self._url, self._connected)
            self._connection = self._engine.connect()
        except (FileNotFoundError, SourceError):
            raise
        except (SQLAlchemyError, ImportError, sqlite3.Error) as error:
            raise SourceError(reason_of(self._url, error)) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the connection go."""
        if self._connection is not None:
            self._connection.close()
        if self._engine is not None:
            self._engine.dispose()

    def tables(self) -> list[str]:
        """Name the tables and views."""
        try:
            inspector = sa.inspect(self._live())
            return [*inspector.get_table_names(), *inspector.get_view_names()]
        except SQLAlchemyError as error:
            raise SourceError(reason_of(self._url, error)) from error

    def columns(self, table: str) -> tuple[str, ...] | None:
        """Name the columns of a table or view, or None when there is no such table."""
        if table not in self._columns:
            schema, name = _split(table)
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore", sa.exc.SAWarning)  # column types we do not know are no matter here
                    found = sa.inspect(self._live()).get_columns(name, schema=schema)
            except sa.exc.NoSuchTableError:
                return None
            except SQLAlchemyError as error:
                raise SourceError(reason_of(self._url, error)) from error
            if not found:
                return None
            self._columns[table] = {column["name"]: column["type"] for column in found}
        return tuple(self._columns[table])

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Stream these columns of a whole table."""
        yield from self._stream(_selected(table, columns))

    def rows_for(
        self, table: str, columns: Sequence[str], key: str, values: Sequence[str]
    ) -> Iterator[tuple[Any, ...]]:
        """Stream these columns of the rows whose `key` is one of the values, whatever type the key has there."""
        keyed, wanted = self._comparable(table, key, values)
        for start in range(0, len(wanted), _KEYS_AT_ONCE):
            chunk = wanted[start : start + _KEYS_AT_ONCE]
            yield from self._stream(_selected(table, columns).where(keyed.in_(chunk)))

    def _comparable(self, table: str, key: str, values: Sequence[str]) -> tuple[sa.ColumnElement[Any], list[Any]]:
        """Compare as the column is declared, so that its index serves; as text where that is not known."""
        self.columns(table)
        kind = self._columns.get(table, {}).get(key)
        if isinstance(kind, sa.Integer):
            return sa.column(key, sa.Integer), [int(value) for value in values if value.lstrip("-").isdigit()]
        if isinstance(kind, sa.String):
            return sa.column(key, sa.String), list(values)
        return sa.cast(sa.column(key), sa.String(255)), list(values)

    def _stream(self, statement: sa.Select[Any]) -> Iterator[tuple[Any, ...]]:
        try:
            # A cursor on the server stays open until it is closed, also when the reader has seen enough.
            with self._live().execution_options(yield_per=_ROWS_AT_ONCE).execute(statement) as result:
                for row in result:
                    yield tuple(row)
        except SQLAlchemyError as error:
            raise SourceError(reason_of(self._url, error)) from error

    def _live(self) -> sa.Connection:
        if self._connection is None:
            raise SourceError("The database is not open.")
        return self._connection


def as_text(value: object) -> str:
    """Give a column's value as plain text; nothing for a NULL."""
    if value is None:
        return ""
    if type(value) is str:
        return value.replace("\x00", "").strip()
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return f"[{len(bytes(value))} bytes]"
    return str(value).replace("\x00", "").strip()


def _engine(url: URL, connected: Callable[[], sqlite3.Connection] | None) -> Engine:
    backend = url.get_backend_name()
    if backend == "sqlite":
        connect = connected or partial(_sqlite, url)
        return sa.create_engine("sqlite://", creator=connect, poolclass=sa.pool.StaticPool)
    if backend == "postgresql":
        driven = url if "+" in url.drivername else url.set(drivername="postgresql+psycopg")
        # A session option, so that even a function with side effects cannot write.
        options = f"-c default_transaction_read_only=on -c statement_timeout={limits.STATEMENT_SECONDS * 1000}"
        return sa.create_engine(driven, connect_args={"options": options, "connect_timeout": _CONNECT_SECONDS})
    if backend in ("mysql", "mariadb"):
        return _mariadb(url)
    return sa.create_engine(url, execution_options={"isolation_level": "AUTOCOMMIT"})


def _mariadb(url: URL) -> Engine:
    driven = url if "+" in url.drivername else url.set(drivername=f"{url.get_backend_name()}+pymysql")
    engine = sa.create_engine(
        driven,
        connect_args={"connect_timeout": _CONNECT_SECONDS, "read_timeout": limits.STATEMENT_SECONDS + _CONNECT_SECONDS},
    )

    @sa.event.listens_for(engine, "connect")
    def read_only(connection: Any, _record: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET SESSION TRANSACTION READ ONLY")
            cursor.execute("SELECT VERSION()")
            is_mariadb = "mariadb" in str(cursor.fetchone()[0]).lower()
            seconds, name = (limits.STATEMENT_SECONDS, "max_statement_time") if is_mariadb else (
                limits.STATEMENT_SECONDS * 1000, "max_execution_time")  # fmt: skip
            cursor.execute(f"SET SESSION {name} = {seconds}")
        connection.commit()

    return engine


def _sqlite(url: URL) -> sqlite3.Connection:
    path = Path(url.database or "")
    if path.is_dir():
        raise SourceError(f'"{path.name}" is a folder and no database; name the database file in the url.')
    if not path.is_file():
        raise FileNotFoundError(2, "no such file", str(path))
    if path.stat().st_size == 0:
        raise SourceError(f'"{path.name}" is an empty file and no database; correct the url, or ask for a whole copy.')
    address = f"file:{quote(str(path))}?mode=ro"
    connection = sqlite3.connect(address, timeout=limits.LOCK_SECONDS, uri=True, check_same_thread=False)
    # Old systems hold text in other encodings: a stray byte must not end the search.
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    connection.execute("PRAGMA query_only = ON")
    return connection


def _split(table: str) -> tuple[str | None, str]:
    schema, dot, name = table.partition(".")
    return (schema, name) if dot else (None, table)


def _selected(table: str, columns: Sequence[str]) -> sa.Select[Any]:
    wanted: list[sa.ColumnElement[Any]] = [sa.column(column) for column in columns]
    return sa.select(*wanted).select_from(_table(table))


def _table(table: str) -> sa.TableClause:
    schema, name = _split(table)
    return sa.table(name, schema=schema)
