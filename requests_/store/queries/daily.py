"""What the daily timetable looks at: questions without an answer, and what each caseworker has to be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from requests_.ids import CaseId
from requests_.model.desk import SOON_DAYS, CaseList, WaitsFor
from requests_.store.case_tables import CaseRow
from requests_.store.staff_tables import StaffMember


@dataclass(frozen=True, slots=True)
class DigestCase:
    """A case as a digest names it: a reference and a day, and nobody's name."""

    reference: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What one caseworker is told in the morning."""

    staff: str
    name: str
    email: str
    overdue: tuple[DigestCase, ...]
    soon: tuple[DigestCase, ...]
    closable: tuple[DigestCase, ...]
    unassigned: int


def awaiting_answer(session: Session) -> Sequence[CaseId]:
    """The open cases that wait for the requester."""
    query = select(CaseRow.id).where(CaseRow.case_list == CaseList.OPEN, CaseRow.waits_for == WaitsFor.REQUESTER)
    return [CaseId(key) for key in session.scalars(query.order_by(CaseRow.id))]


def digests(session: Session, *, today: date) -> tuple[Digest, ...]:
    """A digest for everybody with an open case of theirs that is overdue, due within a week, or may be closed."""
    last_on = today + timedelta(SOON_DAYS)
    is_open = CaseRow.case_list == CaseList.OPEN
    unassigned = session.scalar(
        select(func.count())
        .select_from(CaseRow)
        .where(is_open, CaseRow.assigned_to.is_(None), CaseRow.queue_on <= last_on)
    )
    told = (CaseRow.queue_on <= last_on) | (CaseRow.closable_on <= today)
    rows = session.execute(
        select(StaffMember, CaseRow.reference, CaseRow.queue_on, CaseRow.closable_on)
        .join(CaseRow, CaseRow.assigned_to == StaffMember.id)
        .where(StaffMember.is_active, is_open, told)
        .order_by(StaffMember.id, CaseRow.queue_on, CaseRow.reference)
    ).all()
    members: dict[str, StaffMember] = {member.id: member for member, *_ in rows}
    return tuple(
        Digest(
            staff=key,
            name=member.display_name,
            email=member.email,
            overdue=tuple(DigestCase(ref, on) for who, ref, on, _ in rows if who.id == key and on < today),
            soon=tuple(DigestCase(ref, on) for who, ref, on, _ in rows if who.id == key and today <= on <= last_on),
            closable=tuple(
                DigestCase(ref, since) for who, ref, _, since in rows if who.id == key and since and since <= today
            ),
            unassigned=unassigned or 0,
        )
        for key, member in members.items()
    )
