"""That what figures are counted from is as the portal left it: who computes a chain anew makes no mark of its end."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from requests_.reporting.record_events import damaged
from requests_.store.case_tables import CaseRow
from requests_.store.mark_check import faults_of_table, sums_of
from requests_.store.marks_of_cases import (
    CASES,
    is_as_it_was_left,
    lacks_cases,
    require_vault,
    unmarked_case,
    unmarked_table,
)
from requests_.store.own_marks import marks_of
from requests_.store.row_text import texts_of

# The line of a case says where its chain ends; the others have its school, and what was withheld.
_OF_CASES = (CASES, "request_details", "erased_case", "source_document", "mark")
_BESIDE = ("breach_event", "register_entry")
_CHANGED = "a row was changed, put there or taken away, and not by the portal"


def require_whole(session: Session) -> None:
    """Raises DamagedRecord unless every row that any figure can be counted from is as the portal left it.

    For what is handed out: each case is looked at, also those that bear on no figure now. It takes as long as there are
    rows. The session has to see one moment. Raises Conflict where the vault is another database's.
    """
    _require_left_so(session)
    connection, key = session.connection(), marks_of(session).key
    texts, sums = texts_of(connection), sums_of(connection)
    for table in (*_OF_CASES, "case_event", *_BESIDE):
        faults = list(faults_of_table(connection, key, texts[table], sums))
        if faults:
            raise damaged(_called(session, faults[0].case) or f"table {table}", _CHANGED)


def require_marks(session: Session, cases: Collection[str]) -> None:
    """Raises DamagedRecord where a row that is counted from was changed, put there or taken away, whatever its seal.

    Raises Conflict where the vault is another database's.
    """
    _require_left_so(session)
    case = unmarked_case(session, _OF_CASES, cases)
    if case is not None:
        raise damaged(_called(session, case) or f"case {case}", _CHANGED)
    table = unmarked_table(session, _BESIDE)
    if table is not None:
        raise damaged(f"table {table}", _CHANGED)


def _require_left_so(session: Session) -> None:
    require_vault(session)
    if not is_as_it_was_left(session):
        raise damaged("the database", "something acts in it that was planted, or a part of it was put back")


def require_every_case(session: Session) -> None:
    """Raises DamagedRecord where a case is gone, with its mark or without."""
    if lacks_cases(session):
        raise damaged("some case", "it was taken away")


def _called(session: Session, case: str | None) -> str | None:
    return session.scalar(select(CaseRow.reference).where(CaseRow.id == case)) if case else None
