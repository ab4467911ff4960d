"""No figure is counted from events that do not verify: the case is named, with what is to be done."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from requests_.errors import Conflict
from requests_.ids import CaseId
from requests_.reporting.period import period_named
from requests_.reporting.record_events import DamagedRecord
from requests_.settings import StoreSettings
from requests_.store.mark_tables import SUMS
from requests_.store.queries.returns import report_rows, return_to_give
from requests_.store.schema import METADATA
from requests_.store.session import Store, open_store
from requests_.store.upgrading import bring_up
from tests.factories.history import lives, write
from tests.factories.intruders import append_unmarked, as_intruder

TODAY = date(2026, 11, 2)
KNOWN_AT = datetime(2026, 11, 2, 18, tzinfo=UTC)
MADE = list(lives(5, 60, first_on=date(2026, 6, 1), today=TODAY))
# A case that nobody has answered, and one that had a question, an answer, and was never opened again.
OPEN = next(life for life in MADE if life.answered_on is None and not life.question and not life.authority)
OVER = next(life for life in MADE if life.answered_on and life.answered_on.month < 10 and not life.again)


def key(number: int) -> str:
    return f"{number:032d}"


HARM = {
    "an answer that was put earlier": (
        'UPDATE case_event SET payload = \'{{"sent_on": "2026-07-01"}}\''
        " WHERE kind = 'response_sent' AND case_id = '{over}'",
        OVER.reference,
        "was changed",
    ),
    "a receipt that was put later": (
        "UPDATE case_event SET payload = replace(payload, '2026-', '2027-') WHERE seq = 1 AND case_id = '{open}'",
        OPEN.reference,
        "event 1 was changed",
    ),
    "an open case that looks over for years": (
        "UPDATE case_event SET kind = 'request_withdrawn', at = '2019-01-01 10:00:00.000000' WHERE case_id = '{open}'",
        OPEN.reference,
        "event 1 was changed",
    ),
    "a first event that was removed": (
        "DELETE FROM case_event WHERE seq = 1 AND case_id = '{over}'",
        OVER.reference,
        "event 1 is missing",
    ),
    "an answer that was removed": (
        "DELETE FROM case_event WHERE kind = 'response_sent' AND case_id = '{over}'",
        OVER.reference,
        "events are missing at the end",
    ),
    "an open case without its events": (
        "DELETE FROM case_event WHERE case_id = '{open}'",
        OPEN.reference,
        "its events are missing",
    ),
    "events without their case": (
        "DELETE FROM rights_case WHERE id = '{open}'",
        f"case {key(OPEN.number)}",
        "the line of this case is missing",
    ),
    "a school that is another": (
        "UPDATE request_details SET subject = json_set(subject, '$.school', 'Another') WHERE case_id = '{open}'",
        OPEN.reference,
        "and not by the portal",
    ),
    "a case that went with all that is known of it": (
        "DELETE FROM case_event WHERE case_id = '{over}'; DELETE FROM request_details WHERE case_id = '{over}'; "
        "DELETE FROM pack WHERE case_id = '{over}'; DELETE FROM message WHERE case_id = '{over}'; "
        "DELETE FROM rights_case WHERE id = '{over}'; DELETE FROM row_mark WHERE case_id = '{over}'",
        "some case",
        "it was taken away",
    ),
    "an event that cannot be read": (
        "UPDATE case_event SET payload = 'nothing of the kind' WHERE seq = 1 AND case_id = '{open}'",
        "some case",
        "an event cannot be read",
    ),
}


@pytest.fixture
def filled(sqlite_store: Store) -> Store:
    write(sqlite_store, MADE)
    return sqlite_store


@pytest.fixture
def intruder(filled: Store) -> Iterator[Session]:
    """Somebody with every right in the database, whose harm is undone."""
    with filled.reading() as session:
        session.connection().exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for what in ("update", "delete"):
            session.connection().exec_driver_sql(f"DROP TRIGGER case_event_no_{what}")
        yield session
        session.rollback()


@pytest.mark.parametrize("harm", HARM)
def test_what_does_not_verify_is_counted_in_no_figure(intruder: Session, harm: str) -> None:
    statement, reference, why = HARM[harm]
    for each in statement.format(open=key(OPEN.number), over=key(OVER.number)).split(";"):
        intruder.connection().exec_driver_sql(each)
    with pytest.raises(DamagedRecord) as refused:
        report_rows(intruder, period_named("2026-11"), known_at=KNOWN_AT)
    assert reference in str(refused.value)
    assert why in str(refused.value)
    assert "run 'rights audit verify'" in str(refused.value)


# By plain SQL, with no seal computed, in cases that bear on the period or not.
HIDDEN = {
    "late cases that are gone, and their marks left": "DELETE FROM case_event WHERE case_id = '{over}'; "
    "DELETE FROM request_details WHERE case_id = '{over}'; DELETE FROM pack WHERE case_id = '{over}'; "
    "DELETE FROM message WHERE case_id = '{over}'; DELETE FROM rights_case WHERE id = '{over}'",
    "a case without events whose line says that it ended": "DELETE FROM case_event WHERE case_id = '{open}'; "
    "UPDATE rights_case SET case_list = 'ended', responded_on = NULL WHERE id = '{open}'",
    "a case that is said to be over for years": "UPDATE case_event SET kind = 'request_withdrawn', "
    "at = '2019-01-01 10:00:00.000000' WHERE case_id = '{open}'; "
    "UPDATE rights_case SET case_list = 'ended', responded_on = '2019-01-01' WHERE id = '{open}'",
    "an event without a seal in a case of another year": "UPDATE case_event SET kind = 'date_set' "
    "WHERE case_id = '{over}' AND seq = 2",
    "a sum that somebody put there": "INSERT INTO mark_sum VALUES ('register_entry', 'n', '00')",
    "marks that are of no case any more": "UPDATE row_mark SET mark = 'x' WHERE table_name = 'rights_case'",
    "something that acts unseen": "CREATE UNIQUE INDEX sly ON outbox (abs(attempts))",
}


@pytest.mark.parametrize("harm", HIDDEN)
def test_no_return_is_handed_out_where_anything_was_touched_that_figures_come_from(filled: Store, harm: str) -> None:
    bring_up(filled)
    with filled.reading() as session:
        assert return_to_give(session, period_named("2026-11"), known_at=KNOWN_AT).figures
    with filled.reading() as session:
        connection = session.connection()
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        guards = {
            name: connection.exec_driver_sql(f"SELECT sql FROM sqlite_master WHERE name = '{name}'").scalar_one()
            for name in ("case_event_no_update", "case_event_no_delete")
        }
        for name in guards:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        for each in HIDDEN[harm].format(open=key(OPEN.number), over=key(OVER.number)).split("; "):
            connection.exec_driver_sql(each)
        for made in guards.values():
            connection.exec_driver_sql(made)
        with pytest.raises(DamagedRecord, match="Nothing is counted from it"):
            return_to_give(session, period_named("2026-11"), known_at=KNOWN_AT)
        session.rollback()


def test_no_return_is_handed_out_where_the_tables_of_cases_came_back_as_they_were_with_their_marks_and_sums(
    sqlite_store: Store,
) -> None:
    tables = ("rights_case", "case_event", "request_details", "pack", "message", "row_mark")
    write(sqlite_store, MADE[:30])
    bring_up(sqlite_store)
    with sqlite_store.engine.connect() as connection:
        earlier = {table: connection.execute(select(METADATA.tables[table])).mappings().all() for table in tables}
        sums = connection.execute(select(SUMS).where(SUMS.c.table_name != "")).mappings().all()
    write(sqlite_store, MADE[30:])
    with sqlite_store.reading() as session:
        assert return_to_give(session, period_named("2026-11"), known_at=KNOWN_AT).figures
    with as_intruder(sqlite_store) as connection:
        for table in reversed(tables):
            connection.execute(delete(METADATA.tables[table]))
        for table in tables:
            connection.execute(insert(METADATA.tables[table]), [dict(row) for row in earlier[table]])
        connection.execute(delete(SUMS).where(SUMS.c.table_name != ""))
        connection.execute(insert(SUMS), [dict(row) for row in sums])
    with sqlite_store.reading() as session, pytest.raises(DamagedRecord, match="a part of it was put back"):
        return_to_give(session, period_named("2026-11"), known_at=KNOWN_AT)


def test_a_chain_that_was_computed_anew_to_its_end_is_counted_in_no_figure(filled: Store, intruder: Session) -> None:
    append_unmarked(intruder.connection(), CaseId(key(OPEN.number)))
    with pytest.raises(DamagedRecord, match=OPEN.reference):
        report_rows(intruder, period_named("2026-11"), known_at=KNOWN_AT)


def test_with_another_vault_nothing_is_counted_and_it_is_said_why(filled: Store, tmp_path: Path) -> None:
    url = filled.engine.url.render_as_string(hide_password=False)
    store = open_store(StoreSettings(database_url=url, vault=tmp_path / "another"))
    with store.reading() as session, pytest.raises(Conflict, match="is RIGHTS_VAULT the one of this database"):
        report_rows(session, period_named("2026-11"), known_at=KNOWN_AT)
    store.close()


def test_what_was_recorded_since_then_is_verified_and_not_counted(filled: Store) -> None:
    with filled.reading() as session:
        then = report_rows(session, period_named("2026-08"), known_at=datetime(2026, 8, 31, 22, tzinfo=UTC))
        now = report_rows(session, period_named("2026-08"), known_at=KNOWN_AT)
    assert {record.reference for record in then.records} <= {record.reference for record in now.records}
    assert not any(record.settled_on and record.settled_on > date(2026, 8, 31) for record in then.records)
