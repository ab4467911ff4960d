"""Bringing the tables to the newest revision, and asking whether they are there."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from requests_.store import case_tables, document_tables, letter_tables, operations_tables, people_tables, staff_tables
from requests_.store.base import Base

METADATA = Base.metadata
# Imported so that the metadata is whole whoever asks for it first.
TABLES = (case_tables, people_tables, document_tables, operations_tables, letter_tables, staff_tables)


def upgrade(engine: Engine, revision: str = "head") -> tuple[str, str]:
    """Bring the tables up; returns the revisions before and after ("" for an empty database)."""
    return _run(engine, command.upgrade, revision)


def downgrade(engine: Engine, revision: str) -> tuple[str, str]:
    """Take the tables down to an earlier revision, or to "base"."""
    return _run(engine, command.downgrade, revision)


def is_current(engine: Engine) -> bool:
    """Whether the tables are at the newest revision."""
    with engine.connect() as connection:
        head = ScriptDirectory.from_config(_config(connection)).get_current_head()
        return _revision(connection) == (head or "")


def _run(engine: Engine, step: object, revision: str) -> tuple[str, str]:
    with engine.begin() as connection:
        before = _revision(connection)
        step(_config(connection), revision)  # type: ignore[operator]
        return before, _revision(connection)


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def _revision(connection: Connection) -> str:
    return MigrationContext.configure(connection).get_current_revision() or ""
