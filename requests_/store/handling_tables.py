"""How colleagues hand a case to one another: who took it on, its flags, who is called and who watches."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from requests_.store.base import Base, Code, Key


class CaseHandover(Base):
    """Whom a case was given to, and whether they took it on. `accepted_at` is None while they have not."""

    __tablename__ = "case_handover"

    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"), primary_key=True)
    staff_id: Mapped[str] = mapped_column(Key, ForeignKey("staff_member.id"))
    given_by: Mapped[str] = mapped_column(Key)
    given_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]


class CaseFlag(Base):
    """A flag that a case has now: the event that put it there says who and when, `DeskReason` why."""

    __tablename__ = "case_flag"
    __table_args__ = (Index("ix_case_flag_flag_case_id", "flag", "case_id"),)

    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"), primary_key=True)
    flag: Mapped[str] = mapped_column(Code, primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("desk_event.id"))


class DeskReason(Base):
    """Why something happened on the desk. It is free text, so it is kept here and not in the history."""

    __tablename__ = "desk_reason"

    event_id: Mapped[int] = mapped_column(ForeignKey("desk_event.id"), primary_key=True, autoincrement=False)
    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"), index=True)
    words: Mapped[str] = mapped_column(Text)


class CaseWatch(Base):
    """Somebody hears of what others do in a case."""

    __tablename__ = "case_watch"
    __table_args__ = (Index("ix_case_watch_staff_id_case_id", "staff_id", "case_id"),)

    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"), primary_key=True)
    staff_id: Mapped[str] = mapped_column(Key, ForeignKey("staff_member.id"), primary_key=True)


class NoteCall(Base):
    """A note calls a colleague. `seen_at` is None until they have opened the notes."""

    __tablename__ = "note_call"
    __table_args__ = (Index("ix_note_call_staff_id_seen_at", "staff_id", "seen_at"),)

    note_id: Mapped[str] = mapped_column(Key, ForeignKey("case_note.id"), primary_key=True)
    staff_id: Mapped[str] = mapped_column(Key, ForeignKey("staff_member.id"), primary_key=True)
    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"), index=True)
    by_id: Mapped[str] = mapped_column(Key)
    at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
