"""How the people of a bundle stand in the documents that go: shown, withheld, or both."""

from __future__ import annotations

from sqlalchemy import Integer, case, func, select
from sqlalchemy.orm import Session

from requests_.ids import CaseId
from requests_.model.events import DocumentOutcome
from requests_.model.other_people import NOBODY, PersonUse
from requests_.store.document_tables import CUE, WORDS, Mark, SourceDocument
from requests_.store.people_tables import CasePersonRow


def people_used(session: Session, case_key: CaseId) -> tuple[PersonUse, ...]:
    """Everybody that a mark of a document that goes points to. What was proposed to be shown is shown."""
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
            Mark.kind != WORDS,
            SourceDocument.outcome == DocumentOutcome.INCLUDE,
        )
        .group_by(Mark.person)
        .order_by(Mark.person)
    )
    return tuple(
        PersonUse(person=person or NOBODY, role=role or "", is_shown=bool(shown), is_withheld=bool(withheld))
        for person, role, shown, withheld in session.execute(query)
    )
