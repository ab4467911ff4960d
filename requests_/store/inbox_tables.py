"""What became of each mail in the council's own mailbox."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from requests_.store.base import Base, Code, Digest


class InboxMailRow(Base):
    """One mail: where it lies in the mailbox, and what became of it. Nothing of its words, its sender or its case.

    `validity` and `uid` are the mailbox's own key (RFC 3501, 2.3.1.1). `reason` says why one was left, until somebody
    has looked at it (`settled_at`).
    """

    __tablename__ = "inbox_mail"
    __table_args__ = (Index("ix_inbox_mail_validity_uid", "validity", "uid"),)

    digest: Mapped[str] = mapped_column(Digest, primary_key=True)
    validity: Mapped[str] = mapped_column(String(20))
    uid: Mapped[int] = mapped_column(BigInteger)
    fate: Mapped[str] = mapped_column(Code)
    reason: Mapped[str] = mapped_column(Text)
    arrived_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
