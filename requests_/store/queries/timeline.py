"""The timeline of a case: its events, in order, with who and when."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from requests_.ids import CaseId
from requests_.model.events.agreeing import SecondPersonAgreed, SecondPersonAsked, SecondPersonDeclined
from requests_.model.events.base import CaseEvent
from requests_.model.events.sending import LetterWithdrawn, LetterWritten
from requests_.store.case_tables import CaseEventRow
from requests_.store.staff_tables import StaffMember
from requests_.store.together import CaseKey


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """One event. `actor_name` is a member of staff's display name, "" for the requester and the system.

    What one person prepared and others agreed to names both: `prepared_by` is "" for everything else.
    """

    seq: int
    kind: str
    payload: dict[str, Any]
    at: datetime
    actor_kind: str
    actor_key: str
    actor_name: str
    prepared_by: str = ""
    agreed_by: tuple[str, ...] = ()


def timeline_rows(session: Session, case: CaseId) -> tuple[TimelineRow, ...]:
    """Every event of the case, newest first."""
    return rows_since(session, case, 0)


def rows_since(session: Session, case: CaseId, seq: int) -> tuple[TimelineRow, ...]:
    """The events of the case after the `seq`-th, newest first."""
    query = named_events(case).where(CaseEventRow.seq > seq).order_by(CaseEventRow.seq.desc())
    return told_by_part(timeline_row(event, name) for event, name in session.execute(query))


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


def told_by_part(newest_first: Iterable[TimelineRow]) -> tuple[TimelineRow, ...]:
    """Rows that name who prepared a step that waited and who agreed to it, on all that it did, also once posted."""
    part, told = _Part(), []
    for row in reversed(tuple(newest_first)):
        part = part.after(row)
        told.append(part.names(row))
        part = part.without(row)
    return tuple(reversed(told))


@dataclass(frozen=True, slots=True)
class _Part:
    """The newest step that waited, and who agreed to it; `kinds` are of the events that it is yet to be."""

    asked: TimelineRow | None = None
    agreed_by: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    def after(self, row: TimelineRow) -> _Part:
        """What is known with one row more."""
        if row.kind == SecondPersonAsked.kind:
            return _Part(row)
        if self.asked is None or row.kind == SecondPersonDeclined.kind or self._is_of_letter(row, LetterWithdrawn):
            return _Part()
        if row.kind != SecondPersonAgreed.kind:
            return self
        is_taken = not row.payload.get("still_needed")
        kinds = tuple(json.loads(effect)[0] for effect in self.asked.payload["effects"]) if is_taken else ()
        return replace(self, agreed_by=(*self.agreed_by, row.actor_name), kinds=kinds)

    def names(self, row: TimelineRow) -> TimelineRow:
        """The row, with the names of both where it is what they did."""
        is_theirs = row.kind in self.kinds or (self.agreed_by and self._is_of_letter(row, LetterWritten))
        if self.asked is None or not is_theirs:
            return row
        return replace(row, prepared_by=self.asked.actor_name, agreed_by=self.agreed_by)

    def without(self, row: TimelineRow) -> _Part:
        """What is left once a row was one of the events that it is."""
        if row.kind not in self.kinds:
            return self
        place = self.kinds.index(row.kind)
        return replace(self, kinds=self.kinds[:place] + self.kinds[place + 1 :])

    def _is_of_letter(self, row: TimelineRow, event: type[CaseEvent]) -> bool:
        is_same = self.asked is not None and row.payload.get("message") == self.asked.payload.get("message")
        return row.kind == event.kind and is_same
