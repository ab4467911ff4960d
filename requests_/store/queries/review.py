"""What reviewers look at: documents, the people in them, and the marks of one document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Integer, case, func, select
from sqlalchemy.orm import Session

from redaction.passages import COVERING
from requests_.errors import NotFound
from requests_.ids import CaseId, DocumentId
from requests_.model.contact_details import CONTACT_KINDS
from requests_.model.events.base import DocumentOutcome
from requests_.model.people import CasePerson
from requests_.model.sources import ReadState
from requests_.store.case_tables import CaseEventRow
from requests_.store.document_tables import CUE, Mark, SourceDocument
from requests_.store.people import person_from
from requests_.store.people_tables import CasePersonRow
from requests_.store.together import CaseKey, Section, Together

LOCK = "password"  # stands in every reason for which a locked file could not be read
_IS_OPEN = (Mark.decision.is_(None)) & (Mark.disposition != "disclose")


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """One found document, and how far its review has come."""

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
    score: float
    why: tuple[str, ...]
    read_state: str
    read_fault: str
    read_sha256: str
    pages: int
    hidden: tuple[str, ...]
    outcome: str | None
    outcome_reason: str
    first_sha256: str
    since: str
    since_on: date | None
    marks: int
    open_marks: int

    @property
    def is_locked(self) -> bool:
        """Whether it could not be read for want of its password."""
        return self.read_state == ReadState.UNREADABLE and LOCK in self.read_fault


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One person in the bundle, and the marks that point to them. `name` is "" for marks that point to nobody known."""

    person: str
    name: str
    role: str
    relation: str
    disposition: str
    documents: int
    marks: int
    open_marks: int
    withheld: int
    disclosed: int
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkRow:
    """One mark of a document."""

    key: str
    unit: int
    start: int
    end: int
    kind: str
    text: str
    person: str
    person_name: str
    disposition: str
    reason: str
    why: str
    decision: str | None


def document_rows(session: Session, case_key: CaseId) -> tuple[DocumentRow, ...]:
    """Every found document, by date and title, undated ones last."""
    return documents_section(case_key).alone(session)


def documents_section(case_key: CaseKey) -> Section[DocumentRow]:
    """What `document_rows` reads."""
    marks = (
        select(
            Mark.document_id,
            func.count().label("marks"),
            func.sum(case((_IS_OPEN, 1), else_=0)).label("open_marks"),
        )
        .where(Mark.case_id == case_key)
        .group_by(Mark.document_id)
        .subquery()
    )
    query = (
        select(SourceDocument, marks.c.marks, marks.c.open_marks)
        .outerjoin(marks, marks.c.document_id == SourceDocument.id)
        .where(SourceDocument.case_id == case_key)
        .order_by(SourceDocument.dated_on.is_(None), SourceDocument.dated_on, SourceDocument.title, SourceDocument.id)
    )
    return Section(query, _document_row)


def document_row(session: Session, case_key: CaseId, document: DocumentId) -> DocumentRow:
    """One found document. Raises NotFound, also for another case's."""
    rows = [row for row in document_rows(session, case_key) if row.key == document]
    if not rows:
        raise NotFound("There is no such document in this case.")
    return rows[0]


def people_rows(session: Session, case_key: CaseId) -> tuple[PersonRow, ...]:
    """Everyone that marks point to, whoever has open marks first."""
    return _people_section(case_key).alone(session)


def people_going(session: Session, case_key: CaseId) -> tuple[PersonRow, ...]:
    """Everyone that marks point to in the documents that go, with what is shown and withheld there."""
    section = _people_section(case_key)
    going = select(SourceDocument.id).where(
        SourceDocument.case_id == case_key, SourceDocument.outcome == DocumentOutcome.INCLUDE
    )
    return Section(section.query.where(Mark.document_id.in_(going)), section.row).alone(session)


def everyone(session: Session, case_key: CaseId) -> tuple[tuple[PersonRow, ...], tuple[CasePerson, ...]]:
    """Everyone that marks point to, and whoever else the case knows, in one statement."""
    entries = select(CasePersonRow).where(CasePersonRow.case_id == case_key, CasePersonRow.merged_into == "")
    known = Section(entries.order_by(CasePersonRow.id), person_from)
    read = Together({"named": _people_section(case_key), "known": known}).read(session)
    named = {row.person for row in read["named"]}
    return read["named"], tuple(person for person in read["known"] if person.key not in named)


def _people_section(case_key: CaseKey) -> Section[PersonRow]:
    counted = func.sum(case((_IS_OPEN, 1), else_=0)).cast(Integer)
    is_person = (CasePersonRow.key == Mark.person) & (CasePersonRow.case_id == Mark.case_id)
    query = (
        select(
            Mark.person,
            func.max(CasePersonRow.name).label("name"),
            func.max(CasePersonRow.role).label("role"),
            func.max(CasePersonRow.relation).label("relation"),
            func.max(Mark.disposition).label("disposition"),
            func.count(func.distinct(Mark.document_id)).label("documents"),
            func.count().label("marks"),
            counted.label("open_marks"),
            func.sum(case((Mark.decision == "withhold", 1), else_=0)).cast(Integer).label("withheld"),
            func.sum(case((Mark.decision == "disclose", 1), else_=0)).cast(Integer).label("disclosed"),
            func.max(Mark.text).label("example"),
        )
        .outerjoin(CasePersonRow, is_person)
        .where(Mark.case_id == case_key, Mark.kind.not_like(f"{CUE}%"), Mark.kind.not_in(COVERING))
        .group_by(Mark.person)
        .order_by(counted.desc(), func.count().desc(), Mark.person)
    )
    return Section(query, _person_row)


def _person_row(person: str, name: str | None, role: str | None, relation: str | None, *counted: Any) -> PersonRow:
    names = ("disposition", "documents", "marks", "open_marks", "withheld", "disclosed", "example")
    return PersonRow(
        person=person,
        name=name or "",
        role=role or "",
        relation=relation or "",
        **dict(zip(names, counted, strict=True)),
    )


def contact_marks(session: Session, case_key: CaseId, people: Iterable[str]) -> Sequence[Mark]:
    """The marks that say where these people can be reached."""
    query = select(Mark).where(Mark.case_id == case_key, Mark.person.in_(people), Mark.kind.in_(CONTACT_KINDS))
    return session.scalars(query).all()


def mark_rows(session: Session, case_key: CaseId, document: DocumentId) -> tuple[MarkRow, ...]:
    """The marks of one document in reading order."""
    is_person = (CasePersonRow.key == Mark.person) & (CasePersonRow.case_id == Mark.case_id)
    query = (
        select(Mark, CasePersonRow.name)
        .outerjoin(CasePersonRow, is_person)
        .where(Mark.case_id == case_key, Mark.document_id == document)
        .order_by(Mark.unit, Mark.start, Mark.end)
    )
    return tuple(
        MarkRow(
            key=mark.id,
            unit=mark.unit,
            start=mark.start,
            end=mark.end,
            kind=mark.kind,
            text=mark.text,
            person=mark.person,
            person_name=name or "",
            disposition=mark.disposition,
            reason=mark.reason,
            why=mark.why,
            decision=mark.decision,
        )
        for mark, name in session.execute(query)
    )


def _document_row(row: SourceDocument, marks: int | None, still: int | None) -> DocumentRow:
    return DocumentRow(
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
        score=row.score,
        why=tuple(row.why),
        read_state=row.read_state,
        read_fault=row.read_fault,
        read_sha256=row.read_sha256,
        pages=row.pages,
        hidden=tuple(row.hidden),
        outcome=row.outcome,
        outcome_reason=row.outcome_reason,
        first_sha256=row.first_sha256,
        since=row.since,
        since_on=row.since_on,
        marks=marks or 0,
        open_marks=still or 0,
    )


def decided_by_others(session: Session, case: CaseId, marks: Sequence[str], *, since_seq: int, actor: str) -> int:
    """How many of these marks somebody else decided after the `since_seq`-th event of the case."""
    if not marks:
        return 0
    at = select(CaseEventRow.at).where(CaseEventRow.case_id == case, CaseEventRow.seq == since_seq).scalar_subquery()
    query = (
        select(func.count())
        .select_from(Mark)
        .where(Mark.case_id == case, Mark.id.in_(marks), Mark.decided_by != actor, Mark.decided_at > at)
    )
    return session.scalar(query) or 0
