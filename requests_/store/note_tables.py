"""What colleagues write down for one another about a case."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from requests_.store.base import Base, Key


class CaseNote(Base):
    """A note on a case: personal data, erasable, and part of what the data subject may ask for."""

    __tablename__ = "case_note"

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"), index=True)
    by_id: Mapped[str] = mapped_column(Key)
    at: Mapped[datetime]
    words: Mapped[str] = mapped_column(Text)
