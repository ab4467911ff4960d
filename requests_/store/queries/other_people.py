"""The other people of a bundle: how they stand in the documents that go, and one of them as the records know them."""

from __future__ import annotations

from sqlalchemy import Integer, case, func, select
from sqlalchemy.orm import Session

from requests_.errors import NotFound
from requests_.ids import CaseId
from requests_.model.events.base import DocumentOutcome
from requests_.model.other_people import NOBODY, OWN_ROLES, PersonUse
from requests_.model.people import CasePerson
from requests_.store.document_tables import CUE, STAFF_MADE, Mark, SourceDocument
from requests_.store.people import person_from
from requests_.store.people_tables import CasePersonRow
from requests_.store.together import CaseKey, Section


def people_used(session: Session, case_key: CaseId) -> tuple[PersonUse, ...]:
    """Everybody that a mark of a document that goes points to. What was proposed to be shown is shown."""
    return people_used_section(case_key).alone(session)


def people_used_section(case_key: CaseKey) -> Section[PersonUse]:
    """What `people_used` reads."""
    is_person = (CasePersonRow.key == Mark.person) & (CasePersonRow.case_id == Mark.case_id)
    is_shown = (Mark.decision == "disclose") | (Mark.decision.is_(None) & (Mark.disposition == "disclose"))
    query = (
        select(
            Mark.person,
            func.max(CasePersonRow.role),
            func.sum(case((is_shown, 1), else_=0)).cast(Integer),
            func.sum(case((Mark.decision == "withhold", 1), else_=0)).cast(Integer),
        )
        .join(SourceDocument, SourceDocument.id == Mark.document_id)
        .outerjoin(CasePersonRow, is_person)
        .where(
            Mark.case_id == case_key,
            Mark.kind.not_like(f"{CUE}%"),
            Mark.kind.not_in(STAFF_MADE),
            SourceDocument.outcome == DocumentOutcome.INCLUDE,
        )
        .group_by(Mark.person)
        .order_by(Mark.person)
    )
    return Section(query, _use)


def _use(person: str, role: str | None, shown: int, withheld: int) -> PersonUse:
    return PersonUse(person=person or NOBODY, role=role or "", is_shown=bool(shown), is_withheld=bool(withheld))


def other_person(session: Session, case_key: CaseId, key: str) -> CasePerson:
    """Somebody else whom the records name. Raises NotFound, also for the data subject and the requester."""
    row = session.scalars(
        select(CasePersonRow).where(CasePersonRow.case_id == case_key, CasePersonRow.key == key)
    ).first()
    if row is None or row.role in OWN_ROLES or row.merged_into:
        raise NotFound("There is no such other person in this case.")
    return person_from(row)
