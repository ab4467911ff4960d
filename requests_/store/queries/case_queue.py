"""The staff queue: open cases by due date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from requests_.ids import CaseId
from requests_.model.case import Stage
from requests_.store.case_tables import CaseRow
from requests_.store.people_tables import RequestDetails

ENDED = (Stage.RESPONDED, Stage.CLOSED, Stage.REFUSED, Stage.WITHDRAWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One line of the queue. `due_on` is None while the clock has not started or is stopped."""

    case: CaseId
    reference: str
    subject_name: str
    right: str
    stage: str
    received_on: date
    due_on: date | None
    clock_state: str
    responded_on: date | None
    has_failure: bool


def queue_rows(
    session: Session, *, ended: bool = False, search: str = "", limit: int = 50, offset: int = 0
) -> tuple[QueueRow, ...]:
    """Cases by due date, those without one last; `search` is part of a reference or of the data subject's name."""
    query = (
        select(CaseRow, RequestDetails.subject_name)
        .outerjoin(RequestDetails, RequestDetails.case_id == CaseRow.id)
        .where(CaseRow.stage.in_(ENDED) if ended else CaseRow.stage.not_in(ENDED))
        .order_by(CaseRow.due_on.is_(None), CaseRow.due_on, CaseRow.received_on, CaseRow.id)
        .limit(limit)
        .offset(offset)
    )
    if search.strip():
        query = query.where(
            or_(
                CaseRow.reference.icontains(search.strip(), autoescape=True),
                RequestDetails.subject_name.icontains(search.strip(), autoescape=True),
            )
        )
    return tuple(_row(case, name or "") for case, name in session.execute(query))


def count_rows(session: Session) -> dict[str, int]:
    """How many cases there are at each stage."""
    query = select(CaseRow.stage, func.count()).group_by(CaseRow.stage)
    return dict(session.execute(query).all())


def _row(case: CaseRow, subject_name: str) -> QueueRow:
    return QueueRow(
        case=CaseId(case.id),
        reference=case.reference,
        subject_name=subject_name,
        right=case.right,
        stage=case.stage,
        received_on=case.received_on,
        due_on=case.due_on,
        clock_state=case.clock_state,
        responded_on=case.responded_on,
        has_failure=case.has_failure,
    )
