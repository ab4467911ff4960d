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
from requests_.model.contact_details import CONTACT_KINDS
from requests_.model.events.base import DocumentOutcome
from requests_.model.looked_first import LookFirst, look_first
from requests_.model.other_people import NOBODY
from requests_.store.document_tables import CUE, STAFF_MADE, Mark, SourceDocument
from requests_.store.people_tables import CasePersonRow, DecisionRecord
from requests_.store.queries.review import DocumentRow

SAMPLE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Marks of one person, or of one value, that were decided otherwise than proposed, or that somebody made by hand.

    `places` is how many there are; the document and part are those of the first. `record` is what was written down last
    about the person, or about what points to nobody known.
    """

    document: str
    title: str
    unit: int
    name: str
    text: str
    kind: str
    places: int
    proposed: str
    decided: str
    is_by_hand: bool
    record: str


@dataclass(frozen=True, slots=True)
class Untouched:
    """A page or section, from 0, of which everything is shown."""

    document: str
    title: str
    unit: int


def looked_at_first(
    session: Session, case: CaseId, documents: Sequence[DocumentRow]
) -> tuple[tuple[DocumentRow, LookFirst], ...]:
    """The documents that a person has to look at before they can go, each with the first reason why."""
    kinds: dict[str, set[str]] = {}
    cues = select(Mark.document_id, Mark.kind).where(Mark.case_id == case, Mark.kind.like(f"{CUE}%")).distinct()
    for document, kind in session.execute(cues):
        kinds.setdefault(document, set()).add(kind)
    asked = ((one, look_first(one.category, kinds.get(one.key, ()))) for one in documents)
    return tuple((one, reason) for one, reason in asked if reason is not None)


def differences(session: Session, case: CaseId) -> tuple[Difference, ...]:
    """Where people decided otherwise than was proposed: what is shown comes first, and of that what leads to somebody.

    What was left for people to decide and is shown is told too: nothing said that it may be.
    """
    is_otherwise = or_(
        (Mark.disposition != "disclose") & (Mark.decision == "disclose"),
        (Mark.disposition == "disclose") & (Mark.decision == "withhold"),
        Mark.kind.in_(STAFF_MADE) & Mark.decision.is_not(None),
    )
    is_person = (CasePersonRow.key == Mark.person) & (CasePersonRow.case_id == Mark.case_id)
    query = (
        select(Mark, SourceDocument.title, CasePersonRow.name)
        .join(SourceDocument, SourceDocument.id == Mark.document_id)
        .outerjoin(CasePersonRow, is_person)
        .where(Mark.case_id == case, is_otherwise, Mark.kind.not_like(f"{CUE}%"))
        .where(SourceDocument.outcome == DocumentOutcome.INCLUDE)
        .order_by(SourceDocument.title, SourceDocument.id, Mark.unit, Mark.start)
    )
    alike: dict[tuple[str, ...], list[tuple[Mark, str, str]]] = {}
    for mark, title, name in session.execute(query):
        # A name is one whatever its spelling; a number or an address is told by itself.
        value = mark.person if mark.kind == "person" and mark.person else _plain(mark.text)
        key = (mark.person, mark.kind, value, mark.disposition, mark.decision or "")
        alike.setdefault(key, []).append((mark, title, name or ""))
    written = _written(session, case)
    found = [_difference(marks, written) for marks in alike.values()]
    return tuple(sorted(found, key=lambda one: (one.decided != "disclose", one.kind not in CONTACT_KINDS)))


def _difference(marks: list[tuple[Mark, str, str]], written: dict[str, str]) -> Difference:
    first, title, name = marks[0]
    return Difference(
        document=first.document_id,
        title=title,
        unit=first.unit,
        name=name,
        text=first.text,
        kind=first.kind,
        places=len(marks),
        proposed=first.disposition,
        decided=first.decision or "",
        is_by_hand=first.kind in STAFF_MADE,
        record=written.get(first.person or NOBODY, ""),
    )


def _written(session: Session, case: CaseId) -> dict[str, str]:
    """What was written down last about each person."""
    query = select(DecisionRecord.about, DecisionRecord.words).where(DecisionRecord.case_id == case)
    return {about: words for about, words in session.execute(query.order_by(DecisionRecord.made_at)) if words}


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


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
