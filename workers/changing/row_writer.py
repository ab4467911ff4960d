"""One transaction on a store's database, with the account that may change it: rows are read, changed, and let go.

Values go in and out as the driver has them: a column's declared type may lie, and what is put back must be what was.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError

from requests_.model.cells import Cell, cell_of, value_of
from workers.changing.faults import ChangeRefused, RefusedByStore, StoreBusy
from workers.sources.write_sides import SqlWrite

_CONNECT_SECONDS = 10
# Changes are few and small: whoever holds a row for longer is waited for by trying again.
_WAIT_MILLISECONDS = 15_000
Row = Mapping[str, Cell]


class RowWriter:
    """A transaction that changes nothing unless `commit` is called."""

    def __init__(self, write: SqlWrite) -> None:
        self._write = write
        self._url = make_url(write.url)
        self._is_sqlite = self._url.get_backend_name() == "sqlite"
        self._tables: dict[str, tuple[str, ...]] = {}

    def __enter__(self) -> RowWriter:
        """Connect and begin. Raises StoreBusy when the database does not answer."""
        try:
            self._engine = self._sqlite() if self._is_sqlite else self._postgresql()
            self._connection = self._engine.connect()
            if self._is_sqlite:
                self._connection.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                # Dates that staff type are days first, as they are everywhere in a council.
                self._connection.exec_driver_sql("SET LOCAL DateStyle TO 'ISO, DMY'")
        except (SQLAlchemyError, sqlite3.Error) as fault:
            raise StoreBusy("The store's database does not answer.") from fault
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take back whatever was not committed, and let go."""
        try:
            if self._is_sqlite:
                raw: Any = self._connection.connection
                raw.rollback()
            else:
                self._connection.rollback()
        finally:
            self._connection.close()
            self._engine.dispose()

    def columns(self, table: str) -> tuple[str, ...]:
        """Every column of a table. Raises ChangeRefused when there is no such table."""
        if table not in self._tables:
            schema, name = _parts(table)
            try:
                found = sa.inspect(self._connection).get_columns(name, schema=schema)
            except sa.exc.NoSuchTableError:
                found = []
            if not found:
                raise ChangeRefused("The store has no table of the name that the stores file gives.")
            self._tables[table] = tuple(column["name"] for column in found)
        return self._tables[table]

    def read(self, table: str, key: str, wanted: Cell) -> Row | None:
        """The row with this key, held until the transaction ends; None when there is none.

        Raises ChangeRefused when the key does not name one row and no other.
        """
        names = self.columns(table)
        listed = ", ".join(map(self._name, names))
        lock = "" if self._is_sqlite else " FOR UPDATE"
        sql = f"SELECT {listed} FROM {self._table(table)} WHERE {self._name(key)} = {self._mark()}{lock}"  # nosec B608
        rows = self._run(sql, [value_of(wanted)]).fetchall()
        if len(rows) > 1:
            raise ChangeRefused("The key of this record names more than one row: the owner of the store changes it.")
        return {name: cell_of(value) for name, value in zip(names, rows[0], strict=True)} if rows else None

    def find(self, table: str, key: str, text: str) -> Row | None:
        """The row whose key reads so, whatever kind of value the key is."""
        for candidate in _candidates(text):
            try:
                found = self._attempt(lambda cell=candidate: self.read(table, key, cell))
            except RefusedByStore:
                continue  # not a value of the key's kind
            if found is not None:
                return found  # type: ignore[no-any-return]
        return None

    def update(self, table: str, key: str, wanted: Cell, values: Mapping[str, Any]) -> None:
        """Give columns of one row other values."""
        assigned = ", ".join(f"{self._name(name)} = {self._mark()}" for name in values)
        sql = f"UPDATE {self._table(table)} SET {assigned} WHERE {self._name(key)} = {self._mark()}"  # nosec B608
        self._one(self._run(sql, [*values.values(), value_of(wanted)]))

    def delete(self, table: str, key: str, wanted: Cell) -> None:
        """Remove one row that no other row hangs on. Raises ChangeRefused otherwise."""
        self._require_free(table, key, wanted)
        sql = f"DELETE FROM {self._table(table)} WHERE {self._name(key)} = {self._mark()}"  # nosec B608
        self._one(self._run(sql, [value_of(wanted)]))

    def insert(self, table: str, row: Row) -> None:
        """Put a row back that was removed."""
        schema, name = _parts(table)
        computed = {c["name"] for c in sa.inspect(self._connection).get_columns(name, schema=schema) if "computed" in c}
        kept = {column: value_of(cell) for column, cell in row.items() if column not in computed}
        listed, marks = ", ".join(map(self._name, kept)), ", ".join(self._mark() for _ in kept)
        override = "" if self._is_sqlite else " OVERRIDING SYSTEM VALUE"
        self._one(
            self._run(f"INSERT INTO {self._table(table)} ({listed}){override} VALUES ({marks})", list(kept.values()))  # nosec B608
        )

    def require_quiet(self, table: str) -> None:
        """Raise ChangeRefused when the table does things of its own that no plan could show."""
        if self._write.triggers_known:
            return
        schema, name = _parts(table)
        if self._is_sqlite:
            found = self._run("SELECT 1 FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", [name])
        else:
            sql = (
                "SELECT 1 FROM pg_trigger WHERE tgrelid = to_regclass(%s) AND NOT tgisinternal "
                "UNION ALL SELECT 1 FROM pg_rewrite WHERE ev_class = to_regclass(%s)"
            )
            found = self._run(sql, [self._table(table)] * 2)
        if found.fetchall():
            raise ChangeRefused("The table has triggers of its own: what they would do cannot be shown beforehand.")

    def commit(self) -> None:
        """Make everything durable."""
        try:
            if self._is_sqlite:
                self._connection.exec_driver_sql("COMMIT")
            else:
                self._connection.commit()
        except (OperationalError, InterfaceError) as fault:
            raise StoreBusy("The store's database did not confirm the change: it is looked at again.") from fault
        except SQLAlchemyError as fault:
            raise RefusedByStore("The store's database refuses the change by a rule of its own.") from fault

    def _require_free(self, table: str, key: str, wanted: Cell) -> None:
        schema, name = _parts(table)
        inspector = sa.inspect(self._connection)
        row = self.read(table, key, wanted)
        for other in inspector.get_table_names(schema=schema):
            for link in inspector.get_foreign_keys(other, schema=schema):
                if row is None or link["referred_table"] != name:
                    continue
                referred = link["referred_columns"] or [key]
                where = " AND ".join(f"{self._name(column)} = {self._mark()}" for column in link["constrained_columns"])
                place = self._table(f"{schema}.{other}" if schema else other)
                values = [value_of(row[column]) for column in referred]
                if self._run(f"SELECT 1 FROM {place} WHERE {where}", values).fetchone():  # nosec B608
                    raise ChangeRefused(f"Rows of the table {other} hang on this one: decide about them first.")

    def _attempt(self, work: Any) -> Any:
        """Do something whose failing leaves the transaction as it was."""
        if self._is_sqlite:
            return work()
        with self._connection.begin_nested():
            return work()

    def _one(self, result: sa.CursorResult[Any]) -> None:
        if result.rowcount != 1:
            raise ChangeRefused("The change would touch another number of rows than one.")

    def _run(self, sql: str, values: Sequence[Any]) -> sa.CursorResult[Any]:
        try:
            return self._connection.exec_driver_sql(sql, tuple(values))
        except (OperationalError, InterfaceError) as fault:
            raise StoreBusy("The store's database cannot be changed for now.") from fault
        except DBAPIError as fault:
            raise RefusedByStore("The store's database refuses the change by a rule of its own.") from fault

    def _mark(self) -> str:
        return "?" if self._is_sqlite else "%s"

    def _name(self, name: str) -> str:
        quoted = self._engine.dialect.identifier_preparer.quote_identifier(name)
        return quoted if self._is_sqlite else quoted.replace("%", "%%")

    def _table(self, table: str) -> str:
        schema, name = _parts(table)
        return f"{self._name(schema)}.{self._name(name)}" if schema else self._name(name)

    def _sqlite(self) -> sa.Engine:
        path = Path(self._url.database or "")
        if not path.is_file():
            raise sqlite3.OperationalError("no such file")

        def connect() -> sqlite3.Connection:
            connection = sqlite3.connect(path, timeout=_WAIT_MILLISECONDS / 1000, isolation_level=None)
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("PRAGMA synchronous = FULL")
            return connection

        return sa.create_engine("sqlite://", creator=connect, poolclass=sa.pool.NullPool)

    def _postgresql(self) -> sa.Engine:
        driven = self._url if "+" in self._url.drivername else self._url.set(drivername="postgresql+psycopg")
        options = f"-c lock_timeout={_WAIT_MILLISECONDS} -c statement_timeout={_WAIT_MILLISECONDS * 4}"
        return sa.create_engine(
            driven,
            poolclass=sa.pool.NullPool,
            connect_args={"options": options, "connect_timeout": _CONNECT_SECONDS},
        )


def _parts(table: str) -> tuple[str | None, str]:
    schema, dot, name = table.partition(".")
    return (schema, name) if dot else (None, table)


def _candidates(text: str) -> list[Cell]:
    """What a key that reads so may be in the database."""
    number = [Cell("int", text)] if text.lstrip("-").isdigit() else []
    return [Cell("str", text), *number]
