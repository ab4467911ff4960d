"""Cases that may be the same request, made twice: one right, one person, both open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from requests_.ids import CaseId
from requests_.model.desk import CaseList
from requests_.model.staff import Actor
from requests_.store.case_tables import CaseRow
from requests_.store.people_tables import RequestDetails
from requests_.store.queries.texts import opens_for


@dataclass(frozen=True, slots=True, kw_only=True)
class SameRequest:
    """An open case about the same person and right."""

    reference: str
    received_on: date


def same_requests(session: Session, case: CaseId, actor: Actor) -> tuple[SameRequest, ...]:
    """The open cases of the same right about somebody of the same name and birthday, that `actor` may know of."""
    details, row = session.get(RequestDetails, case), session.get(CaseRow, case)
    if details is None or row is None or row.case_list != CaseList.OPEN:
        return ()
    query = (
        select(CaseRow.reference, CaseRow.received_on, RequestDetails.subject)
        .join(RequestDetails, RequestDetails.case_id == CaseRow.id)
        .where(
            CaseRow.id != case,
            CaseRow.right == row.right,
            CaseRow.case_list == CaseList.OPEN,
            func.lower(RequestDetails.subject_name) == details.subject_name.lower(),
            opens_for(actor),
        )
        .order_by(CaseRow.received_on, CaseRow.reference)
    )
    born = details.subject.get("date_of_birth")
    return tuple(
        SameRequest(reference=reference, received_on=received_on)
        for reference, received_on, subject in session.execute(query)
        if subject.get("date_of_birth") == born
    )
