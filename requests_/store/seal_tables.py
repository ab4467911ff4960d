"""The seals of rows that do not bear their own."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from requests_.store.base import Base, Code, Digest, Key


class LogSeal(Base):
    """The seal of one row of a log, for ever: a trigger refuses change and removal."""

    __tablename__ = "log_seal"
    __table_args__ = (Index("ix_log_seal_log_row_id", "log", "row_id", unique=True),)

    log: Mapped[str] = mapped_column(Code, primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    row_id: Mapped[int]
    seal: Mapped[str] = mapped_column(Digest)


class RowSeal(Base):
    """The salt of a key by which an event vouches for rows that may change and go (`row_seals`); it goes with them."""

    __tablename__ = "row_seal"

    id: Mapped[str] = mapped_column(Key, primary_key=True)
    case_id: Mapped[str] = mapped_column(Key, ForeignKey("rights_case.id"), index=True)
    salt: Mapped[str] = mapped_column(Key)
