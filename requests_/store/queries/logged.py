"""Requests that are being logged, and what a case came as."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from requests_.errors import NotFound
from requests_.ids import CaseId
from requests_.store.logging_tables import CaseOriginal, LoggedDraft
from requests_.store.staff_tables import StaffMember
from requests_.store.together import CaseKey, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRowShown:
    """A request that is being logged: `by` is "" for one that came by mail and that nobody has looked at.

    `file_name` is "" where it came without anything to keep.
    """

    key: CaseId
    by: str
    made_at: datetime
    answers: dict[str, Any]
    sha256: str
    file_name: str

    @property
    def came_on(self) -> date | None:
        """The day from which it counts, as far as it is known yet."""
        day = self.answers.get("received_on")
        return date.fromisoformat(day) if day else None


@dataclass(frozen=True, slots=True)
class OriginalRow:
    """What a request came as."""

    sha256: str
    file_name: str


def draft_rows(session: Session) -> tuple[DraftRowShown, ...]:
    """Every request that is being logged, the oldest first: it waits the longest."""
    query = (
        select(LoggedDraft, StaffMember.display_name)
        .outerjoin(StaffMember, StaffMember.id == LoggedDraft.made_by)
        .order_by(LoggedDraft.made_at)
    )
    return tuple(_shown(row, name) for row, name in session.execute(query))


def draft_named(session: Session, key: str) -> DraftRowShown:
    """One request that is being logged. Raises NotFound."""
    row = session.execute(
        select(LoggedDraft, StaffMember.display_name)
        .outerjoin(StaffMember, StaffMember.id == LoggedDraft.made_by)
        .where(LoggedDraft.id == key)
    ).one_or_none()
    if row is None:
        raise NotFound("This draft is not there any more: it was logged or thrown away.")
    return _shown(*row)


def original_of(session: Session, case: CaseId) -> OriginalRow | None:
    """What a case's request came as; None where nothing was attached."""
    return next(iter(original_section(case).alone(session)), None)


def original_section(case: CaseKey) -> Section[OriginalRow]:
    """What `original_of` reads."""
    columns = (CaseOriginal.sha256, CaseOriginal.file_name)
    return Section(select(*columns).where(CaseOriginal.case_id == case), OriginalRow)


def _shown(row: LoggedDraft, by: str | None) -> DraftRowShown:
    return DraftRowShown(
        key=CaseId(row.id),
        by=by or "",
        made_at=row.made_at,
        answers=row.answers,
        sha256=row.sha256,
        file_name=row.file_name,
    )
