"""What is due when, and who has how much to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from requests_.model.desk import NO_DATE, SOON_DAYS, CaseList, WaitsFor
from requests_.model.staff import Actor, Permission
from requests_.store.case_tables import CaseRow
from requests_.store.desk_tables import CalendarFeed, CaseAccess
from requests_.store.staff_tables import StaffMember

MOST_SHOWN = 500


@dataclass(frozen=True, slots=True)
class DueRow:
    """A case that is due on a day. No name: calendars are shown to whoever stands behind a desk."""

    reference: str
    right: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadRow:
    """How many open cases somebody has; `staff` is "" for the cases of nobody, `team` "" for people in none."""

    staff: str
    name: str
    team: str
    cases: int
    overdue: int
    soon: int
    waiting: int


def due_rows(session: Session, *, actor: Actor, first: date, last: date, is_own: bool) -> tuple[DueRow, ...]:
    """The open cases due between two days: one's own, or all that `actor` may know of; at most `MOST_SHOWN`."""
    query = select(CaseRow.reference, CaseRow.right, CaseRow.queue_on).where(
        CaseRow.case_list == CaseList.OPEN, CaseRow.queue_on.between(first, last)
    )
    if is_own:
        query = query.where(CaseRow.assigned_to == actor.key)
    elif not actor.may(Permission.SEE_EVERY_CASE):
        query = query.where(CaseRow.id.in_(select(CaseAccess.case_id).where(CaseAccess.staff_id == actor.key)))
    ordered = query.order_by(CaseRow.queue_on, CaseRow.id).limit(MOST_SHOWN)
    return tuple(DueRow(*row) for row in session.execute(ordered))


def has_feed(session: Session, staff: str) -> bool:
    """Whether somebody's calendar has an address."""
    return session.scalar(select(CalendarFeed.staff_id).where(CalendarFeed.staff_id == staff)) is not None


def feed_rows(session: Session, secret_hash: str) -> tuple[DueRow, ...] | None:
    """The open cases of whoever's calendar a secret opens; None for one that opens none, or no longer."""
    owner = session.scalar(
        select(StaffMember.id)
        .join(CalendarFeed, CalendarFeed.staff_id == StaffMember.id)
        .where(CalendarFeed.secret_hash == secret_hash, StaffMember.is_active)
    )
    if owner is None:
        return None
    query = (
        select(CaseRow.reference, CaseRow.right, CaseRow.queue_on)
        .where(CaseRow.assigned_to == owner, CaseRow.case_list == CaseList.OPEN, CaseRow.queue_on < NO_DATE)
        .order_by(CaseRow.queue_on, CaseRow.id)
        .limit(MOST_SHOWN)
    )
    return tuple(DueRow(*row) for row in session.execute(query))


def load_rows(session: Session, *, today: date) -> Sequence[LoadRow]:
    """How much everybody has to do, whoever has most overdue first, and the cases of nobody."""

    def count(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.sum(case((condition, 1), else_=0))

    query = (
        select(
            func.coalesce(CaseRow.assigned_to, ""),
            func.coalesce(StaffMember.display_name, ""),
            func.coalesce(StaffMember.team_id, ""),
            func.count(),
            count(CaseRow.queue_on < today),
            count(CaseRow.queue_on.between(today, today + timedelta(SOON_DAYS))),
            count(CaseRow.waits_for != WaitsFor.NOBODY),
        )
        .outerjoin(StaffMember, StaffMember.id == CaseRow.assigned_to)
        .where(CaseRow.case_list == CaseList.OPEN)
        .group_by(CaseRow.assigned_to, StaffMember.display_name, StaffMember.team_id)
    )
    rows = [
        LoadRow(staff=staff, name=name, team=team, cases=cases, overdue=overdue, soon=soon, waiting=waiting)
        for staff, name, team, cases, overdue, soon, waiting in session.execute(query)
    ]
    return sorted(rows, key=lambda row: (row.staff == "", -row.overdue, -row.cases, row.name))
