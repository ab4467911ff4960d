"""Somebody with every right in the database, who does not go by the portal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, create_engine

from requests_.store.session import Store


@contextmanager
def as_intruder(store: Store) -> Iterator[Connection]:
    """A connection that no trigger guards and no foreign key binds; what it wrote is there afterwards."""
    engine = create_engine(store.engine.url)
    try:
        with engine.begin() as connection:
            if engine.dialect.name == "sqlite":
                guards = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_no_%'"
                for (guard,) in connection.exec_driver_sql(guards).all():
                    connection.exec_driver_sql(f"DROP TRIGGER {guard}")
            else:
                connection.exec_driver_sql("SET session_replication_role = replica")
            yield connection
    finally:
        engine.dispose()
