"""The database and the vault, opened together; one unit of work is one transaction."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.orm import Session

from requests_.errors import Unavailable
from requests_.settings import SettingsFault, StoreSettings
from requests_.store.admission import AdmissionRepository
from requests_.store.breaches import BreachRepository
from requests_.store.cases import CaseRepository
from requests_.store.consents import ConsentRepository
from requests_.store.decisions import DecisionRepository
from requests_.store.desk import Desk
from requests_.store.documents import DocumentRepository
from requests_.store.enquiries import EnquiryRepository
from requests_.store.full_text import FullText
from requests_.store.handling import Handling
from requests_.store.letters import LetterDesk
from requests_.store.notices import NoticeRepository
from requests_.store.on_disk import settle_journal
from requests_.store.one_writer import OneWriter
from requests_.store.outbox import Outbox
from requests_.store.own_marks import give_marks
from requests_.store.people import PeopleRepository
from requests_.store.person_changes import PersonChanges
from requests_.store.row_marks import RowMarks
from requests_.store.row_seals import RowSeals
from requests_.store.searches import SearchRepository
from requests_.store.staff import StaffRepository
from requests_.store.touched import catch, catch_on
from requests_.store.vault import Vault

_WAIT_SECONDS = 30


class UnitOfWork:
    """One transaction over everything the portal keeps. Services use it; only their caller commits."""

    def __init__(self, session: Session, vault: Vault, marks: RowMarks) -> None:
        self.session = session
        self.vault = vault
        self._marks = marks
        self.breaches = BreachRepository(session)
        self.cases = CaseRepository(session)
        self.desk = Desk(session, marks)
        self.decisions = DecisionRepository(session)
        self.documents = DocumentRepository(session)
        self.enquiries = EnquiryRepository(session)
        self.full_text = FullText(session, vault)
        self.handling = Handling(session)
        self.letters = LetterDesk(session)
        self.outbox = Outbox(session)
        self.people = PeopleRepository(session)
        self.person_changes = PersonChanges(session)
        self.row_seals = RowSeals(session)
        self.admission = AdmissionRepository(session)
        self.notices = NoticeRepository(session)
        self.consents = ConsentRepository(session)
        self.searches = SearchRepository(session)
        self.staff = StaffRepository(session)

    def commit(self) -> None:
        """Make everything durable. Raises Unavailable when the database cannot (a full disk, a lost connection)."""
        try:
            if self.session.in_transaction():
                self.session.flush()
                self._marks.mark_touched(self.session.connection())
            self.session.commit()
        except OperationalError as fault:
            self.session.rollback()
            raise Unavailable("The database could not save this. Nothing was changed: please try again.") from fault

    def rollback(self) -> None:
        """Forget everything since the last commit."""
        self.session.rollback()


class Store:
    """The opened database and vault of one process."""

    def __init__(self, engine: Engine, vault: Vault) -> None:
        self.engine = engine
        self.vault = vault
        self.marks = RowMarks(vault)
        self._writing = engine.execution_options(takes_write_lock=True)

    @contextmanager
    def unit_of_work(self) -> Iterator[UnitOfWork]:
        """A transaction that is rolled back unless it is committed."""
        with Session(self._writing, expire_on_commit=False) as session:
            give_marks(session, self.marks)
            yield UnitOfWork(session, self.vault, self.marks)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for queries."""
        with Session(self.engine) as session:
            give_marks(session, self.marks)
            yield session

    @contextmanager
    def reading_one_moment(self) -> Iterator[Session]:
        """A session whose queries all see one moment, whatever is written meanwhile; SQLite's always do."""
        level = {"isolation_level": "REPEATABLE READ"} if self.engine.dialect.name == "postgresql" else {}
        with Session(self.engine.execution_options(**level)) as session:
            give_marks(session, self.marks)
            yield session

    def settle_on_disk(self) -> None:
        """Leave nothing of deleted rows in SQLite's journal; PostgreSQL's tables are written anew at night."""
        settle_journal(self.engine)

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


def open_store(settings: StoreSettings) -> Store:
    """Open the database and the vault. Raises SettingsFault for a database URL that cannot be read."""
    return Store(open_engine(settings.database_url), Vault(settings.vault, master_key=settings.master_key))


def open_engine(database_url: str) -> Engine:
    """An engine for SQLite or PostgreSQL with the guarantees the portal counts on."""
    try:
        url = make_url(database_url)
    except ArgumentError as fault:
        raise SettingsFault(
            "RIGHTS_DATABASE_URL is not a database address: use sqlite:///… or postgresql://…"
        ) from fault
    if url.get_backend_name() == "postgresql":
        engine = create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
        event.listen(engine, "begin", _begin_postgresql)
        catch_on(engine)
        return engine
    if url.get_backend_name() != "sqlite":
        raise SettingsFault(f"The portal runs on SQLite or PostgreSQL, not on {url.get_backend_name()}.")
    if url.database:
        _make_folder(Path(url.database).parent)
    engine = create_engine(url, connect_args={"timeout": _WAIT_SECONDS})
    event.listen(engine, "connect", _set_up_sqlite)
    writer = OneWriter(engine, _WAIT_SECONDS)
    event.listen(engine, "begin", lambda connection: _begin_sqlite(connection, writer))
    catch_on(engine)
    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        reason = os.strerror(fault.errno or 0)
        raise SettingsFault(
            f"The folder of the database, {folder}, cannot be made ({reason}): mend RIGHTS_DATABASE_URL."
        ) from fault


def _set_up_sqlite(connection: Any, _: object) -> None:
    # The driver's own BEGIN comes too late and takes no write lock: we begin ourselves (see _begin_sqlite).
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        f"busy_timeout={_WAIT_SECONDS * 1000}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_postgresql(connection: Any) -> None:
    if _takes_write_lock(connection):
        catch(connection)


def _begin_sqlite(connection: Any, writer: OneWriter) -> None:
    # IMMEDIATE: two writers wait for each other at the start, and never fail half-way with SQLITE_BUSY.
    # By the driver, as PostgreSQL's does: beginning a transaction is no statement of the portal's.
    driver = connection.connection.driver_connection
    driver.isolation_level = None  # whoever used the connection for a pragma has left it otherwise
    if not _takes_write_lock(connection):
        driver.execute("BEGIN")
        return
    catch(connection)
    writer.take(connection)
    try:
        driver.execute("BEGIN IMMEDIATE")
    except BaseException:
        writer.give_back(connection)
        raise


def _takes_write_lock(connection: Any) -> bool:
    return bool(connection.get_execution_options().get("takes_write_lock", False))
