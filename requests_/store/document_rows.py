"""Rows of found documents, marks and packs, out of the commands that bring them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_.ids import CaseId, DocumentId, new_id
from requests_.model.commands import PackItem
from requests_.model.events.base import DocumentOutcome
from requests_.model.review_commands import ProposedMark
from requests_.model.search_commands import FoundDocument
from requests_.model.sources import ReadState
from requests_.store.document_tables import PackItemRow, SourceDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDocument:
    """One found document, as the services and jobs need it."""

    key: DocumentId
    source: str
    ref: str
    title: str
    category: str
    dated_on: date | None
    media_type: str
    file_name: str
    sha256: str
    band: str
    read_state: ReadState
    read_sha256: str
    pages: int
    hidden: tuple[str, ...]
    outcome: DocumentOutcome | None
    outcome_reason: str
    first_sha256: str = ""


def new_document(case: CaseId, source: str, found: FoundDocument, state: ReadState) -> SourceDocument:
    """A find that nothing has been done with yet."""
    return SourceDocument(
        id=new_id(),
        case_id=case,
        source=source,
        ref=found.ref,
        title=found.title,
        category=found.category,
        dated_on=found.dated_on,
        media_type=found.media_type,
        file_name=found.file_name,
        sha256=found.sha256,
        band=found.band,
        score=found.score,
        why=list(found.why),
        read_state=state,
        read_fault="",
        read_sha256="",
        pages=0,
        hidden=[],
        outcome=None,
        outcome_reason="",
        first_sha256=found.sha256,
    )


def mark_values(mark: ProposedMark) -> dict[str, object]:
    """The columns of a mark that nobody has decided."""
    return dict(
        unit=mark.unit,
        start=mark.start,
        end=mark.end,
        kind=mark.kind,
        text=mark.text,
        person=mark.person,
        disposition=mark.disposition,
        reason=mark.reason,
        why=mark.why,
        score=mark.score,
        decision=None,
        decided_by="",
        decided_at=None,
    )


def pack_item_row(pack: str, item: PackItem) -> PackItemRow:
    """One document's place in a pack."""
    return PackItemRow(
        pack_id=pack,
        document_id=item.document,
        first_page=item.first_page,
        pages=item.pages,
        withheld=item.withheld,
    )


def document_from(row: SourceDocument) -> CaseDocument:
    """A found document out of its row."""
    return CaseDocument(
        key=DocumentId(row.id),
        source=row.source,
        ref=row.ref,
        title=row.title,
        category=row.category,
        dated_on=row.dated_on,
        media_type=row.media_type,
        file_name=row.file_name,
        sha256=row.sha256,
        band=row.band,
        read_state=ReadState(row.read_state),
        read_sha256=row.read_sha256,
        pages=row.pages,
        hidden=tuple(row.hidden),
        outcome=None if row.outcome is None else DocumentOutcome(row.outcome),
        outcome_reason=row.outcome_reason,
        first_sha256=row.first_sha256,
    )
