"""What others are asked for a case, the links they come in by, and what they sent: personal data, erasable."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from requests_.store.base import Base, Code, Digest, Key


class EnquiryRow(Base):
    """One enquiry: who is asked, for what, and the reference they were given. `asked_by` is "" for a search."""

    __tablename__ = "enquiry"

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"), index=True)
    reference: Mapped[str] = mapped_column(Code)
    team: Mapped[str] = mapped_column(Code)
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254))
    words: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Code)
    asked_by: Mapped[str] = mapped_column(Key)
    asked_at: Mapped[datetime]
    due_on: Mapped[date]
    ended_at: Mapped[datetime | None]


class EnquiryPass(Base):
    """A secret that lets somebody in: the link of a mail, once (`is_link`), or the visit that it opened."""

    __tablename__ = "enquiry_pass"

    secret_hash: Mapped[str] = mapped_column(Digest, primary_key=True)
    enquiry_id: Mapped[str] = mapped_column(Key, ForeignKey("enquiry.id"), index=True)
    is_link: Mapped[bool]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class EnquiryAnswer(Base):
    """What somebody answered: once."""

    __tablename__ = "enquiry_answer"

    enquiry_id: Mapped[str] = mapped_column(Key, ForeignKey("enquiry.id"), primary_key=True)
    holds: Mapped[bool]
    by_name: Mapped[str] = mapped_column(String(200))
    looked_in: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    answered_at: Mapped[datetime]


class EnquiryFile(Base):
    """A file that came with an answer. `sha256` names it in the case's vault; it is "" once the file is destroyed."""

    __tablename__ = "enquiry_file"

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    enquiry_id: Mapped[str] = mapped_column(Key, ForeignKey("enquiry.id"), index=True)
    sha256: Mapped[str] = mapped_column(Digest)
    file_name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(200))
    verdict: Mapped[str] = mapped_column(Code)
