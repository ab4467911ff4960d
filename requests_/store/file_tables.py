"""Files that requesters send, with their case or with a form that is not sent yet."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from requests_.store.base import Base, Code, Digest, Key


class SentFile(Base):
    """A file that the requester sent. `sha256` names it in the vault's `space`; it is "" once the file is destroyed.

    Until it was looked at, a file that came with a form stands in the space of that form's files; then in its case's.
    """

    __tablename__ = "sent_file"
    __table_args__ = (UniqueConstraint("case_id", "sent_sha256"),)

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"))
    space: Mapped[str] = mapped_column(Key, index=True)
    sha256: Mapped[str] = mapped_column(Digest)
    sent_sha256: Mapped[str] = mapped_column(Digest)
    file_name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    purpose: Mapped[str] = mapped_column(Code)
    size_bytes: Mapped[int]
    sent_at: Mapped[datetime]
    verdict: Mapped[str] = mapped_column(Code)
    checked_at: Mapped[datetime | None]


class DraftFile(Base):
    """A file of a form that is not sent yet. Its name is in the sealed form; it goes when the form goes."""

    __tablename__ = "draft_file"

    space: Mapped[str] = mapped_column(Key, primary_key=True)
    sha256: Mapped[str] = mapped_column(Digest, primary_key=True)
    draft_id: Mapped[str] = mapped_column(Digest, ForeignKey("draft.id", ondelete="CASCADE"), index=True)
