"""Who may open a case, who asked to, and who looked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, false, or_, select
from sqlalchemy.orm import Session, aliased

from requests_.errors import NotFound
from requests_.ids import CaseId
from requests_.model.desk import NeedToKnow
from requests_.model.staff import Actor, Role
from requests_.store.case_tables import CaseRow
from requests_.store.desk_tables import AccessAsk, CaseAccess, DeskEventRow, ViewLogRow
from requests_.store.erased_tables import ErasedCase
from requests_.store.staff_tables import StaffMember
from requests_.store.together import Section, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCase:
    """A case as its address names it, before anything in it is shown."""

    case: CaseId
    reference: str
    need: NeedToKnow
    is_erased: bool
    is_opened: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedRow:
    """Somebody named on a case, or who might be."""

    staff: str
    name: str
    roles: tuple[Role, ...]
    is_assigned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AskRow:
    """Somebody who asked to open a case, and why. `answered_at` is None while nobody has answered."""

    key: str
    name: str
    reason: str
    asked_at: datetime
    answered_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskEvent:
    """What happened on the desk: to whom ("" for the case itself), and by whom."""

    kind: str
    name: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewRow:
    """Somebody looked at a page. `reference` is "" for a list of cases."""

    key: int
    name: str
    reference: str
    page: str
    at: datetime


def found_case(session: Session, reference: str, actor: Actor) -> FoundCase:
    """The case of a reference in its normal form, and whether `actor` needs to know of it. Raises NotFound."""
    return the_one_found(found_section(reference, actor.key).alone(session))


def found_section(reference: Text, actor: Text) -> Section[FoundCase]:
    """What `found_case` reads."""
    query = (
        select(
            CaseRow.id,
            CaseRow.reference,
            CaseRow.is_restricted,
            CaseAccess.staff_id,
            ErasedCase.case_id,
            CaseRow.opened_at,
        )
        .outerjoin(CaseAccess, (CaseAccess.case_id == CaseRow.id) & (CaseAccess.staff_id == actor))
        .outerjoin(ErasedCase, ErasedCase.case_id == CaseRow.id)
        .where(CaseRow.reference == reference)
    )
    return Section(query, _found)


def the_one_found(found: tuple[FoundCase, ...]) -> FoundCase:
    """The case that a reference names. Raises NotFound."""
    if not found:
        raise NotFound("There is no case with this reference.")
    return found[0]


def _found(
    key: str, reference: str, is_restricted: bool, named: str | None, erased: str | None, opened_at: datetime | None
) -> FoundCase:
    return FoundCase(
        case=CaseId(key),
        reference=reference,
        need=NeedToKnow(is_named=named is not None, is_restricted=is_restricted),
        is_erased=erased is not None,
        is_opened=opened_at is not None,
    )


def is_listed_for(actor: Actor) -> ColumnElement[bool]:
    """Whether somebody who may see every case is shown one in a list: a restricted one by being named on it alone."""
    is_named = and_(CaseAccess.case_id == CaseRow.id, CaseAccess.staff_id == actor.key)
    return or_(CaseRow.is_restricted == false(), exists(select(CaseAccess.case_id).where(is_named)))


def listed(session: Session, actor: Actor, references: Iterable[str]) -> frozenset[str]:
    """Those of some cases that somebody is shown in a list."""
    query = select(CaseRow.reference).where(CaseRow.reference.in_(tuple(references)), is_listed_for(actor))
    return frozenset(session.scalars(query))


def named_rows(session: Session, case: CaseId) -> tuple[NamedRow, ...]:
    """Everybody named on a case whose account is open, by name."""
    query = (
        select(StaffMember, CaseRow.assigned_to)
        .join(CaseAccess, CaseAccess.staff_id == StaffMember.id)
        .join(CaseRow, CaseRow.id == CaseAccess.case_id)
        .where(CaseAccess.case_id == case, StaffMember.is_active)
        .order_by(StaffMember.display_name)
    )
    return tuple(_named(member, is_assigned=assigned == member.id) for member, assigned in session.execute(query))


def staff_rows(session: Session) -> tuple[NamedRow, ...]:
    """Everybody whose account is open, by name."""
    query = select(StaffMember).where(StaffMember.is_active).order_by(StaffMember.display_name)
    return tuple(_named(member) for member in session.scalars(query))


def ask_rows(session: Session, case: CaseId) -> tuple[AskRow, ...]:
    """Who asked to open a case, the newest first."""
    query = (
        select(AccessAsk, StaffMember.display_name)
        .join(StaffMember, StaffMember.id == AccessAsk.staff_id)
        .where(AccessAsk.case_id == case)
        .order_by(AccessAsk.asked_at.desc(), AccessAsk.id)
    )
    return tuple(
        AskRow(key=row.id, name=name, reason=row.reason, asked_at=row.asked_at, answered_at=row.answered_at)
        for row, name in session.execute(query)
    )


def desk_events(session: Session, case: CaseId) -> tuple[DeskEvent, ...]:
    """What happened to a case on the desk, the newest first."""
    about, by = aliased(StaffMember), aliased(StaffMember)
    query = (
        select(DeskEventRow, about.display_name, by.display_name)
        .outerjoin(about, about.id == DeskEventRow.staff_id)
        .outerjoin(by, by.id == DeskEventRow.by_id)
        .where(DeskEventRow.case_id == case)
        .order_by(DeskEventRow.id.desc())
    )
    return tuple(
        DeskEvent(kind=row.kind, name=name or "", by=author or "", at=row.at)
        for row, name, author in session.execute(query)
    )


def view_rows(
    session: Session, *, reference: str = "", staff: str = "", before: int | None = None, limit: int = 50
) -> tuple[ViewRow, ...]:
    """Who looked at what, the newest first; of one case or one person where they are given."""
    query = (
        select(ViewLogRow, StaffMember.display_name, CaseRow.reference)
        .outerjoin(StaffMember, StaffMember.id == ViewLogRow.staff_id)
        .outerjoin(CaseRow, CaseRow.id == ViewLogRow.case_id)
        .order_by(ViewLogRow.id.desc())
        .limit(limit)
    )
    if reference:
        query = query.where(
            ViewLogRow.case_id == select(CaseRow.id).where(CaseRow.reference == reference).scalar_subquery()
        )
    if staff:
        query = query.where(ViewLogRow.staff_id == staff)
    if before is not None:
        query = query.where(ViewLogRow.id < before)
    return tuple(
        ViewRow(key=row.id, name=name or "", reference=case or "", page=row.page, at=row.at)
        for row, name, case in session.execute(query)
    )


def _named(member: StaffMember, *, is_assigned: bool = False) -> NamedRow:
    roles = tuple(Role(role) for role in member.roles)
    return NamedRow(staff=member.id, name=member.display_name, roles=roles, is_assigned=is_assigned)
