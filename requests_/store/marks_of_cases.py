"""That the rows which something is told from bear the portal's mark: a chain computed anew to its end does not."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, String, any_, func, literal, literal_column, select
from sqlalchemy.orm import Session

from requests_.errors import Conflict
from requests_.store.base import Base
from requests_.store.mark_check import faults_of_table, has_marks, is_marked_with, lacks_rows, sums_hold, sums_of
from requests_.store.mark_tables import MARKS
from requests_.store.own_marks import marks_of
from requests_.store.row_marks import has_other_definitions
from requests_.store.row_text import RowText, is_caught, texts_of

CASES = "rights_case"
_OTHER_VAULT = (
    "The rows of this database were not marked with the key of this vault, so that nothing can be told from them: is "
    "RIGHTS_VAULT the one of this database?"
)
_IN_PARTS = {"yield_per": 5000}


def of_cases() -> tuple[str, ...]:
    """Every table with rows of cases, the cases themselves first."""
    tables = Base.metadata.tables.items()
    return (CASES, *(name for name, table in tables if "case_id" in table.c and is_caught(name)))


def unmarked_case(session: Session, tables: Iterable[str], cases: Collection[str]) -> str | None:
    """The key of one of some cases with a row in these tables that is not as the portal left it; None without one."""
    texts = texts_of(session.connection())
    # Each is read to its end: PostgreSQL holds a cursor open for what is not.
    return next((found[0] for table in tables if (found := list(_unmarked(session, texts[table], cases)))), None)


def unmarked_table(session: Session, tables: Iterable[str]) -> str | None:
    """One of these tables, where it is not as the portal left it; None where all are."""
    connection, texts = session.connection(), texts_of(session.connection())
    key = marks_of(session).key
    return next((table for table in tables if list(faults_of_table(connection, key, texts[table]))), None)


def require_vault(session: Session) -> None:
    """Raises Conflict where the rows were marked with the key of another vault."""
    marks, connection = marks_of(session), session.connection()
    is_right = marks.has_key and is_marked_with(connection, marks.key, texts_of(connection).values())
    if not is_right and has_marks(connection):
        raise Conflict(_OTHER_VAULT)


def lacks_cases(session: Session) -> bool:
    """Whether a case went, with its mark or without."""
    of_cases = select(func.count()).select_from(MARKS).where(MARKS.c.table_name == CASES)
    of_lines = select(func.count()).select_from(Base.metadata.tables[CASES])
    if session.scalar(of_lines) != session.scalar(of_cases):
        return True
    return lacks_rows(session.connection(), marks_of(session).key, CASES)


def is_as_it_was_left(session: Session) -> bool:
    """Whether nothing acts in the database that was planted, and no sum of marks is another's or an earlier one."""
    connection, key = session.connection(), marks_of(session).key
    return not has_other_definitions(connection, key) and sums_hold(key, sums_of(connection))


def unmarked_among(session: Session, table: str, only: ColumnElement[bool]) -> bool:
    """Whether any of some rows of a table, which it calls `it`, is not as the portal left it."""
    key, text = marks_of(session).key, texts_of(session.connection())[table]
    it = Base.metadata.tables[table].alias("it")
    query = select(literal_column(text.spelt("it"), String)).select_from(it).where(only)
    said = [_said(text, spelt) for spelt in session.execute(query).scalars()]
    if not all(said):
        return True
    wanted = {key.id_of(text, row): key.mark_of(text, row) for row in said}
    marks = select(MARKS.c.id, MARKS.c.mark).where(MARKS.c.table_name == table, _is_among(session, MARKS.c.id, wanted))
    return {row: mark for row, mark in session.execute(marks)} != wanted


def _unmarked(session: Session, text: RowText, cases: Collection[str]) -> Iterator[str]:
    """The cases with a row that lacks its mark, or a mark that lacks its row; by two statements, however many."""
    key, table = marks_of(session).key, Base.metadata.tables[text.table].alias("it")
    marks = select(MARKS.c.id, MARKS.c.mark, MARKS.c.case_id).where(
        MARKS.c.table_name == text.table, _is_among(session, MARKS.c.case_id, cases)
    )
    kept = {row: (mark, case) for row, mark, case in session.execute(marks, execution_options=_IN_PARTS)}
    of = table.c["id" if text.table == CASES else "case_id"]
    rows = select(of, literal_column(text.spelt("it"))).select_from(table).where(_is_among(session, of, cases))
    for case, spelt in session.execute(rows, execution_options=_IN_PARTS):
        said = _said(text, spelt)
        mark, _ = kept.pop(key.id_of(text, said), ("", "")) if said else ("", "")
        if mark != key.mark_of(text, said):
            yield case
    yield from (case for _, case in kept.values())


def _said(text: RowText, spelt: str) -> dict[str, Any]:
    try:
        return text.said(spelt)
    except ValueError:
        return {}  # written over with what cannot be read: it bears no mark


def _is_among(session: Session, of: ColumnElement[str], cases: Collection[str]) -> ColumnElement[bool]:
    """That a case is one of some, in one parameter: a hundred thousand are too many for as many."""
    if session.get_bind().dialect.name == "postgresql":
        return of == any_(literal(list(cases), ARRAY(String)))
    return of.in_(select(func.json_each(json.dumps(list(cases))).table_valued("value").c.value))
