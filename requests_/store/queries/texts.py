"""Where words stand in the texts of the cases that somebody may open, and of no others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, false, or_, select
from sqlalchemy.orm import Session

from requests_.model.staff import Actor, Permission
from requests_.store.case_tables import CaseRow
from requests_.store.desk_tables import CaseAccess
from requests_.store.document_tables import SourceDocument
from requests_.store.full_text import has_words
from requests_.store.people_tables import RequestDetails
from requests_.store.text_tables import TextEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundText:
    """One text that has every word; `document` and `title` are "" where it is no document."""

    reference: str
    subject_name: str
    received_on: date
    kind: str
    document: str
    title: str


def found_texts(session: Session, digests: tuple[str, ...], *, actor: Actor, limit: int) -> tuple[FoundText, ...]:
    """The texts with every one of the words, in the cases that open for `actor`, the newest case first."""
    if not digests:
        return ()
    query = (
        select(CaseRow, RequestDetails.subject_name, TextEntry, SourceDocument.title)
        .join(TextEntry, TextEntry.case_id == CaseRow.id)
        .outerjoin(RequestDetails, RequestDetails.case_id == CaseRow.id)
        .outerjoin(SourceDocument, SourceDocument.id == TextEntry.document_id)
        .where(has_words(session, digests), opens_for(actor))
        .order_by(CaseRow.received_on.desc(), CaseRow.id, TextEntry.id)
        .limit(limit)
    )
    return tuple(
        FoundText(
            reference=case.reference,
            subject_name=name or "",
            received_on=case.received_on,
            kind=entry.kind,
            document=entry.document_id,
            title=title or "",
        )
        for case, name, entry, title in session.execute(query)
    )


def opens_for(actor: Actor) -> ColumnElement[bool]:
    """`model.desk.NeedToKnow.opens_for`, as the database asks it."""
    is_named = exists().where(and_(CaseAccess.case_id == CaseRow.id, CaseAccess.staff_id == actor.key))
    if not actor.may(Permission.SEE_CASE):
        return false()
    return or_(is_named, CaseRow.is_restricted == false()) if actor.may(Permission.SEE_EVERY_CASE) else is_named
