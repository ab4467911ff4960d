"""Bringing what is kept to the newest revision: tables, what roles may do, and the marks of rows that this writes."""

from __future__ import annotations

from functools import partial

from sqlalchemy import Connection

from requests_.errors import Conflict
from requests_.store import schema
from requests_.store.mark_check import MarkFault, has_marks, has_rows, mark_again, mark_faults
from requests_.store.roles import grant_rights
from requests_.store.row_marks import has_other_definitions, keep_definitions, keeps_definitions
from requests_.store.session import Store

_NO_MARKS = (
    "The vault has the key that rows are marked with, and no row of this database bears a mark: they were taken away, "
    "or it is another database's vault. Nothing was changed. See 'The record of what was done' in docs/operate.md."
)
_NO_KEY = (
    "The rows of this database bear marks, and the vault has no key of them: is RIGHTS_VAULT the one of this database? "
    "Nothing was changed."
)
_PLANTED = (
    "The database has triggers, functions, policies or tables that the portal did not make, and what they write would "
    "pass for the portal's. "
    "Nothing was changed: take them away, and look at 'rights audit verify'."
)


def bring_up(store: Store) -> tuple[str, str]:
    """Bring the tables to the newest revision; returns the revisions before and after ("" for an empty database).

    A row that did not bear the portal's mark before does not bear it afterwards either: rows are marked as they stand
    once alone, before there is a key to mark with. Raises Conflict where there is a key and the marks are gone, or the
    other way about, or somebody planted a trigger: nothing is marked then that somebody else may have written.
    """
    has_key, faults = store.marks.has_key, tuple[MarkFault, ...]()
    with store.reading_one_moment() as session:
        connection = session.connection()
        if has_key and not has_marks(connection) and has_rows(connection):
            raise Conflict(_NO_MARKS)
        if not has_key and has_marks(connection):
            raise Conflict(_NO_KEY)
        if has_key and not schema.is_current(store.engine):
            faults = tuple(mark_faults(connection, store.marks.key))
        if any(not fault.table for fault in faults):
            raise Conflict(_PLANTED)
    # With the tables, where there are marks: whoever writes meanwhile meets the triggers as they were, or as they are.
    before, after = schema.upgrade(store.engine, then=partial(_keep_definitions, store) if has_key else None)
    with store.unit_of_work() as uow:
        connection = uow.session.connection()
        if before != after or not has_key:
            mark_again(connection, store.marks.key, but=faults)
        if not keeps_definitions(connection):  # those of a newer PostgreSQL, too, which spells them otherwise
            _keep_definitions(store, connection)
        uow.commit()
    return before, after


def settle(store: Store) -> None:
    """Keep the definitions of tables that were made a moment ago, for what a backup put back into them.

    The backup's own are those of the database that it was made of: another kind, or with roles that this one has not.
    """
    with store.engine.begin() as connection:
        if store.marks.has_key and has_marks(connection):
            _keep_definitions(store, connection)


def grant(store: Store, *, public: str, staff: str, api: str = "") -> None:
    """Give roles their rights (`roles.grant_rights`). Raises Conflict where somebody planted anything before."""
    with store.engine.begin() as connection:
        if store.marks.has_key and has_other_definitions(connection, store.marks.key):
            raise Conflict(_PLANTED)
        grant_rights(connection, public=public, staff=staff, api=api)
        if store.marks.has_key:
            _keep_definitions(store, connection)


def _keep_definitions(store: Store, connection: Connection) -> None:
    keep_definitions(connection, store.marks.key)
