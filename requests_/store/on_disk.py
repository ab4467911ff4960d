"""Leaving nothing of deleted rows in the files of a database.

SQLite overwrites what is deleted, but for its journal. PostgreSQL leaves the bytes of a deleted row where they stood
until others take their room, and `VACUUM` does not change that: only writing a table anew does.
"""

from __future__ import annotations

from contextlib import suppress

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from requests_.store.personal_data import FATES, Blanked, Erased

# Whoever works goes first: a table that is in use for longer than this is written anew another night.
_WAIT = "10s"
_OF_BREACHES = ("breach_words", "breach_person", "breach_measure")
# As far as the server lets us: the samples of its planner, and its journal.
_OF_THE_SERVER = ("VACUUM FULL pg_catalog.pg_statistic", "SELECT pg_switch_wal()", "CHECKPOINT")


def settle_journal(engine: Engine) -> None:
    """Leave nothing of deleted rows in SQLite's journal."""
    if engine.dialect.name == "sqlite":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def rewrite_tables(engine: Engine) -> tuple[str, ...]:
    """Write anew every table from which personal data are erased; returns those that were in use. For a quiet hour."""
    if engine.dialect.name != "postgresql":
        settle_journal(engine)
        return ()
    tables = [name for name, fate in FATES.items() if isinstance(fate, Erased | Blanked)]
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"SET lock_timeout = '{_WAIT}'")
        busy = tuple(name for name in (*tables, *_OF_BREACHES) if not _is_rewritten(connection, name))
        for statement in _OF_THE_SERVER:
            with suppress(DBAPIError):
                connection.exec_driver_sql(statement)
        connection.exec_driver_sql("RESET lock_timeout")
    return busy


def _is_rewritten(connection: Connection, table: str) -> bool:
    try:
        connection.exec_driver_sql(f'VACUUM (FULL, ANALYZE) "{table}"')
    except DBAPIError:
        return False
    return True
