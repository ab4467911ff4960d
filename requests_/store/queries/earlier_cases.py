"""What the portal itself holds of a person from other requests: erasing reaches it too (UK GDPR art. 17; DPA s.47)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from requests_.ids import CaseId
from requests_.model.case import Stage
from requests_.model.desk import ENDED
from requests_.model.links import LinkKind
from requests_.model.staff import Actor
from requests_.store.case_tables import CaseRow
from requests_.store.erased_tables import ErasedCase
from requests_.store.queries.links import likely_links, linked_cases
from requests_.store.queries.retention import group_of


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierCase:
    """Another request about the same person, and the day it goes by the schedule; None while `stays_for` keeps it.

    `is_linked` says that somebody linked it; else it is only likely that it is about the same person.
    """

    reference: str
    right: str
    stage: str
    received_on: date
    is_linked: bool
    goes_on: date | None
    stays_for: str


def earlier_cases(session: Session, case: CaseId, links: dict[str, LinkKind], actor: Actor) -> tuple[EarlierCase, ...]:
    """The other requests about the person of a case that open for `actor`, and are not erased, the newest first."""
    same = {reference for reference, link in links.items() if link is not LinkKind.SAME_FAMILY}
    rows = [row for row in linked_cases(session, links, actor) if row.reference in same and row.subject_name]
    likely = [row for row in likely_links(session, case, links, actor) if row.link is LinkKind.SAME_PERSON]
    keys = dict(
        session.execute(
            select(CaseRow.reference, CaseRow.id).where(
                CaseRow.reference.in_([row.reference for row in (*rows, *likely)]),
                CaseRow.id.not_in(select(ErasedCase.case_id)),
            )
        ).all()
    )
    found = []
    for row in (*rows, *likely):
        if row.reference not in keys:
            continue
        group = group_of(session, CaseId(keys[row.reference]))
        found.append(
            EarlierCase(
                reference=row.reference,
                right=row.right,
                stage=row.stage,
                received_on=row.received_on,
                is_linked=row in rows,
                goes_on=group.goes_on,
                stays_for=group.stays_for if Stage(row.stage) in ENDED else "It is not over yet.",
            )
        )
    return tuple(sorted(found, key=lambda each: (each.received_on, each.reference), reverse=True))
