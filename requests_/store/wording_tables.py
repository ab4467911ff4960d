"""The council's own words for its letters: every version that was ever saved, the newest of a letter in force."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from requests_.store.base import Base, Code, Key


class LetterWording(Base):
    """One version of the words of a kind of letter. A shipped one holds no words."""

    __tablename__ = "letter_wording"
    __table_args__ = (Index("ix_letter_wording_type", "kind", "audience", "regime", "number"),)

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    kind: Mapped[str] = mapped_column(Code)
    audience: Mapped[str] = mapped_column(Code)
    regime: Mapped[str] = mapped_column(Code)
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(400))
    text: Mapped[str] = mapped_column(Text)
    is_shipped: Mapped[bool]
    changed_by: Mapped[str] = mapped_column(Code)
    changed_at: Mapped[datetime]
