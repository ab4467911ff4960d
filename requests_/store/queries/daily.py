"""What the daily timetable looks at: questions without an answer, and what each caseworker has to be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import Session

from requests_.clock import LONDON
from requests_.deadlines.working_days import WorkingDays
from requests_.ids import CaseId
from requests_.model.desk import SOON_DAYS, CaseList, WaitsFor
from requests_.model.handling import unopened_since
from requests_.model.staff import PERMISSIONS, Permission, Role
from requests_.store.case_tables import CaseEventRow, CaseRow
from requests_.store.handling_tables import CaseWatch, NoteCall
from requests_.store.staff_tables import StaffMember

_ORDER = (CaseRow.queue_on, CaseRow.reference)


@dataclass(frozen=True, slots=True)
class DigestCase:
    """A case as a digest names it: a reference and a day, and nobody's name."""

    reference: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What one member of staff is told in the morning.

    `calls` and `moved` are references: of cases whose notes call them, and of watched cases in which others did
    something. `unopened` is how many requests nobody has opened, 0 for whoever does not give out the work.
    """

    staff: str
    name: str
    email: str
    overdue: tuple[DigestCase, ...]
    soon: tuple[DigestCase, ...]
    closable: tuple[DigestCase, ...]
    escalate: tuple[DigestCase, ...]
    unassigned: int
    calls: tuple[str, ...]
    moved: tuple[str, ...]
    unopened: int

    @property
    def is_worth_sending(self) -> bool:
        """Whether there is anything in it that its reader can do something about."""
        return any((self.overdue, self.soon, self.closable, self.escalate, self.calls, self.moved, self.unopened))


def awaiting_answer(session: Session) -> Sequence[CaseId]:
    """The open cases that wait for the requester."""
    query = select(CaseRow.id).where(CaseRow.case_list == CaseList.OPEN, CaseRow.waits_for == WaitsFor.REQUESTER)
    return [CaseId(key) for key in session.scalars(query.order_by(CaseRow.id))]


def digests(session: Session, *, today: date) -> tuple[Digest, ...]:
    """A digest for everybody who has something to look at.

    Of theirs: late, due within a week, left unanswered. Of others: notes that call them, what moved in the cases that
    they watch, and, for whoever gives out the work, what nobody has opened.
    """
    last_on, is_open = today + timedelta(SOON_DAYS), CaseRow.case_list == CaseList.OPEN
    is_told = or_(CaseRow.queue_on <= last_on, CaseRow.closable_on <= today, CaseRow.team_escalate_on <= today)
    is_near = (is_open, CaseRow.assigned_to.is_(None), CaseRow.queue_on <= last_on)
    unassigned = session.scalar(select(func.count(CaseRow.id)).where(*is_near)) or 0
    is_unopened = (is_open, CaseRow.opened_at.is_(None), CaseRow.received_on <= unopened_since(today, _days()))
    unopened = session.scalar(select(func.count(CaseRow.id)).where(*is_unopened)) or 0
    own = _by_staff(session, select(CaseRow.assigned_to, CaseRow).where(is_open, is_told).order_by(*_ORDER))
    calls, moved = _by_staff(session, _calls()), _by_staff(session, _moved(today))
    found = (
        _digest(
            member,
            own.get(member.id, ()),
            today=today,
            unassigned=unassigned,
            calls=tuple(dict.fromkeys(calls.get(member.id, ()))),
            moved=tuple(moved.get(member.id, ())),
            unopened=unopened if _gives_out(member) else 0,
        )
        for member in session.scalars(select(StaffMember).where(StaffMember.is_active).order_by(StaffMember.id)).all()
    )
    return tuple(digest for digest in found if digest.is_worth_sending)


def _by_staff(session: Session, query: Select[Any, Any]) -> dict[str, list[Any]]:
    told: dict[str, list[Any]] = {}
    for staff, row in session.execute(query):
        told.setdefault(staff, []).append(row)
    return told


def _calls() -> Select[str, str]:
    return (
        select(NoteCall.staff_id, CaseRow.reference)
        .join(CaseRow, CaseRow.id == NoteCall.case_id)
        .where(NoteCall.seen_at.is_(None))
        .order_by(NoteCall.at)
    )


def _moved(today: date) -> Select[str, str]:
    """Who watches what: the cases in which somebody else did something since yesterday began."""
    since = datetime.combine(today - timedelta(1), time(), LONDON)
    by_others = (CaseEventRow.at >= since, CaseEventRow.actor_key != CaseWatch.staff_id)
    moved = exists().where(CaseEventRow.case_id == CaseWatch.case_id, *by_others)
    return (
        select(CaseWatch.staff_id, CaseRow.reference)
        .join(CaseRow, CaseRow.id == CaseWatch.case_id)
        .where(moved)
        .order_by(CaseRow.received_on, CaseRow.reference)
    )


def _gives_out(member: StaffMember) -> bool:
    return any(Permission.ASSIGN_CASE in PERMISSIONS[Role(role)] for role in member.roles)


def _days() -> WorkingDays:
    return WorkingDays.england_and_wales()


def _digest(member: StaffMember, cases: Sequence[CaseRow], *, today: date, **others: Any) -> Digest:
    return Digest(
        staff=member.id,
        name=member.display_name,
        email=member.email,
        overdue=tuple(DigestCase(case.reference, case.queue_on) for case in cases if case.queue_on < today),
        soon=tuple(
            DigestCase(case.reference, case.queue_on)
            for case in cases
            if today <= case.queue_on <= today + timedelta(SOON_DAYS)
        ),
        closable=_since(cases, "closable_on", today),
        escalate=_since(cases, "team_escalate_on", today),
        **others,
    )


def _since(cases: Sequence[CaseRow], column: str, today: date) -> tuple[DigestCase, ...]:
    dated = ((case.reference, getattr(case, column)) for case in cases)
    return tuple(DigestCase(reference, on) for reference, on in dated if on is not None and on <= today)
