"""Who needs to know of a case, who looked at what, and the words by which a case is found."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from requests_.store.base import Base, Code, Digest, Key

# Byte order on both databases: a word's beginning is a range of the index.
SearchWord = String(80).with_variant(String(80, collation="C"), "postgresql")


class CaseAccess(Base):
    """Somebody is named on a case: they may open it."""

    __tablename__ = "case_access"
    __table_args__ = (Index("ix_case_access_staff_id_case_id", "staff_id", "case_id"),)

    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"), primary_key=True)
    staff_id: Mapped[str] = mapped_column(Key, ForeignKey("staff_member.id"), primary_key=True)


class AccessAsk(Base):
    """Somebody asked to see a case. Their reason is free text, so it is kept here and not in the history."""

    __tablename__ = "access_ask"

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"), index=True)
    staff_id: Mapped[str] = mapped_column(Key, ForeignKey("staff_member.id"))
    reason: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]


class DeskEventRow(Base):
    """Who was given a case, named on it, or refused, and by whom: for ever, without personal data of the case."""

    __tablename__ = "desk_event"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"), index=True)
    staff_id: Mapped[str] = mapped_column(Key)
    by_id: Mapped[str] = mapped_column(Key)
    kind: Mapped[str] = mapped_column(Code)
    at: Mapped[datetime]


class ViewLogRow(Base):
    """Somebody looked at a page with personal data: for ever. `case_id` is None for lists; no search is kept.

    It is written with every page, and bears its own `mark` (`row_marks`): none from before there were marks has one.
    """

    __tablename__ = "view_log"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    staff_id: Mapped[str] = mapped_column(Key, index=True)
    case_id: Mapped[str | None] = mapped_column(Key, index=True)
    page: Mapped[str] = mapped_column(Code)
    at: Mapped[datetime]
    mark: Mapped[str | None] = mapped_column(Digest)


class CaseWord(Base):
    """One word by which a case is found: of a name, a school, a UPN. Erased with the details."""

    __tablename__ = "case_word"
    __table_args__ = (Index("ix_case_word_case_id", "case_id"),)

    word: Mapped[str] = mapped_column(SearchWord, primary_key=True)
    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"), primary_key=True)


class SavedView(Base):
    """A list that somebody keeps under a name: its filters as they stand in the address."""

    __tablename__ = "saved_view"

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    staff_id: Mapped[str] = mapped_column(Key, ForeignKey("staff_member.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    filters: Mapped[str] = mapped_column(String(300))


class CalendarFeed(Base):
    """The secret of somebody's calendar address; only its hash is kept."""

    __tablename__ = "calendar_feed"

    secret_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    staff_id: Mapped[str] = mapped_column(Key, ForeignKey("staff_member.id"), unique=True)
