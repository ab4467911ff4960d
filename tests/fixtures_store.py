"""Databases and vaults: every test gets fresh ones, with the real tables, on SQLite and on PostgreSQL."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from requests_.settings import StoreSettings
from requests_.store import schema
from requests_.store.session import Store, open_engine, open_store
from tests.fixtures_services import run_lock

_TEMPLATE = "rights_template"


@pytest.fixture(scope="session")
def _postgresql(postgresql_server: str) -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
    with run_lock("template") as folder:
        made = folder / "template.made"
        if not made.exists():
            with psycopg.connect(f"{postgresql_server}/postgres", autocommit=True) as connection:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(_TEMPLATE)))
            engine = open_engine(f"{postgresql_server}/{_TEMPLATE}")
            schema.upgrade(engine)
            engine.dispose()
            made.touch()
    with psycopg.connect(f"{postgresql_server}/postgres", autocommit=True) as connection:
        yield connection


def _database(connection: "psycopg.Connection[tuple[object, ...]]", template: str) -> str:
    name = f"t{uuid4().hex}"
    command = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
    connection.execute(command)
    return name


def _drop(connection: "psycopg.Connection[tuple[object, ...]]", name: str) -> None:
    connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def postgresql_url(_postgresql: "psycopg.Connection[tuple[object, ...]]", postgresql_server: str) -> Iterator[str]:
    """A fresh PostgreSQL database with the portal's tables."""
    name = _database(_postgresql, _TEMPLATE)
    yield f"{postgresql_server}/{name}"
    _drop(_postgresql, name)


@pytest.fixture
def empty_postgresql_url(
    _postgresql: "psycopg.Connection[tuple[object, ...]]", postgresql_server: str
) -> Iterator[str]:
    """A fresh PostgreSQL database without a table."""
    name = _database(_postgresql, "template0")
    yield f"{postgresql_server}/{name}"
    _drop(_postgresql, name)


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
