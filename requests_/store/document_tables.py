"""What the searches found, the marks on it, and the packs made of it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from redaction.passages import EXTRACT, PAGE
from requests_.store.base import Base, Code, Digest, Key

# Kinds of marks that name nobody: words that staff marked, cues about a text (`cue:health` …), passages about others.
WORDS, CUE, PASSAGE = "words", "cue:", "passage"
# What staff mark by hand: words everywhere, a stretch of one place, all of a page or section.
STAFF_MADE = (WORDS, EXTRACT, PAGE)


class SourceDocument(Base):
    """One found document: its bytes and its read form are in the vault under their digests."""

    __tablename__ = "source_document"
    __table_args__ = (UniqueConstraint("case_id", "source", "ref"),)

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"))
    source: Mapped[str] = mapped_column(Code)
    ref: Mapped[str] = mapped_column(String(1000))
    title: Mapped[str] = mapped_column(String(1000))
    category: Mapped[str] = mapped_column(Code)
    dated_on: Mapped[date | None]
    media_type: Mapped[str] = mapped_column(String(200))
    file_name: Mapped[str] = mapped_column(String(500))
    sha256: Mapped[str] = mapped_column(Digest)
    band: Mapped[str] = mapped_column(Code)
    score: Mapped[float]
    why: Mapped[list[str]]
    read_state: Mapped[str] = mapped_column(Code)
    read_fault: Mapped[str] = mapped_column(Text)
    read_sha256: Mapped[str] = mapped_column(Digest)
    pages: Mapped[int]
    hidden: Mapped[list[str]]
    outcome: Mapped[str | None] = mapped_column(Code)
    outcome_reason: Mapped[str] = mapped_column(Code)
    # The bytes as they were first found, and what the newest search of the store saw of them (`search_again`).
    first_sha256: Mapped[str] = mapped_column(Digest, default="")
    since: Mapped[str] = mapped_column(Code, default="")
    since_on: Mapped[date | None] = mapped_column(default=None)


class Mark(Base):
    """A stretch of a document's text, what is proposed for it, and what was decided."""

    __tablename__ = "mark"
    __table_args__ = (
        UniqueConstraint("document_id", "unit", "start", "end", "kind"),
        Index("ix_mark_case_id_person", "case_id", "person"),
    )

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"))
    document_id: Mapped[str] = mapped_column(Key, ForeignKey("source_document.id"))
    unit: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    kind: Mapped[str] = mapped_column(Code)
    text: Mapped[str] = mapped_column(Text)
    person: Mapped[str] = mapped_column(Code)
    disposition: Mapped[str] = mapped_column(Code)
    reason: Mapped[str] = mapped_column(Code)
    why: Mapped[str] = mapped_column(Text)
    score: Mapped[float]
    decision: Mapped[str | None] = mapped_column(Code)
    decided_by: Mapped[str] = mapped_column(Code)
    decided_at: Mapped[datetime | None]


class Pack(Base):
    """A disclosure pack that was built, and the certificate of its checks."""

    __tablename__ = "pack"

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"), index=True)
    sha256: Mapped[str] = mapped_column(Digest)
    size_bytes: Mapped[int]
    pages: Mapped[int]
    certificate: Mapped[str] = mapped_column(Text)
    failed_check: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]


class PackItemRow(Base):
    """One document's place in a pack."""

    __tablename__ = "pack_item"

    pack_id: Mapped[str] = mapped_column(Key, ForeignKey("pack.id"), primary_key=True)
    document_id: Mapped[str] = mapped_column(Key, ForeignKey("source_document.id"), primary_key=True)
    first_page: Mapped[int]
    pages: Mapped[int]
    withheld: Mapped[int]
