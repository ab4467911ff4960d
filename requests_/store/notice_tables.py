"""Whom information was given to, and what they were told when it changed; and what must be kept whatever happens."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from requests_.store.base import Base, Code, Key


class RecipientNoticeRow(Base):
    """One recipient of a case's information: what they are told, and what they answered."""

    __tablename__ = "recipient_notice"

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"), index=True)
    recipient: Mapped[str] = mapped_column(Code)
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254))
    given_on: Mapped[date | None]
    words: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    answered_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(Text)


class LegalHoldRow(Base):
    """A record that is not changed or deleted until the hold is lifted; `ref` "" stands for everything in the store."""

    __tablename__ = "legal_hold"
    __table_args__ = (Index("ix_legal_hold_source_ref", "source", "ref"),)

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"), index=True)
    source: Mapped[str] = mapped_column(Code)
    ref: Mapped[str] = mapped_column(String(1000))
    reason: Mapped[str] = mapped_column(Text)
    placed_by: Mapped[str] = mapped_column(Code)
    placed_at: Mapped[datetime]
    lifted_by: Mapped[str] = mapped_column(Code)
    lifted_at: Mapped[datetime | None]
