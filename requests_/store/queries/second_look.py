"""What a second person looks at before signing off: where people decided otherwise than was proposed, and a sample of
the pages from which nothing is withheld, where a name that nobody saw would be.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from requests_.ids import CaseId
from requests_.model.events.base import DocumentOutcome
from requests_.store.document_tables import CUE, STAFF_MADE, Mark, SourceDocument
from requests_.store.queries.review import DocumentRow

MOST_DIFFERENCES = 200
SAMPLE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A mark that was decided otherwise than proposed, or that somebody made by hand."""

    document: str
    title: str
    unit: int
    text: str
    proposed: str
    decided: str
    is_by_hand: bool


@dataclass(frozen=True, slots=True)
class Untouched:
    """A page or section, from 0, of which everything is shown."""

    document: str
    title: str
    unit: int


def differences(session: Session, case: CaseId) -> tuple[Difference, ...]:
    """Where people decided otherwise than was proposed, in reading order; what is shown against it comes first."""
    is_otherwise = or_(
        (Mark.disposition == "withhold") & (Mark.decision == "disclose"),
        (Mark.disposition == "disclose") & (Mark.decision == "withhold"),
        Mark.kind.in_(STAFF_MADE) & Mark.decision.is_not(None),
    )
    query = (
        select(Mark, SourceDocument.title)
        .join(SourceDocument, SourceDocument.id == Mark.document_id)
        .where(Mark.case_id == case, is_otherwise, Mark.kind.not_like(f"{CUE}%"))
        .where(SourceDocument.outcome == DocumentOutcome.INCLUDE)
        .order_by(Mark.decision, SourceDocument.title, Mark.unit, Mark.start)
        .limit(MOST_DIFFERENCES)
    )
    return tuple(
        Difference(
            document=mark.document_id, title=title, unit=mark.unit, text=mark.text, proposed=mark.disposition,
            decided=mark.decision or "", is_by_hand=mark.kind in STAFF_MADE,
        )
        for mark, title in session.execute(query)
    )  # fmt: skip


def sample_of_untouched(session: Session, case: CaseId, documents: Sequence[DocumentRow]) -> tuple[Untouched, ...]:
    """A few pages of which everything is shown, by chance, and the same ones however often they are looked at."""
    touched = {
        tuple(row)
        for row in session.execute(
            select(Mark.document_id, Mark.unit).where(Mark.case_id == case, Mark.decision == "withhold").distinct()
        )
    }
    pages = [
        Untouched(document.key, document.title, unit)
        for document in documents
        if document.outcome == DocumentOutcome.INCLUDE
        for unit in range(document.pages)
        if (document.key, unit) not in touched
    ]
    chosen = random.Random(case).sample(pages, min(SAMPLE, len(pages)))  # noqa: S311 - a sample, not a secret
    return tuple(one for one in pages if one in chosen)
