"""What others were asked for a case: as the staff see it, and as whoever was asked does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from requests_.ids import CaseId
from requests_.model.verdicts import Verdict
from requests_.store.enquiry_tables import EnquiryAnswer, EnquiryFile, EnquiryRow
from requests_.store.session import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryLine:
    """One enquiry with its answer, where there is one."""

    key: str
    team: str
    name: str
    email: str
    words: str
    source: str
    asked_at: datetime
    due_on: date
    ended_at: datetime | None
    answered_at: datetime | None
    holds: bool
    by_name: str
    looked_in: str
    answer_words: str
    files: tuple[str, ...]
    destroyed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitedEnquiry:
    """What somebody who was asked sees."""

    case: str
    reference: str
    name: str
    words: str
    due_on: date


def enquiry_lines(session: Session, case: CaseId) -> tuple[EnquiryLine, ...]:
    """Everything that was asked of others for a case, the newest first."""
    query = (
        select(EnquiryRow, EnquiryAnswer)
        .outerjoin(EnquiryAnswer, EnquiryAnswer.enquiry_id == EnquiryRow.id)
        .where(EnquiryRow.case_id == case)
        .order_by(EnquiryRow.asked_at.desc(), EnquiryRow.id)
    )
    rows = session.execute(query).all()
    sent = session.execute(
        select(EnquiryFile.enquiry_id, EnquiryFile.file_name, EnquiryFile.verdict)
        .join(EnquiryRow, EnquiryRow.id == EnquiryFile.enquiry_id)
        .where(EnquiryRow.case_id == case)
        .order_by(EnquiryFile.file_name)
    ).all()
    return tuple(
        _line(row, answer, [(name, verdict) for key, name, verdict in sent if key == row.id]) for row, answer in rows
    )


def visited_enquiry(uow: UnitOfWork, secret: str, now: datetime) -> VisitedEnquiry | None:
    """What a visit shows while it lasts and an answer is waited for."""
    row = uow.enquiries.visited(secret, now)
    if row is None or row.ended_at is not None or uow.enquiries.answer_of(row.id) is not None:
        return None
    return VisitedEnquiry(case=row.case_id, reference=row.reference, name=row.name, words=row.words, due_on=row.due_on)


def _line(row: EnquiryRow, answer: EnquiryAnswer | None, files: list[tuple[str, str]]) -> EnquiryLine:
    return EnquiryLine(
        key=row.id,
        team=row.team,
        name=row.name,
        email=row.email,
        words=row.words,
        source=row.source,
        asked_at=row.asked_at,
        due_on=row.due_on,
        ended_at=row.ended_at,
        answered_at=None if answer is None else answer.answered_at,
        holds=answer is not None and answer.holds,
        by_name="" if answer is None else answer.by_name,
        looked_in="" if answer is None else answer.looked_in,
        answer_words="" if answer is None else answer.words,
        files=tuple(name for name, verdict in files if verdict != Verdict.HARMFUL),
        destroyed=tuple(name for name, verdict in files if verdict == Verdict.HARMFUL),
    )
