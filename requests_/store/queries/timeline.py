"""The timeline of a case: its events, in order, with who and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from requests_.ids import CaseId
from requests_.store.case_tables import CaseEventRow
from requests_.store.staff_tables import StaffMember
from requests_.store.together import CaseKey


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """One event. `actor_name` is a member of staff's display name, "" for the requester and the system."""

    seq: int
    kind: str
    payload: dict[str, Any]
    at: datetime
    actor_kind: str
    actor_key: str
    actor_name: str


def timeline_rows(session: Session, case: CaseId) -> tuple[TimelineRow, ...]:
    """Every event of the case, newest first."""
    return rows_since(session, case, 0)


def rows_since(session: Session, case: CaseId, seq: int) -> tuple[TimelineRow, ...]:
    """The events of the case after the `seq`-th, newest first."""
    query = named_events(case).where(CaseEventRow.seq > seq).order_by(CaseEventRow.seq.desc())
    return tuple(timeline_row(event, name) for event, name in session.execute(query))


def named_events(case: CaseKey) -> Select[CaseEventRow, str]:
    """The events of a case, and what colleagues call the member of staff who did each."""
    return (
        select(CaseEventRow, StaffMember.display_name)
        .outerjoin(StaffMember, StaffMember.id == CaseEventRow.actor_key)
        .where(CaseEventRow.case_id == case)
    )


def timeline_row(event: CaseEventRow, name: str | None) -> TimelineRow:
    """An event as the timeline tells it."""
    return TimelineRow(
        seq=event.seq,
        kind=event.kind,
        payload=dict(event.payload),
        at=event.at,
        actor_kind=event.actor_kind,
        actor_key=event.actor_key,
        actor_name=name or "",
    )
