"""Cases that may belong together, and those that are linked, as far as they open for whoever looks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from requests_.ids import CaseId
from requests_.model.commands import SubmitRequest
from requests_.model.links import Likeness, LinkKind, LinkReason, is_near, is_same_requester, likeness
from requests_.model.people import DataSubject, Requester
from requests_.model.staff import Actor
from requests_.store.case_tables import CaseRow
from requests_.store.case_words import words_beginning, words_in
from requests_.store.desk_tables import CaseWord
from requests_.store.people import subject_from
from requests_.store.people_tables import RequestDetails
from requests_.store.queries.texts import opens_for

# Of a common name there are many: the newest are compared.
MOST_COMPARED = 300
MOST_SHOWN = 20
# Names up to this length are compared with all that begin with the same two letters, longer ones with the same three.
_SHORT = 5
Among: TypeAlias = tuple[ColumnElement[bool], ...]


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
    asked, others = _asked_in(session, case, known)
    return () if asked is None else _alike(session, asked, others, opens_for(actor))


def known_requests(session: Session, request: SubmitRequest, actor: Actor) -> tuple[LinkRow, ...]:
    """The cases open to `actor` that are about the same person as a request that is about to be logged."""
    asked = Asked(request.subject, request.requester, request.right, is_open=True)
    rows = _alike(session, asked, (CaseRow.form_token != request.form_token,), opens_for(actor))
    return tuple(row for row in rows if row.link is LinkKind.SAME_PERSON)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that others are compared with."""

    subject: DataSubject
    requester: Requester
    right: str
    is_open: bool


def has_hidden_duplicate(session: Session, case: CaseId, known: Iterable[str], actor: Actor) -> bool:
    """Whether the same person may have asked for the same in a case that is closed to `actor`: which, is not told."""
    asked, others = _asked_in(session, case, known)
    return asked is not None and any(row.may_be_duplicate for row in _alike(session, asked, others, ~opens_for(actor)))


def _asked_in(session: Session, case: CaseId, known: Iterable[str]) -> tuple[Asked | None, Among]:
    """What a case asks, and the cases that it may be compared with."""
    own, line = session.get(RequestDetails, case), session.get(CaseRow, case)
    others = (CaseRow.id != case, CaseRow.reference.not_in([*known]))
    if own is None or line is None:
        return None, others
    is_open = line.case_list == "open"
    return Asked(subject_from(own.subject), Requester(**own.requester), line.right, is_open=is_open), others


def _alike(session: Session, asked: Asked, among: Among, is_told: ColumnElement[bool]) -> tuple[LinkRow, ...]:
    query = (
        select(CaseRow, RequestDetails)
        .join(RequestDetails, RequestDetails.case_id == CaseRow.id)
        .where(*among, may_be_alike(session, asked.subject, asked.requester), is_told)
        .order_by(CaseRow.received_on.desc(), CaseRow.id)
        .limit(MOST_COMPARED)
    )
    found = []
    for other, details in session.execute(query):
        asker = Requester(**details.requester)
        alike = likeness(asked.subject, asked.requester, subject_from(details.subject), asker)
        if alike is not None:
            is_twice = alike.link is LinkKind.SAME_PERSON and is_same_requester(asked.requester, asker)
            is_twice = is_twice and other.right == asked.right and asked.is_open and other.case_list == "open"
            found.append(_row(other, details.subject_name, alike, may_be_duplicate=is_twice))
    found.sort(key=lambda row: (not row.may_be_duplicate, row.link is not LinkKind.SAME_PERSON))
    return tuple(found[:MOST_SHOWN])


def may_be_alike(session: Session, subject: DataSubject, requester: Requester) -> ColumnElement[bool]:
    """The cases that share a UPN, or nearly a family name or a requester's name: only those are compared."""
    names = words_in((subject.family_name, requester.name.rpartition(" ")[2]))
    words = {*words_in((subject.upn,)), *(near for name in names for near in _near_words(session, name))}
    return CaseRow.id.in_(select(CaseWord.case_id).where(CaseWord.word.in_(sorted(words))))


def _near_words(session: Session, name: str) -> set[str]:
    beginning = name[:3] if len(name) > _SHORT else name[:2]
    return {name, *(word for word in session.scalars(words_beginning(beginning)) if is_near(name, word))}


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
