"""What a transaction of the portal wrote: every row as it was before and as it is after, caught by triggers.

They write into a temporary table that only connections of the portal have: whoever writes by another leaves rows that
nobody marks. PostgreSQL's triggers stand on the tables and look for that table. SQLite's belong to the connection, and
are made when it first writes into a table: two hundred of them would take longer than what most transactions do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import Connection, Engine, SelectBase, event, inspect

from requests_.store.base import Base
from requests_.store.row_text import RowText, is_caught, postgresql_texts, sqlite_text, texts_of

_CAUGHT = "rights_caught"
_WRITES = re.compile(
    r"\s*(?:WITH|(?:INSERT|REPLACE|UPDATE|DELETE)(?:\s+OR\s+\w+)?(?:\s+INTO|\s+FROM)?\s+\"?(\w+))", re.IGNORECASE
)
_VERBS = (("INSERT", "NULL", "NEW"), ("UPDATE", "OLD", "NEW"), ("DELETE", "OLD", "NULL"))
_SQLITE_TABLE = (
    "CREATE TEMPORARY TABLE rights_touched (id INTEGER PRIMARY KEY, table_name TEXT, before TEXT, after TEXT)"
)
_POSTGRESQL_TABLE = (
    "CREATE TEMPORARY TABLE IF NOT EXISTS rights_touched (id bigint GENERATED ALWAYS AS IDENTITY, "
    "table_name text, before text, after text) ON COMMIT DELETE ROWS"
)
_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION rights_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_catalog.to_regclass('pg_temp.rights_touched') IS NOT NULL THEN
        INSERT INTO pg_temp.rights_touched (table_name, before, after) VALUES (
            TG_TABLE_NAME,
            CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE pg_catalog.row_to_json(OLD)::text END,
            CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE pg_catalog.row_to_json(NEW)::text END
        );
    END IF;
    RETURN NULL;
END $$
"""

_HAVING = (
    "SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE tgname = 'rights_touched' "
    "AND relnamespace = current_schema()::regnamespace"
)


@dataclass(slots=True)
class Touched:
    """A row that a transaction wrote: what it said before and says now; None where it was not, or is no longer."""

    text: RowText
    before: dict[str, Any] | None
    after: dict[str, Any] | None = None


@dataclass(slots=True)
class _Catching:
    """What a connection catches: how the rows of its tables are spelt, and which of SQLite's have their triggers.

    `wrote` is whether the transaction wrote anything that is caught: a page that only reads does not even ask.
    """

    texts: dict[str, RowText]
    made: set[str] = field(default_factory=set)
    wrote: bool = False


def catch_on(engine: Engine) -> None:
    """Have the connections of an engine able to catch what they write."""
    event.listen(engine, "before_cursor_execute", _hear)
    event.listen(engine, "rollback", _forget_triggers)
    event.listen(engine, "rollback_savepoint", _forget_triggers)


def catch(connection: Connection) -> None:
    """Catch what the transaction that begins now will write; by the driver, before its first statement."""
    driver: Any = connection.connection.driver_connection
    is_sqlite = connection.dialect.name == "sqlite"
    if _CAUGHT not in connection.info:
        connection.info[_CAUGHT] = _prepare_sqlite(driver) if is_sqlite else _prepare_postgresql(driver)
    elif is_sqlite:
        driver.execute("DELETE FROM temp.rights_touched")
    connection.info[_CAUGHT].wrote = False


def touched_rows(connection: Connection) -> list[Touched]:
    """Every row that the transaction wrote, once, and none that is as it was. To be asked once, at its end."""
    catching: _Catching | None = connection.info.get(_CAUGHT)
    if catching is None or not catching.wrote:
        return []
    place = "temp" if connection.dialect.name == "sqlite" else "pg_temp"
    rows = connection.exec_driver_sql(f"SELECT table_name, before, after FROM {place}.rights_touched ORDER BY id").all()  # noqa: S608
    return _lives(catching.texts, rows)


def set_triggers(connection: Connection) -> None:
    """Have PostgreSQL's tables tell of every row that is written; SQLite's connections see to it themselves.

    Where all of them do already nothing is asked for: it would wait for whoever writes, and they for it.
    """
    if connection.dialect.name != "postgresql" or "row_mark" not in inspect(connection).get_table_names():
        return
    body = connection.exec_driver_sql("SELECT prosrc FROM pg_proc WHERE proname = 'rights_touch'").scalar()
    if body != _POSTGRESQL_FUNCTION.split("$$")[1]:
        connection.exec_driver_sql(_POSTGRESQL_FUNCTION)
    has = set(connection.exec_driver_sql(_HAVING).scalars())
    for table in filter(is_caught, texts_of(connection).keys() - has):
        connection.exec_driver_sql(
            f"CREATE OR REPLACE TRIGGER rights_touched AFTER INSERT OR UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION rights_touch()"
        )


def _lives(texts: dict[str, RowText], rows: Any) -> list[Touched]:
    """A row is what it was when it was first touched, and what it is when it was last."""
    lives: dict[tuple[str, tuple[Any, ...]], Touched] = {}
    for table, before, after in rows:
        text = texts[table]
        if before is not None:
            said = text.said(before)
            lives.setdefault((table, text.key(said)), Touched(text, said)).after = None
        if after is not None:
            said = text.said(after)
            lives.setdefault((table, text.key(said)), Touched(text, None)).after = said
    return [life for life in lives.values() if life.before != life.after]


def _prepare_sqlite(driver: Any) -> _Catching:
    driver.execute("PRAGMA temp_store=MEMORY")  # what rows say is not left in a file of the system's
    driver.execute(_SQLITE_TABLE)
    return _Catching({})


def _prepare_postgresql(driver: Any) -> _Catching:
    # Outside of the transaction that begins: the table stays when that is rolled back.
    driver.autocommit = True
    driver.execute(_POSTGRESQL_TABLE)
    driver.autocommit = False
    return _Catching(postgresql_texts(Base.metadata.tables))


def _hear(connection: Connection, _cursor: Any, statement: str, _given: Any, context: Any, _many: bool) -> None:
    catching: _Catching | None = connection.info.get(_CAUGHT)
    if catching is None or (found := _WRITES.match(statement)) is None or _is_query(context):
        return
    # What begins with a query of its own may write into any table.
    tables = tuple(Base.metadata.tables) if found[1] is None else _with_dependents(found[1])
    for name in filter(is_caught, tables):
        catching.wrote = True
        if name not in catching.made and connection.dialect.name == "sqlite":
            catching.made.add(name)
            catching.texts[name] = _set_sqlite_triggers(connection.connection.driver_connection, name)


def _is_query(context: Any) -> bool:
    """Whether it is known to read alone, though it begins as what writes may begin."""
    return isinstance(getattr(context.compiled, "statement", None), SelectBase)


@cache
def _with_dependents(table: str) -> tuple[str, ...]:
    """A table, and those whose rows go with a row of it."""
    keys = (key for each in Base.metadata.tables.values() for key in each.foreign_keys)
    return (table, *(key.parent.table.name for key in keys if key.ondelete and key.column.table.name == table))


def _forget_triggers(connection: Connection, *_: Any) -> None:
    """Those that were made in what is taken back are gone; the others are found when they are made again."""
    if _CAUGHT in connection.info:
        connection.info[_CAUGHT].made.clear()


def _set_sqlite_triggers(driver: Any, table: str) -> RowText:
    text = sqlite_text(table, driver.execute(f"PRAGMA main.table_info({table})"))
    for verb, *ends in _VERBS:
        spelt = ", ".join(end if end == "NULL" else text.spelt(end) for end in ends)
        written = f"INSERT INTO rights_touched (table_name, before, after) VALUES ('{table}', {spelt})"  # noqa: S608
        on = f"touched_{table}_{verb} AFTER {verb} ON main.{table}"
        driver.execute(f"CREATE TEMPORARY TRIGGER IF NOT EXISTS {on} BEGIN {written}; END")
    return text
