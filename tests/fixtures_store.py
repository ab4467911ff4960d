"""Databases and vaults: every test gets fresh ones, with the real tables, on SQLite and on PostgreSQL."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import event

from requests_.settings import StoreSettings
from requests_.store import schema
from requests_.store.session import Store, open_engine, open_store

Connection: TypeAlias = "psycopg.Connection[tuple[object, ...]]"


@pytest.fixture(scope="session")
def _postgresql(postgresql_server: str) -> Iterator[Connection]:
    with psycopg.connect(f"{postgresql_server}/postgres", autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def _migrated_postgresql(_postgresql: Connection, postgresql_server: str) -> str:
    """One database for all tests of a process: emptying it is fifty times as quick as making another."""
    url = f"{postgresql_server}/{_create_database(_postgresql)}"
    engine = open_engine(url)
    schema.upgrade(engine)
    engine.dispose()
    return url


def _create_database(connection: Connection) -> str:
    name = f"t{uuid4().hex}"
    connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return name


@pytest.fixture
def postgresql_url(_migrated_postgresql: str) -> str:
    """A PostgreSQL database with the portal's tables, and nothing in them."""
    with psycopg.connect(_migrated_postgresql, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        # As a replica: without foreign keys, and without the triggers that guard the events.
        connection.execute("SET session_replication_role = replica")
        emptied = (sql.SQL("DELETE FROM {}").format(sql.Identifier(table)) for table in schema.METADATA.tables)
        connection.execute(sql.SQL("; ").join(emptied))  # all at once: eighty answers to wait for take as long again
    return _migrated_postgresql


@pytest.fixture
def empty_postgresql_url(_postgresql: Connection, postgresql_server: str) -> Iterator[str]:
    """A fresh PostgreSQL database without a table."""
    name = _create_database(_postgresql)
    yield f"{postgresql_server}/{name}"
    _postgresql.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(scope="session")
def _migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "template.sqlite"
    engine = open_engine(f"sqlite:///{path}")
    schema.upgrade(engine)
    engine.dispose()
    return path


@pytest.fixture
def sqlite_url(_migrated_sqlite: Path, tmp_path: Path) -> str:
    """A fresh SQLite file with the portal's tables."""
    path = tmp_path / "rights.sqlite"
    shutil.copy(_migrated_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture
def empty_sqlite_url(tmp_path: Path) -> str:
    """A SQLite file that is not there yet."""
    return f"sqlite:///{tmp_path / 'empty.sqlite'}"


def _opened(database_url: str, folder: Path) -> Iterator[Store]:
    store = open_store(StoreSettings(database_url=database_url, vault=folder / "vault"))
    if store.engine.dialect.name == "sqlite":
        # No test cuts the power: not waiting for the disk is most of the time saved.
        event.listen(store.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
    yield store
    store.close()


@pytest.fixture
def sqlite_store(sqlite_url: str, tmp_path: Path) -> Iterator[Store]:
    """A store on SQLite."""
    yield from _opened(sqlite_url, tmp_path)


@pytest.fixture
def postgresql_store(postgresql_url: str, tmp_path: Path) -> Iterator[Store]:
    """A store on PostgreSQL."""
    yield from _opened(postgresql_url, tmp_path)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh database with the portal's tables, of each kind in turn."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest) -> str:
    """A fresh database without a table, of each kind in turn."""
    return str(request.getfixturevalue(f"empty_{request.param}_url"))


@pytest.fixture
def store(database_url: str, tmp_path: Path) -> Iterator[Store]:
    """A store on each kind of database in turn: what holds on one holds on the other."""
    yield from _opened(database_url, tmp_path)
