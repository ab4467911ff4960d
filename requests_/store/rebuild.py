"""Writing the queue's lines again from what they are made of: the events, and the details that are still held."""

from __future__ import annotations

from sqlalchemy import select

from requests_.ids import CaseId
from requests_.store.case_tables import CaseRow
from requests_.store.case_words import add_words, forget_words, words_of_details
from requests_.store.people_tables import RequestDetails
from requests_.store.session import Store, UnitOfWork

CASES_AT_ONCE = 500


def rebuild_queue(store: Store) -> int:
    """Write every case's line, and the words it is found by, again; returns how many cases there are.

    A few hundred cases a transaction: people go on working.
    """
    done, last = 0, ""
    while True:
        with store.unit_of_work() as uow:
            query = select(CaseRow.id).where(CaseRow.id > last).order_by(CaseRow.id).limit(CASES_AT_ONCE)
            cases = uow.session.scalars(query).all()
            for case in cases:
                _rebuild(uow, CaseId(case))
            uow.commit()
        if not cases:
            return done
        done, last = done + len(cases), cases[-1]


def _rebuild(uow: UnitOfWork, case: CaseId) -> None:
    uow.cases.project(uow.cases.load(case))
    forget_words(uow.session, case, uow.cases.reference_of(case))
    details = uow.session.get(RequestDetails, case)
    if details is not None:
        add_words(uow.session, case, words_of_details(details.subject, details.requester))
