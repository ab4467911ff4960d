"""Found documents, the marks on them, and the packs made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.orm import Session

from requests_.errors import NotFound
from requests_.ids import CaseId, DocumentId, MarkId, new_id
from requests_.model.commands import RecordPack
from requests_.model.events.base import DocumentOutcome
from requests_.model.review_commands import ProposedMark
from requests_.model.search_again import Since
from requests_.model.search_commands import FoundDocument
from requests_.model.sources import ReadState
from requests_.store.document_rows import CaseDocument, document_from, mark_values, new_document, pack_item_row
from requests_.store.document_tables import CUE, PASSAGE, STAFF_MADE, Mark, Pack, PackItemRow, SourceDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedMark:
    """One mark with its decision: `withhold`, `disclose` or None."""

    key: MarkId
    document: DocumentId
    unit: int
    start: int
    end: int
    kind: str
    text: str
    person: str
    disposition: str
    reason: str
    decision: str | None

    @property
    def is_of_person(self) -> bool:
        """Whether it is about somebody, known or not: no cue about the text, no words that staff marked."""
        return self.kind not in STAFF_MADE and not self.kind.startswith(CUE)

    @property
    def is_mention(self) -> bool:
        """Whether it is decided with its person: a passage about somebody is read by itself."""
        return self.is_of_person and self.kind != PASSAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDecisions:
    """What still has to be decided before a case can be signed off."""

    marks: int
    documents: int
    unread: int


class DocumentRepository:
    """Everything found for a case."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add_found(self, case: CaseId, source: str, found: FoundDocument) -> tuple[DocumentId, bool]:
        """Keep a find. A find of the same source and reference replaces its older description.

        Returns the document's id, and whether it must be read (it is new, or its bytes are others than before).
        """
        known = self._session.scalars(
            select(SourceDocument).where(
                SourceDocument.case_id == case, SourceDocument.source == source, SourceDocument.ref == found.ref
            )
        ).one_or_none()
        state = ReadState.FOUND if found.sha256 else ReadState.TO_RETRIEVE
        if known is not None:
            is_changed = known.sha256 != found.sha256 and bool(found.sha256)
            known.title, known.band, known.score, known.why = found.title, found.band, found.score, list(found.why)
            if is_changed:
                known.sha256, known.read_state, known.read_sha256, known.outcome = found.sha256, state, "", None
                # Marks are places in a text: on other bytes they would stand somewhere else.
                self._session.execute(delete(Mark).where(Mark.document_id == known.id))
            return DocumentId(known.id), is_changed
        row = new_document(case, source, found, state)
        self._session.add(row)
        self._session.flush()
        return DocumentId(row.id), bool(found.sha256)

    def note_since(self, case: CaseId, source: str, became: Mapping[str, Since], on: date) -> None:
        """Keep what the newest search of a source saw of what had been found in it."""
        of_source = (SourceDocument.case_id == case, SourceDocument.source == source)
        for row in self._session.scalars(select(SourceDocument).where(*of_source)):
            if became.get(row.ref, row.since) != row.since:
                row.since, row.since_on = became[row.ref].value, on

    def of_case(self, case: CaseId) -> list[CaseDocument]:
        """Every document found for a case, by date and title, undated ones last."""
        rows = self._session.scalars(
            select(SourceDocument)
            .where(SourceDocument.case_id == case)
            .order_by(
                SourceDocument.dated_on.is_(None), SourceDocument.dated_on, SourceDocument.title, SourceDocument.id
            )
        )
        return [document_from(row) for row in rows]

    def get(self, case: CaseId, document: DocumentId) -> CaseDocument:
        """One document of the case. Raises NotFound, also for another case's."""
        return document_from(self._row(case, document))

    def attach(self, case: CaseId, document: DocumentId, *, sha256: str, file_name: str, media_type: str) -> None:
        """Put bytes where only a register entry stood."""
        row = self._row(case, document)
        row.sha256, row.file_name, row.media_type, row.read_state = sha256, file_name, media_type, ReadState.FOUND
        row.outcome, row.outcome_reason = None, ""

    def record_read(
        self, case: CaseId, document: DocumentId, *, read_sha256: str, pages: int, hidden: list[str]
    ) -> None:
        """The document was read; its read form is in the vault."""
        row = self._row(case, document)
        row.read_state, row.read_sha256, row.pages, row.hidden = ReadState.READ, read_sha256, pages, hidden

    def record_unreadable(self, case: CaseId, document: DocumentId, fault: str) -> None:
        """The document cannot be read by machine, and why."""
        row = self._row(case, document)
        row.read_state, row.read_fault = ReadState.UNREADABLE, fault

    def unread(self, case: CaseId) -> int:
        """How many found documents still wait to be read."""
        return self._count(SourceDocument.case_id == case, SourceDocument.read_state == ReadState.FOUND)

    def decide(self, case: CaseId, document: DocumentId, outcome: DocumentOutcome | None, reason: str) -> None:
        """Keep what was decided about a whole document; None for nothing."""
        row = self._row(case, document)
        row.outcome, row.outcome_reason = outcome, reason

    def replace_proposals(self, case: CaseId, document: DocumentId, proposed: tuple[ProposedMark, ...]) -> None:
        """Keep the proposals for a document; a mark that was there keeps its decision."""
        places = select(Mark.unit, Mark.start, Mark.end, Mark.kind).where(Mark.document_id == document)
        known = {tuple(row) for row in self._session.execute(places)}
        fresh = [
            dict(id=new_id(), case_id=case, document_id=document, **mark_values(mark))
            for mark in proposed
            if (mark.unit, mark.start, mark.end, mark.kind) not in known
        ]
        if fresh:
            self._session.execute(insert(Mark), fresh)

    def marks(self, case: CaseId) -> list[DecidedMark]:
        """Every mark of a case in reading order."""
        rows = self._session.scalars(
            select(Mark).where(Mark.case_id == case).order_by(Mark.document_id, Mark.unit, Mark.start)
        )
        return [
            DecidedMark(
                key=MarkId(row.id),
                document=DocumentId(row.document_id),
                unit=row.unit,
                start=row.start,
                end=row.end,
                kind=row.kind,
                text=row.text,
                person=row.person,
                disposition=row.disposition,
                reason=row.reason,
                decision=row.decision,
            )
            for row in rows
        ]

    def decide_marks(self, case: CaseId, marks: tuple[MarkId, ...], decision: str, by: str, at: datetime) -> int:
        """Decide single marks; returns how many there were."""
        return self._decide(decision, by, at, Mark.case_id == case, Mark.id.in_(marks))

    def decide_person(self, case: CaseId, person: str, decision: str, by: str, at: datetime) -> int:
        """Decide every mark of one person over the bundle; returns how many there were.

        Passages about somebody else are read one by one: no decision about a name says what else may be told.
        """
        return self._decide(decision, by, at, *_mentions(case, person))

    def set_reasons(self, case: CaseId, person: str, reasons: Mapping[DocumentId, str]) -> None:
        """Withhold the marks of one person for another reason, document by document."""
        for document, reason in reasons.items():
            change = update(Mark).where(*_mentions(case, person), Mark.document_id == document)
            self._session.execute(change.values(reason=reason))

    def open_decisions(self, case: CaseId) -> OpenDecisions:
        """What still has to be decided: nothing leaves on a proposal alone."""
        marks = self._session.scalar(
            select(func.count())
            .select_from(Mark)
            .join(SourceDocument, SourceDocument.id == Mark.document_id)
            .where(
                Mark.case_id == case,
                Mark.decision.is_(None),
                Mark.disposition != "disclose",
                SourceDocument.outcome == DocumentOutcome.INCLUDE,
            )
        )
        return OpenDecisions(
            marks=marks or 0,
            documents=self._count(SourceDocument.case_id == case, SourceDocument.outcome.is_(None)),
            unread=self.unread(case),
        )

    def add_pack(self, pack: RecordPack, at: datetime) -> None:
        """Keep a pack that was built, and where each document stands in it."""
        self._session.add(
            Pack(
                id=pack.pack,
                case_id=pack.case,
                sha256=pack.sha256,
                size_bytes=pack.size_bytes,
                pages=pack.pages,
                certificate=pack.certificate,
                failed_check=pack.failed_check,
                made_at=at,
            )
        )
        self._session.flush()
        self._session.add_all(pack_item_row(pack.pack, item) for item in pack.items)

    def on_page(self, pack: str, page: int) -> str:
        """The title of what stands on a page of a pack; nothing for a page of ours."""
        found = self._session.scalar(
            select(SourceDocument.title)
            .join(PackItemRow, PackItemRow.document_id == SourceDocument.id)
            .where(
                PackItemRow.pack_id == pack,
                PackItemRow.first_page <= page,
                page < PackItemRow.first_page + PackItemRow.pages,
            )
        )
        return found or ""

    def _row(self, case: CaseId, document: DocumentId) -> SourceDocument:
        row = self._session.get(SourceDocument, document)
        if row is None or row.case_id != case:
            raise NotFound("There is no such document in this case.", case=case)
        return row

    def _count(self, *conditions: object) -> int:
        query = select(func.count()).select_from(SourceDocument).where(*conditions)  # type: ignore[arg-type]
        return self._session.scalar(query) or 0

    def _decide(self, decision: str, by: str, at: datetime, *conditions: object) -> int:
        change = update(Mark).where(*conditions)  # type: ignore[arg-type]
        result = self._session.execute(change.values(decision=decision, decided_by=by, decided_at=at))
        return int(result.rowcount)  # type: ignore[attr-defined]


def _mentions(case: CaseId, person: str) -> tuple[ColumnElement[bool], ...]:
    is_mention = Mark.kind.not_like(f"{CUE}%") & Mark.kind.not_in((*STAFF_MADE, PASSAGE))
    return (Mark.case_id == case, Mark.person == person, is_mention)
