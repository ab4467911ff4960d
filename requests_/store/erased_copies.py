"""What the portal holds of a record that its store has deleted: it goes once the deletion cannot be put back any more.

UK GDPR art. 17(1): a record that is erased is erased in every copy, the one that the search for it made as well.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, or_, select

from requests_.ids import CaseId
from requests_.model.case import Case
from requests_.model.outcome_terms import StoreAct
from requests_.model.outcomes import OUTCOMES
from requests_.store.document_tables import Mark, SourceDocument
from requests_.store.personal_data import FATES, Blanked
from requests_.store.session import UnitOfWork
from requests_.store.text_tables import TextEntry

TITLE = "A record that was deleted"


def forget_copies(uow: UnitOfWork, case: Case) -> int:
    """Destroy the copies of the records that a case had deleted, with the files inside them; returns how many."""
    decided = [key for key, outcome in case.decisions.items() if OUTCOMES[outcome].act is StoreAct.ERASE]
    rows = _with_inner(uow, case.key, decided)
    digests = {digest for row in rows for digest in (row.sha256, row.read_sha256, row.first_sha256) if digest}
    keys = [row.id for row in rows]
    for table, column in ((Mark, Mark.document_id), (TextEntry, TextEntry.document_id)):
        uow.session.execute(delete(table).where(column.in_(keys)))
    fate = FATES["source_document"]
    assert isinstance(fate, Blanked)
    for row in rows:
        for name, value in fate.blanks.items():
            setattr(row, name, value)
        # The reference differs from row to row, and what somebody reads names the row.
        row.ref, row.title = row.id, TITLE
    uow.session.flush()
    files = uow.vault.of(case.key)
    for digest in digests - _needed(uow, case.key):
        files.shred(digest)
    return len(rows)


def _with_inner(uow: UnitOfWork, case: CaseId, keys: Collection[str]) -> list[SourceDocument]:
    of_case = SourceDocument.case_id == case
    rows = list(uow.session.scalars(select(SourceDocument).where(of_case, SourceDocument.id.in_(keys))))
    inside = [
        (SourceDocument.source == row.source) & SourceDocument.ref.startswith(f"{row.ref}!", autoescape=True)
        for row in rows
    ]
    inner = uow.session.scalars(select(SourceDocument).where(of_case, or_(*inside))) if inside else ()
    return list({row.id: row for row in (*rows, *inner)}.values())


def _needed(uow: UnitOfWork, case: CaseId) -> set[str]:
    columns = (SourceDocument.sha256, SourceDocument.read_sha256, SourceDocument.first_sha256)
    rows = uow.session.execute(select(*columns).where(SourceDocument.case_id == case))
    return {digest for row in rows for digest in row}
