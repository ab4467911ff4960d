"""The notes on a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from requests_.ids import CaseId
from requests_.store.note_tables import CaseNote
from requests_.store.staff_tables import StaffMember
from requests_.store.together import CaseKey, Section


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One note: who wrote it, when, and what; `by_key` is their account."""

    by: str
    at: datetime
    words: str
    by_key: str


def note_rows(session: Session, case: CaseId) -> tuple[NoteRow, ...]:
    """Every note on a case, the newest first."""
    query = (
        select(StaffMember.display_name, CaseNote.at, CaseNote.words, CaseNote.by_id)
        .select_from(CaseNote)
        .outerjoin(StaffMember, StaffMember.id == CaseNote.by_id)
        .where(CaseNote.case_id == case)
        .order_by(CaseNote.at.desc(), CaseNote.id)
    )
    return tuple(NoteRow(by or "", at, words, key) for by, at, words, key in session.execute(query))


def noted_section(case: CaseKey) -> Section[int]:
    """How many notes there are on a case."""
    return Section(select(func.count(CaseNote.id)).where(CaseNote.case_id == case), int)
