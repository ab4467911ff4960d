"""Cases that may belong together, and those that are linked, as far as they open for whoever looks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from requests_.ids import CaseId
from requests_.model.links import Likeness, LinkKind, LinkReason, is_same_requester, likeness
from requests_.model.people import Requester
from requests_.model.staff import Actor
from requests_.store.case_tables import CaseRow
from requests_.store.case_words import words_in
from requests_.store.desk_tables import CaseWord
from requests_.store.people import subject_from
from requests_.store.people_tables import RequestDetails
from requests_.store.queries.texts import opens_for

# Of a common name there are many: the newest are compared.
MOST_COMPARED = 300
MOST_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """Another case: linked, or likely to belong to this one. `may_be_duplicate` says that one person asked twice."""

    reference: str
    subject_name: str
    right: str
    stage: str
    received_on: date
    link: LinkKind
    reasons: tuple[LinkReason, ...] = ()
    may_be_duplicate: bool = False


def linked_cases(session: Session, links: dict[str, LinkKind], actor: Actor) -> tuple[LinkRow, ...]:
    """The cases of a case's links; of one that is closed to `actor` only that it is there."""
    query = (
        select(CaseRow, RequestDetails.subject_name, opens_for(actor))
        .outerjoin(RequestDetails, RequestDetails.case_id == CaseRow.id)
        .where(CaseRow.reference.in_(links))
        .order_by(CaseRow.received_on.desc(), CaseRow.reference)
    )
    return tuple(
        _row(case, (name or "") if is_open else "", Likeness(links[case.reference], ()))
        for case, name, is_open in session.execute(query)
    )


def likely_links(session: Session, case: CaseId, known: Iterable[str], actor: Actor) -> tuple[LinkRow, ...]:
    """The cases open to `actor` that are about the same person or family, and are not linked; the likeliest first."""
    own, line = session.get(RequestDetails, case), session.get(CaseRow, case)
    if own is None or line is None:
        return ()
    subject, requester = subject_from(own.subject), Requester(**own.requester)
    query = (
        select(CaseRow, RequestDetails)
        .join(RequestDetails, RequestDetails.case_id == CaseRow.id)
        .where(CaseRow.id != case, CaseRow.reference.not_in([*known]), _may_be_alike(own), opens_for(actor))
        .order_by(CaseRow.received_on.desc(), CaseRow.id)
        .limit(MOST_COMPARED)
    )
    found = []
    for other, details in session.execute(query):
        asker = Requester(**details.requester)
        alike = likeness(subject, requester, subject_from(details.subject), asker)
        if alike is not None:
            is_twice = alike.link is LinkKind.SAME_PERSON and is_same_requester(requester, asker)
            is_twice = is_twice and other.right == line.right and other.case_list == line.case_list == "open"
            found.append(_row(other, details.subject_name, alike, may_be_duplicate=is_twice))
    found.sort(key=lambda row: (not row.may_be_duplicate, row.link is not LinkKind.SAME_PERSON))
    return tuple(found[:MOST_SHOWN])


def _may_be_alike(own: RequestDetails) -> ColumnElement[bool]:
    """The cases that share a family name, a UPN or a requester's name: only those are compared."""
    asker = own.requester["name"].rpartition(" ")[2]
    words = words_in((own.subject["family_name"], own.subject.get("upn", ""), asker))
    return or_(*(CaseRow.id.in_(select(CaseWord.case_id).where(CaseWord.word == word)) for word in sorted(words)))


def _row(case: CaseRow, name: str, alike: Likeness, *, may_be_duplicate: bool = False) -> LinkRow:
    return LinkRow(
        reference=case.reference,
        subject_name=name,
        right=case.right,
        stage=case.stage,
        received_on=case.received_on,
        link=alike.link,
        reasons=alike.reasons,
        may_be_duplicate=may_be_duplicate,
    )
