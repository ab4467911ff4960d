"""The registers kept by hand: every version of every entry, in one chain."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import JSON

from requests_.store.base import Base, Code, Digest, Key


class RegisterEntry(Base):
    """One version of an entry, for ever: a trigger refuses change and removal. `seq` counts through all registers."""

    __tablename__ = "register_entry"
    __table_args__ = (UniqueConstraint("register", "entry", "version"),)

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    register: Mapped[str] = mapped_column(Code)
    entry: Mapped[str] = mapped_column(Key)
    version: Mapped[int]
    # Not `values`: rows have a method of that name.
    written: Mapped[dict[str, str]] = mapped_column(JSON)
    is_ended: Mapped[bool]
    changed_by: Mapped[str] = mapped_column(Code)
    changed_at: Mapped[datetime]
    seal: Mapped[str] = mapped_column(Digest)
