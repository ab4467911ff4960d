"""No figure is counted from events that do not verify: the case is named, with what is to be done."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from requests_.reporting.period import period_named
from requests_.reporting.record_events import DamagedRecord
from requests_.store.queries.returns import report_rows
from requests_.store.session import Store
from tests.factories.history import lives, write

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
    intruder.connection().exec_driver_sql(statement.format(open=key(OPEN.number), over=key(OVER.number)))
    with pytest.raises(DamagedRecord) as refused:
        report_rows(intruder, period_named("2026-11"), known_at=KNOWN_AT)
    assert reference in str(refused.value)
    assert why in str(refused.value)
    assert "run 'rights audit verify'" in str(refused.value)


def test_what_was_recorded_since_then_is_verified_and_not_counted(filled: Store) -> None:
    with filled.reading() as session:
        then = report_rows(session, period_named("2026-08"), known_at=datetime(2026, 8, 31, 22, tzinfo=UTC))
        now = report_rows(session, period_named("2026-08"), known_at=KNOWN_AT)
    assert {record.reference for record in then.records} <= {record.reference for record in now.records}
    assert not any(record.settled_on and record.settled_on > date(2026, 8, 31) for record in then.records)
