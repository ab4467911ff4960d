"""Requests that came another way than by the form: drafts while they are logged, and the originals."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from requests_.store.base import Base, Digest, Key


class LoggedDraft(Base):
    """A request that somebody is logging; one that came by mail is nobody's (`made_by` is None).

    `id` becomes its case's, so that its file is under the case's own key.
    `answers` are the fields as they stand: personal data, gone once the case is opened or the draft is thrown away.
    """

    __tablename__ = "logged_draft"

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    made_by: Mapped[str | None] = mapped_column(Key, ForeignKey("staff_member.id"))
    made_at: Mapped[datetime]
    answers: Mapped[dict[str, Any]]
    sha256: Mapped[str] = mapped_column(Digest)
    file_name: Mapped[str] = mapped_column(String(200))


class CaseOriginal(Base):
    """What a request came as: the letter, the mail, the note of a telephone call. `sha256` names it in the vault."""

    __tablename__ = "case_original"

    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"), primary_key=True)
    sha256: Mapped[str] = mapped_column(Digest)
    file_name: Mapped[str] = mapped_column(String(200))
