"""What staff wrote down for each decision of a case, and who decided it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from requests_.ids import CaseId
from requests_.model.staff import SYSTEM
from requests_.store.document_tables import SourceDocument
from requests_.store.people_tables import CasePersonRow, DecisionRecord
from requests_.store.staff_tables import StaffMember
from requests_.store.together import CaseKey, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLine:
    """One thing that was written down: about what, under which rule or code, in whose words.

    `title` names the document or person it is about, "" when it is about neither.
    """

    about: str
    title: str
    code: str
    words: str
    made_by: str
    made_at: datetime


def words_of_records(session: Session, case: CaseId) -> dict[str, str]:
    """What was written down in a case, by the key that its event names; nothing once the details are erased."""
    return dict(record_words_section(case).alone(session))


def record_words_section(case: CaseKey) -> Section[tuple[str, str]]:
    """What `words_of_records` reads, as (key, words)."""
    query = select(DecisionRecord.id, DecisionRecord.words).where(DecisionRecord.case_id == case)
    return Section(query, lambda key, words: (key, words))


def decision_lines(session: Session, case: CaseId) -> tuple[DecisionLine, ...]:
    """Everything that was written down in a case, in the order in which it was; nothing once the details are erased."""
    query = (
        select(DecisionRecord, StaffMember.display_name, SourceDocument.title, CasePersonRow.name)
        .outerjoin(StaffMember, StaffMember.id == DecisionRecord.made_by)
        .outerjoin(SourceDocument, SourceDocument.id == DecisionRecord.about)
        .outerjoin(
            CasePersonRow,
            (CasePersonRow.key == DecisionRecord.about) & (CasePersonRow.case_id == DecisionRecord.case_id),
        )
        .where(DecisionRecord.case_id == case)
        .order_by(DecisionRecord.made_at, DecisionRecord.id)
    )
    return tuple(
        DecisionLine(
            about=record.about,
            title=document or person or "",
            code=record.code,
            words=record.words,
            made_by=officer or ("The portal" if record.made_by == SYSTEM.key else ""),
            made_at=record.made_at,
        )
        for record, officer, document, person in session.execute(query)
    )
