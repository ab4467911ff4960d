"""Who works on a case, who is named on it, who asked to see it, and who looked."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from requests_.errors import NotFound
from requests_.ids import new_id
from requests_.model.desk import NeedToKnow
from requests_.store.case_tables import CaseRow
from requests_.store.desk_tables import AccessAsk, CalendarFeed, CaseAccess, DeskEventRow, SavedView, ViewLogRow
from requests_.store.row_marks import RowMarks
from requests_.store.row_text import spelt_instant


class Desk:
    """The desk's own records, beside the events of the cases."""

    def __init__(self, session: Session, marks: RowMarks) -> None:
        self._session = session
        self._marks = marks

    def assigned_to(self, case: str) -> str | None:
        """Whose case it is now, locked until this transaction ends."""
        return self._session.scalar(select(CaseRow.assigned_to).where(CaseRow.id == case).with_for_update())

    def assign(self, case: str, staff: str | None, *, by: str, at: datetime) -> None:
        """Give a case to somebody, who is named on it from now on, or to nobody."""
        self._session.execute(update(CaseRow).where(CaseRow.id == case).values(assigned_to=staff))
        if staff is not None:
            self.name(case, staff)
        self.record(case, staff or "", "assigned" if staff else "unassigned", by=by, at=at)

    def release(self, case: str) -> None:
        """Take a case from whoever has it. They stay named on it: what they knew of it they know."""
        self._session.execute(update(CaseRow).where(CaseRow.id == case).values(assigned_to=None))

    def name(self, case: str, staff: str) -> None:
        """Let somebody open a case."""
        if self._session.get(CaseAccess, (case, staff)) is None:
            self._session.add(CaseAccess(case_id=case, staff_id=staff))
            self._session.flush()

    def unname(self, case: str, staff: str) -> None:
        """Take somebody off a case."""
        self._session.execute(delete(CaseAccess).where(CaseAccess.case_id == case, CaseAccess.staff_id == staff))

    def restrict(self, case: str, is_restricted: bool) -> None:
        """Open a case to those named on it alone, or to the team again."""
        self._session.execute(update(CaseRow).where(CaseRow.id == case).values(is_restricted=is_restricted))

    def need_to_know(self, case: str, staff: str) -> NeedToKnow:
        """What decides whether somebody may open a case. Raises NotFound."""
        row = self._session.execute(
            select(CaseRow.is_restricted, CaseAccess.staff_id)
            .outerjoin(CaseAccess, (CaseAccess.case_id == CaseRow.id) & (CaseAccess.staff_id == staff))
            .where(CaseRow.id == case)
        ).one_or_none()
        if row is None:
            raise NotFound("There is no such case.")
        return NeedToKnow(is_named=row[1] is not None, is_restricted=row[0])

    def ask(self, case: str, staff: str, reason: str, at: datetime) -> None:
        """Keep why somebody wants to see a case; asking again replaces the open question."""
        self._session.execute(
            delete(AccessAsk).where(
                AccessAsk.case_id == case, AccessAsk.staff_id == staff, AccessAsk.answered_at.is_(None)
            )
        )
        self._session.add(
            AccessAsk(id=new_id(), case_id=case, staff_id=staff, reason=reason, asked_at=at, answered_at=None)
        )

    def answer(self, case: str, ask: str, at: datetime) -> str:
        """Settle a question; returns who asked. Raises NotFound when it is settled already or is of another case."""
        row = self._session.scalars(
            select(AccessAsk).where(AccessAsk.id == ask, AccessAsk.case_id == case, AccessAsk.answered_at.is_(None))
        ).one_or_none()
        if row is None:
            raise NotFound("This was answered already.")
        row.answered_at = at
        return row.staff_id

    def record(self, case: str, staff: str, kind: str, *, by: str, at: datetime) -> None:
        """Write down what happened on the desk."""
        self._session.add(DeskEventRow(case_id=case, staff_id=staff, by_id=by, kind=kind, at=at))

    def viewed(self, staff: str, case: str | None, page: str, at: datetime) -> None:
        """Write down that somebody looked."""
        said = dict(staff_id=staff, case_id=case, page=page)
        mark = self._marks.key.own_mark(said | {"at": spelt_instant(at)})
        self._session.execute(insert(ViewLogRow).values(**said, at=at, mark=mark))

    def keep_view(self, staff: str, name: str, filters: str) -> None:
        """Keep a list under a name, in place of one of the same name."""
        self._session.execute(delete(SavedView).where(SavedView.staff_id == staff, SavedView.name == name))
        self._session.add(SavedView(id=new_id(), staff_id=staff, name=name, filters=filters))

    def forget_view(self, staff: str, key: str) -> None:
        """Forget one of somebody's own lists."""
        self._session.execute(delete(SavedView).where(SavedView.staff_id == staff, SavedView.id == key))

    def set_feed(self, staff: str, secret_hash: str | None) -> None:
        """Give somebody's calendar a new address in place of any other, or none."""
        self._session.execute(delete(CalendarFeed).where(CalendarFeed.staff_id == staff))
        if secret_hash is not None:
            self._session.add(CalendarFeed(secret_hash=secret_hash, staff_id=staff))
