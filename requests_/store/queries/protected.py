"""Where a protected address can be read in what would go out (WHO-14)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from redaction.read_form import load
from redaction.verify.terms import disclosed_text, standing
from requests_.ids import CaseId, DocumentId
from requests_.model.case import Case
from requests_.model.events.base import DocumentOutcome
from requests_.model.links import is_same_requester
from requests_.model.people import CasePerson, Requester
from requests_.model.whereabouts import of_household, of_requester, of_subject
from requests_.store.document_tables import Mark, SourceDocument
from requests_.store.people import person_from, subject_from
from requests_.store.people_tables import CasePersonRow, RequestDetails
from requests_.store.queries.concerns import concerns_elsewhere


@dataclass(frozen=True, slots=True)
class Readable:
    """A page or section, from 0, on which a protected address can be read."""

    document: DocumentId
    title: str
    unit: int


def protected_terms(session: Session, case: Case) -> frozenset[str]:
    """What must not be readable in a case's answer: the whereabouts of whoever a concern protects.

    What the requester gave as their own is theirs, unless it is where somebody else is to be protected, or somebody
    else has the copy.
    """
    own = session.get(RequestDetails, case.key)
    asker = None if own is None else Requester(**own.requester)
    given = frozenset() if asker is None else of_requester(asker)
    theirs = frozenset[str]() if case.addressee.may_read else given
    kept: frozenset[str] = frozenset()
    if case.protects_address:
        kept |= (of_household(_people(session, case.key)) | given) - theirs
    if asker is not None and asker.is_protected:
        kept |= given - theirs
    for concern in concerns_elsewhere(session, case.key, case.links):
        details = session.get(RequestDetails, concern.case)
        if not concern.is_of_address or details is None:
            continue
        other = Requester(**details.requester)
        household = of_household(_people(session, concern.case)) | of_subject(subject_from(details.subject))
        is_theirs = asker is not None and is_same_requester(asker, other)
        kept |= (household | of_requester(other)) - theirs if is_theirs else (household - theirs) | of_requester(other)
    return kept


def readable_protected(session: Session, case: Case, stored: Callable[[str], bytes]) -> tuple[Readable, ...]:
    """Where one stands in the documents that go, once everything withheld is cut out; `stored` gives read forms."""
    terms = protected_terms(session, case)
    if not terms:
        return ()
    cuts: dict[tuple[str, int], list[tuple[int, int]]] = {}
    withheld = select(Mark).where(Mark.case_id == case.key, Mark.decision == "withhold")
    for mark in session.scalars(withheld):
        cuts.setdefault((mark.document_id, mark.unit), []).append((mark.start, mark.end))
    going = select(SourceDocument).where(
        SourceDocument.case_id == case.key, SourceDocument.outcome == DocumentOutcome.INCLUDE
    )
    return tuple(
        Readable(DocumentId(row.id), row.title, number)
        for row in session.scalars(going.order_by(SourceDocument.title, SourceDocument.id))
        if row.read_sha256
        for number, unit in enumerate(load(stored(row.read_sha256)).units)
        if standing(terms, disclosed_text([(unit.text, cuts.get((row.id, number), ()))]))
    )


def _people(session: Session, case: CaseId) -> list[CasePerson]:
    return [person_from(row) for row in session.scalars(select(CasePersonRow).where(CasePersonRow.case_id == case))]
