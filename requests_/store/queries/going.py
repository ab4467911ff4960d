"""How much goes out of a case, for whoever signs it off."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from requests_.ids import CaseId
from requests_.store.documents import DocumentRepository
from requests_.store.going import going_of


@dataclass(frozen=True, slots=True, kw_only=True)
class GoingCounts:
    """Documents that go, places covered in them, documents left out whole; `copies` of these are of one that goes."""

    documents: int
    places: int
    left_out: int
    copies: int


def going_counts(session: Session, case: CaseId) -> GoingCounts:
    """What the letter of the case would count, as it is decided now."""
    documents = DocumentRepository(session)
    going = going_of(documents.of_case(case), documents.marks(case))
    return GoingCounts(
        documents=len(going.documents), places=going.places, left_out=going.left_out, copies=len(going.copies)
    )
