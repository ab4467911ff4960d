"""What the daily timetable looks at: questions without an answer, and what each caseworker has to be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import func, or_, select
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
    escalate: tuple[DigestCase, ...]
    unassigned: int


def awaiting_answer(session: Session) -> Sequence[CaseId]:
    """The open cases that wait for the requester."""
    query = select(CaseRow.id).where(CaseRow.case_list == CaseList.OPEN, CaseRow.waits_for == WaitsFor.REQUESTER)
    return [CaseId(key) for key in session.scalars(query.order_by(CaseRow.id))]


def digests(session: Session, *, today: date) -> tuple[Digest, ...]:
    """A digest for everybody who has something of theirs to look at: late, due within a week, or left unanswered."""
    last_on, is_open = today + timedelta(SOON_DAYS), CaseRow.case_list == CaseList.OPEN
    is_told = or_(CaseRow.queue_on <= last_on, CaseRow.closable_on <= today, CaseRow.team_escalate_on <= today)
    is_near = (is_open, CaseRow.assigned_to.is_(None), CaseRow.queue_on <= last_on)
    unassigned = session.scalar(select(func.count(CaseRow.id)).where(*is_near)) or 0
    rows = session.execute(
        select(StaffMember, CaseRow)
        .join(CaseRow, CaseRow.assigned_to == StaffMember.id)
        .where(StaffMember.is_active, is_open, is_told)
        .order_by(StaffMember.id, CaseRow.queue_on, CaseRow.reference)
    ).all()
    by_member = groupby(rows, key=lambda row: row[0].id)
    return tuple(_digest(list(own), today=today, last_on=last_on, unassigned=unassigned) for _, own in by_member)


def _digest(rows: list[Any], *, today: date, last_on: date, unassigned: int) -> Digest:
    member, cases = rows[0][0], [case for _, case in rows]
    return Digest(
        staff=member.id,
        name=member.display_name,
        email=member.email,
        overdue=tuple(DigestCase(case.reference, case.queue_on) for case in cases if case.queue_on < today),
        soon=tuple(DigestCase(case.reference, case.queue_on) for case in cases if today <= case.queue_on <= last_on),
        closable=_since(cases, "closable_on", today),
        escalate=_since(cases, "team_escalate_on", today),
        unassigned=unassigned,
    )


def _since(cases: list[CaseRow], column: str, today: date) -> tuple[DigestCase, ...]:
    dated = ((case.reference, getattr(case, column)) for case in cases)
    return tuple(DigestCase(reference, on) for reference, on in dated if on is not None and on <= today)
