"""That what figures are counted from is as the portal left it: who computes a chain anew makes no mark of its end."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from requests_.errors import Conflict
from requests_.reporting.record_events import damaged
from requests_.store.case_tables import CaseRow
from requests_.store.marks_of_cases import (
    CASES,
    OTHER_VAULT,
    is_of_this_vault,
    lacks_cases,
    unmarked_case,
    unmarked_table,
)

# The line of a case says where its chain ends; the others have its school, and what was withheld.
_OF_CASES = (CASES, "request_details", "erased_case", "source_document", "mark")
_BESIDE = ("breach_event", "register_entry")


def require_marks(session: Session, cases: Collection[str]) -> None:
    """Raises DamagedRecord where a row that is counted from was changed, put there or taken away, whatever its seal.

    Raises Conflict where the vault is another database's.
    """
    if not is_of_this_vault(session):
        raise Conflict(OTHER_VAULT)
    case = unmarked_case(session, _OF_CASES, cases)
    if case is not None:
        reference = session.scalar(select(CaseRow.reference).where(CaseRow.id == case))
        raise damaged(reference or f"case {case}", "a row was changed, put there or taken away, and not by the portal")
    table = unmarked_table(session, _BESIDE)
    if table is not None:
        raise damaged(f"table {table}", "a row was changed, put there or taken away, and not by the portal")
    if lacks_cases(session):
        raise damaged("some case", "it was taken away together with its mark")
