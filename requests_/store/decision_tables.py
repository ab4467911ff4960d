"""What was decided about each record of a request, and the tasks that people were asked to do: erasable details."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from requests_.store.base import Base, Code, Digest, Key


class ItemDecisionRow(Base):
    """The newest decision about one record; `document` is "" for the request as a whole.

    `ground` is why the use of the record is limited, or on what a record is held that goes into a file.
    """

    __tablename__ = "item_decision"
    __table_args__ = (UniqueConstraint("case_id", "document"),)

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"))
    document: Mapped[str] = mapped_column(Code)
    outcome: Mapped[str] = mapped_column(Code)
    ground: Mapped[str] = mapped_column(Code)
    values: Mapped[dict[str, Any]]
    statement: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    decided_by: Mapped[str] = mapped_column(Code)
    decided_at: Mapped[datetime]


class PlanFileRow(Base):
    """One file of the vault that a plan needs: the plan itself, or the bytes of a file that it brings."""

    __tablename__ = "plan_file"

    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"), primary_key=True)
    plan_sha256: Mapped[str] = mapped_column(Digest, primary_key=True)
    sha256: Mapped[str] = mapped_column(Digest, primary_key=True)


class ChangeTaskRow(Base):
    """What a person was asked to do in a store, and what shows that it is done."""

    __tablename__ = "change_task"

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"), index=True)
    document: Mapped[str] = mapped_column(Code)
    source: Mapped[str] = mapped_column(Code)
    ref: Mapped[str] = mapped_column(String(1000))
    act: Mapped[str] = mapped_column(Code)
    says: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime]
    done_on: Mapped[date | None]
    evidence: Mapped[str] = mapped_column(Text)
    evidence_sha256: Mapped[str] = mapped_column(Digest)
    confirmed_by: Mapped[str] = mapped_column(Code)
