"""The notes on a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from requests_.ids import CaseId
from requests_.store.note_tables import CaseNote
from requests_.store.staff_tables import StaffMember


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One note: who wrote it, when, and what."""

    by: str
    at: datetime
    words: str


def note_rows(session: Session, case: CaseId) -> tuple[NoteRow, ...]:
    """Every note on a case, the newest first."""
    query = (
        select(StaffMember.display_name, CaseNote.at, CaseNote.words)
        .select_from(CaseNote)
        .outerjoin(StaffMember, StaffMember.id == CaseNote.by_id)
        .where(CaseNote.case_id == case)
        .order_by(CaseNote.at.desc(), CaseNote.id)
    )
    return tuple(NoteRow(by or "", at, words) for by, at, words in session.execute(query))
