"""The machinery: work to be done, messages, sources."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from requests_.store.base import Base, Code, Key


class OutboxRow(Base):
    """A piece of background work that a transaction asked for. `key` names its effect: one effect, one row.

    `case_id` is None for work of no case: the mail about a form that is not sent yet.
    """

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_state_available_at", "state", "available_at"),)

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    case_id: Mapped[str | None] = mapped_column(Key, ForeignKey("rights_case.id"), index=True)
    job: Mapped[str] = mapped_column(Code)
    arguments: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(Code)
    attempts: Mapped[int]
    made_at: Mapped[datetime]
    available_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text)


class Message(Base):
    """One message to a requester: its kind, and when it left; `posted_on` is the day a person posted it, if one did."""

    __tablename__ = "message"

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"), index=True)
    kind: Mapped[str] = mapped_column(Code)
    access_code_id: Mapped[str | None] = mapped_column(Key)
    made_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    posted_on: Mapped[date | None]


class SourceSystemRow(Base):
    """One ESS store of the installation, as the workers read it: from their stores file, or from the register."""

    __tablename__ = "source_system"

    key: Mapped[str] = mapped_column(Code, primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(Code)
    regime: Mapped[str] = mapped_column(Code)
    lawful_basis: Mapped[str] = mapped_column(Code)
    origin: Mapped[str] = mapped_column(Code)


class StoreTryRow(Base):
    """What came of trying one version of a store of the register, newest only: a line for each thing to mend."""

    __tablename__ = "store_try"

    key: Mapped[str] = mapped_column(Key, primary_key=True)
    version: Mapped[int]
    faults: Mapped[list[str]]
    tried_at: Mapped[datetime]


class SourceSearchRow(Base):
    """What one search of one source looked at and could not read: the record of a reasonable search (art. 15(1A))."""

    __tablename__ = "source_search"

    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"), primary_key=True)
    source: Mapped[str] = mapped_column(Code, primary_key=True)
    attempt: Mapped[int]
    state: Mapped[str] = mapped_column(Code)
    looked_at: Mapped[int]
    found: Mapped[int]
    possible: Mapped[int]
    seconds: Mapped[float]
    reason: Mapped[str] = mapped_column(Text)
    unreadable: Mapped[list[str]]
    gap_accepted: Mapped[bool]
