"""Somebody with every right in the database, who does not go by the portal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, create_engine, insert, select, update

from requests_.ids import CaseId
from requests_.store.chains import Link
from requests_.store.schema import METADATA
from requests_.store.sealed_events import stamp
from requests_.store.session import Store


@contextmanager
def as_intruder(store: Store) -> Iterator[Connection]:
    """A connection that no trigger guards and no foreign key binds; the guards are there again afterwards."""
    engine = create_engine(store.engine.url)
    try:
        with engine.begin() as connection:
            guards: dict[str, str] = {}
            if engine.dialect.name == "sqlite":
                query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_no_%'"
                guards = {name: made for name, made in connection.exec_driver_sql(query)}
            else:
                connection.exec_driver_sql("SET session_replication_role = replica")
            for guard in guards:
                connection.exec_driver_sql(f"DROP TRIGGER {guard}")
            yield connection
            for made in guards.values():
                connection.exec_driver_sql(made)
    finally:
        engine.dispose()


def append_unmarked(connection: Connection, case: CaseId) -> None:
    """Do the last event of a case again, with the right seal, and have the case's line say that this is the end."""
    events, lines = METADATA.tables["case_event"], METADATA.tables["rights_case"]
    last = connection.execute(select(events).where(events.c.case_id == case).order_by(events.c.seq.desc())).first()
    assert last is not None
    said = dict(last._mapping) | {"seq": last.seq + 1}
    del said["id"]
    own = Link(case, said["seq"], last.kind, last.version, stamp(last.at), "staff:x", last.payload, "")
    said |= {"seal": own.seal_after(last.seal), "actor_kind": "staff", "actor_key": "x"}
    connection.execute(insert(events), said)
    head = {"last_seq": said["seq"], "last_seal": said["seal"]}
    connection.execute(update(lines).where(lines.c.id == case).values(head))
