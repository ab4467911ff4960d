"""The concerns that other requests about the same person or family record, and what leads to whom they protect.

Whoever looks learns of every one by its reference, also where that case is closed to them: it is about somebody's
safety.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from requests_.ids import CaseId
from requests_.model.case import Case
from requests_.model.concerns import Concern
from requests_.model.entitlement_facts import NO_CONCERN, Finding, SafetyChecks
from requests_.model.events.receiving import EntitlementAssessed
from requests_.model.links import is_same_requester, may_concern_one
from requests_.model.people import DataSubject, Requester
from requests_.store.case_tables import CaseEventRow, CaseRow
from requests_.store.people import subject_from
from requests_.store.people_tables import RequestDetails
from requests_.store.queries.links import may_be_alike

_OF_CONCERN = (Finding.CONCERN, Finding.OWN)


def concerns_elsewhere(session: Session, case: CaseId, links: Iterable[str]) -> tuple[Concern, ...]:
    """What linked requests, and those that are likely to be about the same person or family, record; the oldest first.

    A requester who must not be found, as they said or as staff found, is a concern for everybody's request but theirs.
    """
    own, linked = session.get(RequestDetails, case), set(links)
    query = (
        select(CaseRow.id, CaseRow.reference, RequestDetails)
        .outerjoin(RequestDetails, RequestDetails.case_id == CaseRow.id)
        .where(CaseRow.id != case, _may_belong(session, own, linked), _may_be_of_concern())
        .order_by(CaseRow.received_on, CaseRow.reference)
    )
    rows = [row for row in session.execute(query) if row[1] in linked or _is_alike(own, row[2])]
    assessed = _assessed(session, [key for key, _, _ in rows])
    found = (
        Concern(case=CaseId(key), reference=reference, says=_says(assessed.get(key, NO_CONCERN), own, details))
        for key, reference, details in rows
    )
    return tuple(each for each in found if each.says != NO_CONCERN)


def belonging(session: Session, case: CaseId, links: Iterable[str]) -> tuple[str, ...]:
    """The references of the requests that what this one records about safety is told to; the oldest first."""
    own, linked = session.get(RequestDetails, case), set(links)
    query = (
        select(CaseRow.reference, RequestDetails)
        .outerjoin(RequestDetails, RequestDetails.case_id == CaseRow.id)
        .where(CaseRow.id != case, _may_belong(session, own, linked))
        .order_by(CaseRow.received_on, CaseRow.reference)
    )
    return tuple(
        reference for reference, other in session.execute(query) if reference in linked or _is_alike(own, other)
    )


def protects_address(session: Session, case: Case) -> bool:
    """Whether an address is protected in a case, or in another about the same people."""
    if case.protects_address:
        return True
    return any(concern.is_of_address for concern in concerns_elsewhere(session, case.key, case.links))


def _may_belong(session: Session, own: RequestDetails | None, linked: set[str]) -> ColumnElement[bool]:
    is_linked = CaseRow.reference.in_(linked)
    return is_linked if own is None else or_(is_linked, may_be_alike(session, *_people(own)))


def _may_be_of_concern() -> ColumnElement[bool]:
    is_of_concern = or_(
        *(CaseEventRow.payload[name].as_string().in_(_OF_CONCERN) for name in ("protected_address", "court_order"))
    )
    assessed = select(CaseEventRow.id).where(
        CaseEventRow.case_id == CaseRow.id, CaseEventRow.kind == EntitlementAssessed.kind, is_of_concern
    )
    return or_(assessed.exists(), RequestDetails.requester["is_protected"].as_boolean())


def _is_alike(own: RequestDetails | None, other: RequestDetails | None) -> bool:
    return own is not None and other is not None and may_concern_one(*_people(own), *_people(other))


def _assessed(session: Session, cases: list[str]) -> dict[str, SafetyChecks]:
    """What the newest assessment of each case found; a check that nobody made is none of its findings."""
    query = (
        select(CaseEventRow.case_id, CaseEventRow.payload)
        .where(CaseEventRow.case_id.in_(cases), CaseEventRow.kind == EntitlementAssessed.kind)
        .order_by(CaseEventRow.seq)
    )
    return {
        case: SafetyChecks(
            protected_address=_found(payload["protected_address"]), court_order=_found(payload["court_order"])
        )
        for case, payload in session.execute(query)
    }


def _found(kept: str) -> Finding:
    return Finding(kept) if kept in _OF_CONCERN else Finding.CLEAR


def _says(assessed: SafetyChecks, own: RequestDetails | None, other: RequestDetails | None) -> SafetyChecks:
    """What an assessment says to whoever asks in `own`: what is its requester's own is nothing to keep from them."""
    is_hidden = assessed.protected_address is Finding.OWN or bool(other and other.requester.get("is_protected"))
    if not is_hidden:
        return assessed
    is_theirs = own is not None and other is not None and is_same_requester(_people(own)[1], _people(other)[1])
    if is_theirs and assessed.protected_address is not Finding.OWN:
        return assessed
    return replace(assessed, protected_address=Finding.CLEAR if is_theirs else Finding.CONCERN)


def _people(details: RequestDetails) -> tuple[DataSubject, Requester]:
    return subject_from(details.subject), Requester(**details.requester)
