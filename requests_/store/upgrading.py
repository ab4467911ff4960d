"""Bringing what is kept to the newest revision: the tables, and the marks of the rows that this writes."""

from __future__ import annotations

from requests_.store import schema
from requests_.store.mark_check import has_marks, mark_again, mark_faults
from requests_.store.session import Store


def bring_up(store: Store) -> tuple[str, str]:
    """Bring the tables to the newest revision; returns the revisions before and after ("" for an empty database).

    A row that did not bear the portal's mark before does not bear it afterwards either. Where there were no marks yet,
    every row is marked as it stands.
    """
    if schema.is_current(store.engine):
        return schema.upgrade(store.engine)
    with store.reading_one_moment() as session:
        connection = session.connection()
        faults = tuple(mark_faults(connection, store.marks.key)) if has_marks(connection) else ()
    before, after = schema.upgrade(store.engine)
    with store.unit_of_work() as uow:
        mark_again(uow.session.connection(), store.marks.key, but=faults)
        uow.commit()
    return before, after
