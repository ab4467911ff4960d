"""The letters that were sent, as files: everything here can be erased without breaking the chain of events."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from requests_.store.base import Base, Code, Digest, Key


class KeptLetter(Base):
    """One letter as it was sent: its page and its PDF, in standard and large print, in the vault by their digests."""

    __tablename__ = "letter"

    message_id: Mapped[str] = mapped_column(Key, ForeignKey("message.id"), primary_key=True)
    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"), index=True)
    kind: Mapped[str] = mapped_column(Code)
    regime: Mapped[str] = mapped_column(Code)
    audience: Mapped[str] = mapped_column(Code)
    written_on: Mapped[date]
    page_sha256: Mapped[str] = mapped_column(Digest)
    pdf_sha256: Mapped[str] = mapped_column(Digest)
    large_pdf_sha256: Mapped[str] = mapped_column(Digest)
