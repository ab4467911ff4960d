"""Bringing the tables to the newest revision, and asking whether they are there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from requests_.settings import SettingsFault
from requests_.store import (
    api_tables,
    breach_tables,
    case_tables,
    consent_tables,
    daily_tables,
    decision_tables,
    desk_tables,
    document_tables,
    enquiry_tables,
    erased_tables,
    file_tables,
    handling_tables,
    inbox_tables,
    letter_tables,
    logging_tables,
    look_tables,
    mark_tables,
    note_tables,
    notice_tables,
    operations_tables,
    people_tables,
    register_tables,
    seal_tables,
    staff_tables,
    text_tables,
    wording_tables,
)
from requests_.store.base import Base
from requests_.store.touched import set_triggers

METADATA = Base.metadata
Then: TypeAlias = Callable[[Connection], None]
# Imported so that the metadata is whole whoever asks for it first.
TABLES = (
    api_tables,
    daily_tables,
    case_tables,
    people_tables,
    notice_tables,
    consent_tables,
    document_tables,
    file_tables,
    handling_tables,
    inbox_tables,
    operations_tables,
    letter_tables,
    logging_tables,
    look_tables,
    mark_tables,
    staff_tables,
    desk_tables,
    note_tables,
    decision_tables,
    wording_tables,
    register_tables,
    seal_tables,
    enquiry_tables,
    text_tables,
    erased_tables,
    breach_tables,
)


def upgrade(engine: Engine, revision: str = "head", *, then: Then | None = None) -> tuple[str, str]:
    """Bring the tables up; returns the revisions before and after ("" for an empty database).

    `then` is done in the same transaction where that changes anything: nobody sees the one without the other.
    """
    return _run(engine, command.upgrade, revision, then)


def downgrade(engine: Engine, revision: str) -> tuple[str, str]:
    """Take the tables down to an earlier revision, or to "base"."""
    return _run(engine, command.downgrade, revision)


def is_current(engine: Engine) -> bool:
    """Whether the tables are at the newest revision."""
    with engine.connect() as connection:
        head = ScriptDirectory.from_config(_config(connection)).get_current_head()
        return revision_of(connection) == (head or "")


def _run(engine: Engine, step: object, revision: str, then: Then | None = None) -> tuple[str, str]:
    with engine.connect() as connection, _tables_may_be_made_again(connection), connection.begin():
        before = revision_of(connection)
        step(_config(connection), revision)  # type: ignore[operator]
        _require_whole(connection)
        set_triggers(connection)
        after = revision_of(connection)
        if then is not None and before != after:
            then(connection)
        return before, after


@contextmanager
def _tables_may_be_made_again(connection: Connection) -> Iterator[None]:
    """Let SQLite change a table the only way it can: by a new one in its place, while others refer to it by name.

    Source: sqlite.org/lang_altertable.html, "Making Other Kinds Of Table Schema Changes".
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")  # has no effect once a transaction has begun
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def _require_whole(connection: Connection) -> None:
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        raise SettingsFault("The records do not fit the new tables: nothing was changed. Run 'rights audit verify'.")


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def revisions() -> frozenset[str]:
    """Every revision this version of the portal knows."""
    folder = ScriptDirectory(str(Path(__file__).parent / "migrations"))
    return frozenset(script.revision for script in folder.walk_revisions())


def revision_of(connection: Connection) -> str:
    """The revision the tables are at; "" for an empty database."""
    return MigrationContext.configure(connection).get_current_revision() or ""
