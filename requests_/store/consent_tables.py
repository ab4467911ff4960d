"""Other people who are asked whether what is about them may be shown: everything here can be erased with the case."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from requests_.store.base import Base, Code, Digest, Key


class ThirdPartyConsent(Base):
    """One question to one person. The digests name its letters in the vault, each "" until it was made."""

    __tablename__ = "third_party_consent"

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"), index=True)
    reference: Mapped[str] = mapped_column(Code, unique=True)
    person: Mapped[str] = mapped_column(Code)
    to_name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254))
    address: Mapped[str] = mapped_column(Text)
    audience: Mapped[str] = mapped_column(Code)
    about: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[str] = mapped_column(Code)
    asked_at: Mapped[datetime]
    answer_by: Mapped[date]
    page_sha256: Mapped[str] = mapped_column(Digest)
    pdf_sha256: Mapped[str] = mapped_column(Digest)
    reminder_page_sha256: Mapped[str] = mapped_column(Digest)
    reminder_pdf_sha256: Mapped[str] = mapped_column(Digest)
    answer_words: Mapped[str] = mapped_column(Text)
