"""How a case is handled: who took it on, its flags, who watches it, whom its notes call."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from requests_.ids import CaseId
from requests_.model.handling import Flag
from requests_.model.staff import Actor
from requests_.store.case_tables import CaseRow
from requests_.store.desk_tables import DeskEventRow
from requests_.store.handling_tables import CaseFlag, CaseHandover, CaseWatch, DeskReason, NoteCall
from requests_.store.queries.texts import opens_for
from requests_.store.staff_tables import StaffMember
from requests_.store.together import CaseKey, Section, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagRow:
    """A flag of a case: who put it there, when and why."""

    flag: Flag
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverRow:
    """Whom a case was given to, and by whom; `accepted_at` is None while they have not taken it on."""

    staff: str
    name: str
    given_by: str
    given_at: datetime
    accepted_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskReasonRow:
    """Something that happened on the desk, with why."""

    kind: str
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class CallRow:
    """A note that calls somebody and that they have not opened: in which case, and whose it is."""

    reference: str
    by: str


def flags_section(case: CaseKey) -> Section[FlagRow]:
    """The flags that a case has."""
    query = (
        select(CaseFlag.flag, StaffMember.display_name, DeskEventRow.at, DeskReason.words)
        .join(DeskEventRow, DeskEventRow.id == CaseFlag.event_id)
        .outerjoin(DeskReason, DeskReason.event_id == CaseFlag.event_id)
        .outerjoin(StaffMember, StaffMember.id == DeskEventRow.by_id)
        .where(CaseFlag.case_id == case)
        .order_by(CaseFlag.flag)
    )
    return Section(query, _flag)


def handover_section(case: CaseKey) -> Section[HandoverRow]:
    """Whom a case was given to."""
    to, giver = aliased(StaffMember), aliased(StaffMember)
    query = (
        select(to.id, to.display_name, giver.display_name, CaseHandover.given_at, CaseHandover.accepted_at)
        .select_from(CaseHandover)
        .join(to, to.id == CaseHandover.staff_id)
        .outerjoin(giver, giver.id == CaseHandover.given_by)
        .where(CaseHandover.case_id == case)
    )
    return Section(query, _handover)


def watchers_section(case: CaseKey) -> Section[tuple[str, str]]:
    """Who watches a case, as (staff id, name), by name."""
    query = (
        select(StaffMember.id, StaffMember.display_name)
        .join(CaseWatch, CaseWatch.staff_id == StaffMember.id)
        .where(CaseWatch.case_id == case, StaffMember.is_active)
        .order_by(StaffMember.display_name)
    )
    return Section(query, lambda key, name: (key, name))


def calls_section(staff: Text) -> Section[CallRow]:
    """The notes that call somebody and that they have not opened, the oldest first."""
    query = (
        select(CaseRow.reference, StaffMember.display_name)
        .join(NoteCall, NoteCall.case_id == CaseRow.id)
        .outerjoin(StaffMember, StaffMember.id == NoteCall.by_id)
        .where(NoteCall.staff_id == staff, NoteCall.seen_at.is_(None))
        .order_by(NoteCall.at, CaseRow.reference)
    )
    return Section(query, lambda reference, by: CallRow(reference, by or ""))


def reason_rows(session: Session, case: CaseId) -> tuple[DeskReasonRow, ...]:
    """What happened on the desk that took a reason, the newest first; nothing once the details are erased."""
    query = (
        select(DeskEventRow.kind, StaffMember.display_name, DeskEventRow.at, DeskReason.words)
        .join(DeskReason, DeskReason.event_id == DeskEventRow.id)
        .outerjoin(StaffMember, StaffMember.id == DeskEventRow.by_id)
        .where(DeskReason.case_id == case)
        .order_by(DeskEventRow.id.desc())
    )
    return tuple(
        DeskReasonRow(kind=kind, by=by or "", at=at, reason=words) for kind, by, at, words in session.execute(query)
    )


def _flag(flag: str, by: str | None, at: datetime, reason: str | None) -> FlagRow:
    return FlagRow(flag=Flag(flag), by=by or "", at=at, reason=reason or "")


def _handover(staff: str, name: str, by: str | None, given_at: datetime, accepted_at: datetime | None) -> HandoverRow:
    return HandoverRow(staff=staff, name=name, given_by=by or "", given_at=given_at, accepted_at=accepted_at)


def open_references(session: Session, cases: Iterable[str], actor: Actor) -> dict[CaseId, str]:
    """The references of those of these cases that are open to `actor`, of the one that came first first."""
    query = select(CaseRow.id, CaseRow.reference).where(CaseRow.id.in_(tuple(cases)), opens_for(actor))
    return {CaseId(key): ref for key, ref in session.execute(query.order_by(CaseRow.received_on, CaseRow.reference))}
