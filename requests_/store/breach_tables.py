"""Breaches and their events; and, erasable beside them, what was written, who is told, and what is being done."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from requests_.store.base import Base, Code, Digest, Key
from requests_.store.sealed_events import SealedEventRow


class BreachRow(Base):
    """A breach as its events leave it: a projection. `suspicion` names what the portal noticed, once."""

    __tablename__ = "breach"
    __table_args__ = (Index("ix_breach_stage_due_at", "stage", "due_at"),)

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    reference: Mapped[str] = mapped_column(Code, unique=True)
    suspicion: Mapped[str | None] = mapped_column(String(120), unique=True)
    case_reference: Mapped[str] = mapped_column(Code)
    origin: Mapped[str] = mapped_column(Code)
    what: Mapped[str] = mapped_column(Code)
    stage: Mapped[str] = mapped_column(Code)
    risk: Mapped[str] = mapped_column(Code)
    aware_at: Mapped[datetime]
    due_at: Mapped[datetime]
    first_told_at: Mapped[datetime | None]
    waits_for_regulator: Mapped[bool]
    tells_regulator: Mapped[bool | None]
    tells_people: Mapped[bool | None]
    people_count: Mapped[int]
    closed_on: Mapped[date | None]
    last_seq: Mapped[int]
    last_seal: Mapped[str] = mapped_column(Digest)


class BreachEventRow(SealedEventRow, Base):
    """One event, for ever: a trigger refuses change and removal."""

    __tablename__ = "breach_event"
    __table_args__ = (UniqueConstraint("breach_id", "seq"),)

    breach_id: Mapped[str] = mapped_column(Key, ForeignKey("breach.id"))


class BreachWords(Base):
    """What somebody wrote for one part of the record; the newest of a part counts, the earlier ones stay."""

    __tablename__ = "breach_words"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    breach_id: Mapped[str] = mapped_column(Key, ForeignKey("breach.id"), index=True)
    part: Mapped[str] = mapped_column(Code)
    words: Mapped[str] = mapped_column(Text)
    written_by: Mapped[str] = mapped_column(Code)
    written_at: Mapped[datetime]


class BreachPerson(Base):
    """Somebody who is told, and their letter in the vault by its digests ("" until it was made)."""

    __tablename__ = "breach_person"

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    breach_id: Mapped[str] = mapped_column(Key, ForeignKey("breach.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254))
    address: Mapped[str] = mapped_column(Text)
    is_own: Mapped[bool]
    audience: Mapped[str] = mapped_column(Code)
    told_on: Mapped[date | None]
    page_sha256: Mapped[str] = mapped_column(Digest)
    pdf_sha256: Mapped[str] = mapped_column(Digest)


class BreachMeasure(Base):
    """What somebody does by a day."""

    __tablename__ = "breach_measure"

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    breach_id: Mapped[str] = mapped_column(Key, ForeignKey("breach.id"), index=True)
    what: Mapped[str] = mapped_column(Text)
    owner: Mapped[str] = mapped_column(String(200))
    due_on: Mapped[date]
    done_on: Mapped[date | None]
