"""Whatever somebody writes into the database, and not by the portal, is found by the audit and named."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import astuple
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    Integer,
    Table,
    and_,
    create_engine,
    delete,
    func,
    insert,
    literal_column,
    select,
    true,
    update,
)
from sqlalchemy.types import JSON, Double

from requests_.errors import Conflict, Unavailable
from requests_.ids import CaseId
from requests_.settings import StoreSettings
from requests_.store import schema
from requests_.store.audit import AuditResult, verify_store
from requests_.store.base import Base, UtcDateTime
from requests_.store.definitions import stamp_of
from requests_.store.mark_check import MarkFault, mark_again, mark_faults
from requests_.store.mark_tables import MARKS, SUMS
from requests_.store.own_marks import BearsOwnMark
from requests_.store.queries.evidence import BrokenRecord, case_evidence
from requests_.store.row_marks import (
    SPACE,
    MarkChange,
    MarkKey,
    has_other_definitions,
    keep_definitions,
    write_marks,
)
from requests_.store.row_text import is_caught, is_marked, texts_of
from requests_.store.schema import METADATA
from requests_.store.session import Store, UnitOfWork, open_store
from requests_.store.upgrading import bring_up
from tests.factories.cases import Desk
from tests.factories.intruders import append_unmarked, as_intruder

TABLES = [table for table in METADATA.sorted_tables if is_caught(table.name)]
# What bears no mark, and why: a table that is in no list would be a hole.
NOT_MARKED = {
    "row_mark": "the mark itself",
    "mark_sum": "a sum, which nobody without the key can work out",
}
VALUES: dict[type, Callable[[int], Any]] = {
    Boolean: lambda of: bool(of % 2),
    Integer: lambda of: of + 1,
    Date: lambda of: date(2026, 1 + of % 12, 1 + of // 12),
    UtcDateTime: lambda of: datetime(2026, 1 + of % 12, 1 + of // 12, 10, 30, 0, 500 * (of % 3), tzinfo=UTC),
    JSON: lambda of: {"said": ["Zoë", of, None, 0.5, "a\\u0000b"]},
    Double: lambda of: of / 3,
}
ROWS, ODD = 26, 37
CHANGED, ADDED, REMOVED = "was changed", "was put there", "was taken away"
OF_THE_SUMS = "has a sum that was taken away, put there, or is as it was before"
WITH_ITS_MARK = "lacks a row that went together with its mark, or has one as it was before"


def test_every_table_bears_marks_or_says_why_not() -> None:
    assert {table for table in METADATA.tables if not is_marked(table)} == set(NOT_MARKED)


def value(column: Column[Any], of: int) -> Any:
    for key in column.foreign_keys:
        return value(key.column, of)
    for kind, made in VALUES.items():
        if isinstance(column.type, kind):
            return made(of)
    return f"{of:02}{column.table.name}{column.name}"[: getattr(column.type, "length", None)]


@pytest.fixture
def filled(store: Store) -> Store:
    """Rows in every table, written by the portal."""
    with store.unit_of_work() as uow:
        write_rows(uow, TABLES)
        uow.commit()
    assert not faults(store)
    return store


def write_rows(uow: UnitOfWork, tables: list[Table]) -> None:
    for table in tables:
        uow.session.execute(insert(table), [row(table, of) for of in range(ROWS)])


def parents_of(table: Table) -> list[Table]:
    """The tables that the rows of one cannot be without, each after its own."""
    direct = {key.column.table for key in table.foreign_keys} - {table}
    found = direct.union(*map(parents_of, direct))
    return [each for each in TABLES if each in found]


def row(table: Table, of: int) -> dict[str, Any]:
    return {column.name: value(column, of) for column in table.columns}


def this_row(table: Table, of: int) -> Any:
    return and_(*(column == value(column, of) for column in table.primary_key))


def faults(store: Store) -> Counter[tuple[str, str]]:
    with store.reading_one_moment() as session:
        return Counter((fault.table, fault.fault) for fault in mark_faults(session.connection(), store.marks.key))


def test_a_change_of_any_column_of_any_table_is_found(filled: Store) -> None:
    with as_intruder(filled) as connection:
        for table in TABLES:
            for of, column in enumerate(table.columns):
                connection.execute(update(table).where(this_row(table, of)).values({column: value(column, of + ODD)}))
    found = faults(filled)
    for table in TABLES:
        keys = len(table.primary_key)
        assert found[table.name, CHANGED] == len(table.columns) - keys, table.name
        assert found[table.name, ADDED] == found[table.name, REMOVED] == keys, table.name


def test_a_row_of_any_table_that_somebody_puts_there_is_found(filled: Store) -> None:
    with as_intruder(filled) as connection:
        for table in TABLES:
            connection.execute(insert(table), row(table, ODD))
    assert faults(filled) == {(table.name, ADDED): 1 for table in TABLES}


def test_a_row_of_any_table_that_somebody_takes_away_is_found(filled: Store) -> None:
    with as_intruder(filled) as connection:
        for table in reversed(TABLES):
            connection.execute(delete(table).where(this_row(table, 3)))
    assert faults(filled) == {(table.name, REMOVED): 1 for table in TABLES}


def kept(connection: Connection, store: Store, table: Table, of: int) -> tuple[str, str]:
    """By what the mark of a row is found, and the mark that is kept of it."""
    text = texts_of(connection)[table.name]
    query = select(literal_column(text.spelt(table.name))).select_from(table).where(this_row(table, of))
    mark = store.marks.key.id_of(text, text.said(connection.scalars(query).one()))
    return mark, connection.scalars(select(MARKS.c.mark).where(of_mark(table, mark))).one()


def of_mark(table: Table, mark: str) -> Any:
    return and_(MARKS.c.table_name == table.name, MARKS.c.id == mark)


def test_a_row_that_goes_together_with_its_mark_is_found_by_the_sum_over_the_marks(filled: Store) -> None:
    with as_intruder(filled) as connection:
        for table in reversed(TABLES):
            connection.execute(delete(MARKS).where(of_mark(table, kept(connection, filled, table, 3)[0])))
            connection.execute(delete(table).where(this_row(table, 3)))
    assert faults(filled) == {(table.name, WITH_ITS_MARK): 1 for table in TABLES}


def test_a_row_that_comes_back_as_it_was_is_found_though_its_mark_of_then_comes_back_too(filled: Store) -> None:
    hold = METADATA.tables["legal_hold"]
    with as_intruder(filled) as connection:
        found, mark = kept(connection, filled, hold, 3)
    with filled.unit_of_work() as uow:
        uow.session.execute(update(hold).where(this_row(hold, 3)).values(reason="another"))
        uow.commit()
    assert not faults(filled)
    with as_intruder(filled) as connection:
        connection.execute(update(hold).where(this_row(hold, 3)).values(reason=row(hold, 3)["reason"]))
        connection.execute(update(MARKS).where(of_mark(hold, found)).values(mark=mark))
    assert faults(filled) == {("legal_hold", WITH_ITS_MARK): 1}


def test_a_table_that_is_emptied_with_its_marks_and_their_sums_is_missed(filled: Store) -> None:
    with as_intruder(filled) as connection:
        for table, condition in (
            (METADATA.tables["legal_hold"], true()),
            (MARKS, MARKS.c.table_name == "legal_hold"),
            (SUMS, SUMS.c.table_name == "legal_hold"),
        ):
            connection.execute(delete(table).where(condition))
    assert faults(filled) == {("mark_sum", OF_THE_SUMS): 1}


def test_with_the_keys_of_another_vault_it_says_so_and_does_not_name_every_row(filled: Store) -> None:
    other = MarkKey(b"of another vault")
    with filled.reading_one_moment() as session:
        (only,) = mark_faults(session.connection(), other)
    assert "is RIGHTS_VAULT the one of this database?" in only.fault


def test_what_the_portal_does_later_with_a_row_that_was_changed_does_not_cover_the_change(filled: Store) -> None:
    people = METADATA.tables["case_person"]
    with as_intruder(filled) as connection:
        connection.execute(update(people).where(this_row(people, 3)).values(name="somebody else"))
    with filled.unit_of_work() as uow:
        uow.session.execute(update(people).where(this_row(people, 3)).values(role="subject"))
        uow.commit()
    assert faults(filled)["case_person", CHANGED] == 1


def test_what_is_taken_back_before_it_is_kept_needs_no_mark(filled: Store) -> None:
    flags = METADATA.tables["case_flag"]
    with filled.unit_of_work() as uow:
        uow.session.execute(update(flags).where(this_row(flags, 2)).values(flag="before"))
        nested = uow.session.begin_nested()
        uow.session.execute(insert(flags), row(flags, 2) | {"flag": "new"})
        nested.rollback()
        uow.session.execute(delete(flags).where(this_row(flags, 4)))
        uow.session.execute(insert(flags), row(flags, 4))
        uow.session.execute(delete(flags).where(this_row(flags, 5)))
        uow.commit()
    assert not faults(filled)
    with filled.unit_of_work() as uow:
        uow.session.execute(delete(flags))
        uow.rollback()
        uow.session.execute(insert(flags), row(flags, 5))
        uow.commit()
    assert not faults(filled)


def test_what_goes_with_another_row_takes_its_mark_along(filled: Store) -> None:
    with filled.unit_of_work() as uow:
        uow.session.execute(delete(METADATA.tables["draft"]))
        uow.commit()
        assert not uow.session.execute(select(METADATA.tables["draft_file"])).all()
    assert not faults(filled)


def test_two_who_write_at_once_lose_no_mark(store: Store) -> None:
    table = METADATA.tables["daily_run"]

    def write(by: int) -> None:
        for of in range(10):
            with store.unit_of_work() as uow:
                uow.session.execute(insert(table), row(table, of) | {"about": f"{by}"})
                uow.commit()

    with ThreadPoolExecutor(4) as people:
        list(people.map(write, range(4)))
    assert not faults(store)


def test_a_look_that_nobody_took_is_found_and_one_that_was_changed(desk: Desk) -> None:
    views = METADATA.tables["view_log"]
    for page in ("case", "documents", "people"):
        desk.within(lambda uow, page=page: uow.desk.viewed("ben", "c1", page, desk.clock.utc_now()))
    assert not faults(desk.store)
    with as_intruder(desk.store) as connection:
        took = connection.execute(select(views).order_by(views.c.id)).mappings().all()
        connection.execute(update(views).where(views.c.id == took[0]["id"]).values(staff_id="cat"))
        connection.execute(insert(views), [dict(row) | {"id": 1000 + row["id"]} for row in took[1:]])
        connection.execute(insert(views), dict(took[1]) | {"id": 2000, "mark": None})
    assert faults(desk.store) == {("view_log", ADDED): 4}


@pytest.mark.parametrize("kind", BearsOwnMark.__subclasses__())
def test_a_change_of_any_column_of_a_row_with_its_own_mark_is_found(store: Store, kind: type[Base]) -> None:
    table = METADATA.tables[kind.__tablename__]
    written = [column for column in table.columns if column.name != "mark"]
    with store.unit_of_work() as uow:
        write_rows(uow, parents_of(table))
        uow.session.add_all(
            kind(**{column.name: value(column, of) for column in written}) for of in range(len(written) + 1)
        )
        uow.commit()
    assert not faults(store)
    with as_intruder(store) as connection:
        for of, column in enumerate(written):
            connection.execute(update(table).where(this_row(table, of)).values({column: value(column, of + ODD)}))
    assert faults(store) == {(table.name, ADDED): len(written)}


def test_the_audit_names_the_case_and_the_row(desk: Desk, case: CaseId) -> None:
    before = audited(desk)
    assert before.broken == ()
    with as_intruder(desk.store) as connection:
        lines = METADATA.tables["rights_case"]
        connection.execute(update(lines).where(lines.c.id == case).values(is_restricted=True))
        connection.execute(delete(METADATA.tables["request_details"]))
    details, restricted = sorted(fault for _, _, fault in map(astuple, audited(desk).broken) if "portal" in fault)
    assert restricted == f"row {case} of rights_case was changed, and not by the portal"
    assert details == "a row of request_details was taken away, and not by the portal"
    assert {fault.reference for fault in audited(desk).broken} == {desk.reference(case)}


def test_an_event_that_somebody_appends_is_found_though_its_seal_is_right(desk: Desk, case: CaseId) -> None:
    with as_intruder(desk.store) as connection:
        append_unmarked(connection, case)
    found = {fault.fault for fault in audited(desk).broken if "portal" in fault.fault}
    assert any("of case_event was put there" in fault for fault in found)
    assert any("of rights_case was changed" in fault for fault in found)
    with desk.store.reading() as session, pytest.raises(BrokenRecord, match="not by the portal"):
        case_evidence(session, case, known_at=desk.clock.utc_now())


@pytest.fixture
def case(desk: Desk) -> CaseId:
    return desk.searching()


def audited(desk: Desk) -> AuditResult:
    with desk.store.reading_one_moment() as session:
        return verify_store(session, desk.store.marks.key)


def test_rows_from_before_there_were_marks_are_marked_by_the_upgrade(filled: Store) -> None:
    schema.downgrade(filled.engine, "0043")
    (filled.vault.root / "keys" / f"{SPACE}.key").unlink()
    store = open_store(StoreSettings(database_url=str_of(filled), vault=filled.vault.root))
    assert bring_up(store)[0] == "0043"
    assert not faults(store)
    store.close()


def str_of(store: Store) -> str:
    return store.engine.url.render_as_string(hide_password=False)


def test_an_upgrade_marks_nothing_where_the_marks_were_taken_away(filled: Store) -> None:
    schema.downgrade(filled.engine, "0043")
    try:
        with pytest.raises(Conflict, match="no row of this database bears a mark"):
            bring_up(filled)
    finally:
        schema.upgrade(filled.engine)  # PostgreSQL's is for the other tests too


def test_a_trigger_that_would_write_with_the_portal_is_named(store: Store) -> None:
    bring_up(store)
    assert not faults(store)
    with as_intruder(store) as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("CREATE TRIGGER sly AFTER INSERT ON outbox BEGIN DELETE FROM legal_hold; END")
        else:
            connection.exec_driver_sql("CREATE RULE sly AS ON INSERT TO outbox DO ALSO DELETE FROM legal_hold")
    [(where, what)] = faults(store)
    assert (where, "other triggers, functions, policies or tables" in what) == ("", True)
    refuses_to_be_brought_up(store)
    with as_intruder(store) as connection:
        connection.exec_driver_sql(
            f"DROP {'TRIGGER sly' if connection.dialect.name == 'sqlite' else 'RULE sly ON outbox'}"
        )


PLANTED_ON_POSTGRESQL = {
    "a function that fits a row better than PostgreSQL's own": "CREATE FUNCTION row_to_json(outbox) RETURNS json "
    "LANGUAGE sql AS 'SELECT NULL::json'",
    "a check": "ALTER TABLE outbox ADD CONSTRAINT sly CHECK (evil() = 1)",
    "a default": "ALTER TABLE outbox ALTER COLUMN reason SET DEFAULT evil()",
    "an expression of an index": "CREATE INDEX sly ON outbox (evil())",
    "a policy": "CREATE POLICY sly ON outbox AS RESTRICTIVE USING (evil() = 1)",
    "a table that obeys its policies": "ALTER TABLE outbox FORCE ROW LEVEL SECURITY",
    "an operator": "CREATE OPERATOR = (FUNCTION = unlike, LEFTARG = varchar, RIGHTARG = varchar)",
    "a view in the place of a table": "ALTER TABLE outbox RENAME TO o; CREATE VIEW outbox AS SELECT * FROM o",
    "a child of a table": "CREATE TABLE sly () INHERITS (outbox)",
    "a trigger that is put off": "ALTER TABLE outbox DISABLE TRIGGER rights_touched",
}
EVIL = (
    "CREATE FUNCTION evil() RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';"
    "CREATE FUNCTION unlike(varchar, varchar) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT false'"
)


@pytest.mark.parametrize("planted", PLANTED_ON_POSTGRESQL)
def test_nothing_is_saved_beside_what_acts_or_hides_unseen_in_postgresql(postgresql_store: Store, planted: str) -> None:
    store = postgresql_store
    with store.engine.connect() as connection, connection.begin() as undone:
        for statement in EVIL.split(";"):
            connection.exec_driver_sql(statement)
        keep_definitions(connection, store.marks.key)
        assert not has_other_definitions(connection, store.marks.key)
        stamp = stamp_of(connection)
        for statement in PLANTED_ON_POSTGRESQL[planted].split("; "):
            connection.exec_driver_sql(statement)
        assert has_other_definitions(connection, store.marks.key)
        assert stamp_of(connection) != stamp
        undone.rollback()


def test_an_index_that_helps_and_hides_nothing_stops_nobody(postgresql_store: Store) -> None:
    with postgresql_store.engine.connect() as connection, connection.begin() as undone:
        keep_definitions(connection, postgresql_store.marks.key)
        connection.exec_driver_sql("CREATE INDEX helpful ON outbox (made_at)")
        assert not has_other_definitions(connection, postgresql_store.marks.key)
        undone.rollback()


@contextmanager
def a_connection(store: Store) -> Iterator[Connection]:
    """Somebody else's, who leaves the guards of the events alone."""
    engine = create_engine(store.engine.url)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def test_nothing_is_saved_while_a_planted_trigger_would_write_with_the_portal(store: Store) -> None:
    bring_up(store)
    waiting, is_sqlite = METADATA.tables["outbox"], store.engine.dialect.name == "sqlite"

    def write(of: int) -> None:
        with store.unit_of_work() as uow:
            uow.session.execute(insert(waiting), row(waiting, of))
            uow.commit()

    with store.unit_of_work() as uow:
        write_rows(uow, parents_of(waiting))
        uow.commit()
    write(1)
    with a_connection(store) as connection:
        if is_sqlite:
            connection.exec_driver_sql("CREATE TRIGGER sly AFTER INSERT ON outbox BEGIN DELETE FROM legal_hold; END")
        else:
            body = "BEGIN DELETE FROM legal_hold; RETURN NULL; END"
            connection.exec_driver_sql(f"CREATE FUNCTION sly() RETURNS trigger LANGUAGE plpgsql AS '{body}'")
            connection.exec_driver_sql("CREATE TRIGGER sly AFTER INSERT ON outbox EXECUTE FUNCTION sly()")
    with pytest.raises(Unavailable, match="Nothing was saved"):
        write(2)
    with a_connection(store) as connection:
        assert connection.scalar(select(func.count()).select_from(waiting)) == 1
        connection.exec_driver_sql("DROP TRIGGER sly" if is_sqlite else "DROP FUNCTION sly CASCADE")
    write(2)
    assert not faults(store)


def test_an_upgrade_marks_nothing_with_the_key_of_another_vault(filled: Store, tmp_path: Path) -> None:
    store = open_store(StoreSettings(database_url=str_of(filled), vault=tmp_path / "another"))
    with pytest.raises(Conflict, match="is RIGHTS_VAULT the one of this database"):
        bring_up(store)
    store.close()


def refuses_to_be_brought_up(store: Store) -> None:
    """Where there is something newer to be brought up to."""
    newest = set_revision(store, "0043")
    with pytest.raises(Conflict, match="triggers, functions, policies or tables that the portal did not make"):
        bring_up(store)
    set_revision(store, newest)


def set_revision(store: Store, to: str) -> str:
    with as_intruder(store) as connection:
        was = str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{to}'")
    return was


def test_an_upgrade_does_not_cover_what_was_changed_before_it(filled: Store) -> None:
    people = METADATA.tables["case_person"]
    with as_intruder(filled) as connection:
        connection.execute(update(people).where(this_row(people, 3)).values(name="somebody else"))
    found = faults(filled)
    with filled.unit_of_work() as uow:
        mark_again(uow.session.connection(), filled.marks.key, but=found_in(filled))
        uow.commit()
    assert faults(filled) == found


def test_a_table_that_an_upgrade_does_away_with_is_missed_by_nobody_and_one_that_was_gone_before_it_is(
    filled: Store,
) -> None:
    def marked_of_old(table: str) -> list[MarkChange]:
        return [MarkChange(table, f"{number:032x}", None, "0" * 64) for number in range(3)]

    def write(uow: UnitOfWork, *, but: list[MarkFault]) -> None:
        connection = uow.session.connection()
        write_marks(connection, filled.marks.key, marked_of_old("of_the_upgrade"))
        mark_again(connection, filled.marks.key, but=but)
        uow.commit()

    with filled.unit_of_work() as uow:
        write_marks(uow.session.connection(), filled.marks.key, marked_of_old("taken_away"))
        uow.commit()
    gone = found_in(filled)
    assert [fault.table for fault in gone] == ["taken_away"]
    with filled.unit_of_work() as uow:
        write(uow, but=gone)
    assert found_in(filled) == gone


def found_in(store: Store) -> list[MarkFault]:
    with store.reading_one_moment() as session:
        return list(mark_faults(session.connection(), store.marks.key))


def test_the_sums_of_a_table_do_not_come_back_without_those_of_all_the_others(filled: Store) -> None:
    holds = METADATA.tables["legal_hold"]
    with as_intruder(filled) as connection:
        before = [dict(row._mapping) for row in connection.execute(select(SUMS).where(SUMS.c.table_name == holds.name))]
        found, mark = kept(connection, filled, holds, 3)
    with filled.unit_of_work() as uow:
        uow.session.execute(update(holds).where(this_row(holds, 3)).values(reason="another"))
        uow.commit()
    with as_intruder(filled) as connection:
        connection.execute(update(holds).where(this_row(holds, 3)).values(reason=row(holds, 3)["reason"]))
        connection.execute(update(MARKS).where(of_mark(holds, found)).values(mark=mark))
        connection.execute(update(SUMS).where(SUMS.c.table_name == holds.name).values(before[0]))
    assert faults(filled) == {("mark_sum", OF_THE_SUMS): 1}
