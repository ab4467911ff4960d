"""Who took a case on, its flags, whom its notes call, and who watches it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from requests_.store.case_tables import CaseRow
from requests_.store.desk_tables import DeskEventRow
from requests_.store.handling_tables import CaseFlag, CaseHandover, CaseWatch, DeskReason, NoteCall
from requests_.store.staff_tables import StaffMember


class Handling:
    """What colleagues tell one another about a case, beside its events."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def give(self, case: str, staff: str | None, *, by: str, at: datetime) -> None:
        """Note whom a case is given to now: whoever takes it themselves has taken it on."""
        self._session.execute(delete(CaseHandover).where(CaseHandover.case_id == case))
        if staff is not None:
            accepted_at = at if staff == by else None
            self._session.add(
                CaseHandover(case_id=case, staff_id=staff, given_by=by, given_at=at, accepted_at=accepted_at)
            )
            self._session.flush()

    def take_on(self, case: str, staff: str, at: datetime) -> bool:
        """Note that somebody took on what they were given; whether there was something to take on."""
        is_open = (CaseHandover.case_id == case, CaseHandover.staff_id == staff, CaseHandover.accepted_at.is_(None))
        taken = update(CaseHandover).where(*is_open).values(accepted_at=at).returning(CaseHandover.case_id)
        return self._session.execute(taken).first() is not None

    def record(self, case: str, staff: str, kind: str, reason: str, *, by: str, at: datetime) -> int:
        """Write down what happened on the desk, and beside it why; returns the event."""
        event = DeskEventRow(case_id=case, staff_id=staff, by_id=by, kind=kind, at=at)
        self._session.add(event)
        self._session.flush()
        self._session.add(DeskReason(event_id=event.id, case_id=case, words=reason))
        self._session.flush()
        return event.id

    def flags(self, case: str) -> frozenset[str]:
        """The flags that a case has."""
        return frozenset(self._session.scalars(select(CaseFlag.flag).where(CaseFlag.case_id == case)))

    def put_flag(self, case: str, flag: str, event: int) -> None:
        """Put a flag on a case."""
        self._session.add(CaseFlag(case_id=case, flag=flag, event_id=event))
        self._session.flush()

    def take_flag(self, case: str, flag: str) -> None:
        """Take a flag off a case."""
        self._session.execute(delete(CaseFlag).where(CaseFlag.case_id == case, CaseFlag.flag == flag))

    def watch(self, case: str, staff: str, is_watched: bool) -> None:
        """Let somebody hear of a case, or no longer."""
        self._session.execute(delete(CaseWatch).where(CaseWatch.case_id == case, CaseWatch.staff_id == staff))
        if is_watched:
            self._session.add(CaseWatch(case_id=case, staff_id=staff))
            self._session.flush()

    def colleagues(self) -> tuple[StaffMember, ...]:
        """Everybody whose account is open."""
        return tuple(self._session.scalars(select(StaffMember).where(StaffMember.is_active)))

    def call(self, note: str, case: str, staff: Iterable[str], *, by: str, at: datetime) -> None:
        """Keep whom a note calls."""
        self._session.flush()
        self._session.add_all(
            NoteCall(note_id=note, staff_id=key, case_id=case, by_id=by, at=at, seen_at=None) for key in sorted(staff)
        )
        self._session.flush()

    def see_calls(self, case: str, staff: str, at: datetime) -> None:
        """Somebody has opened the notes that call them."""
        mine = (NoteCall.case_id == case, NoteCall.staff_id == staff, NoteCall.seen_at.is_(None))
        self._session.execute(update(NoteCall).where(*mine).values(seen_at=at))

    def open_first(self, case: str, at: datetime) -> None:
        """Somebody of the council opened a case for the first time."""
        self._session.execute(
            update(CaseRow).where(CaseRow.id == case, CaseRow.opened_at.is_(None)).values(opened_at=at)
        )
