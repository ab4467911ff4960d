"""The portal's own mark of every row, and the keyed sum over the marks of a table."""

from __future__ import annotations

from typing import cast

from sqlalchemy import Table
from sqlalchemy.orm import Mapped, mapped_column

from requests_.store.base import Base, Code, Digest, Key


class RowMark(Base):
    """The mark of one row of a table. `id` is a keyed digest of the row's key: it says nothing to anybody else."""

    __tablename__ = "row_mark"

    table_name: Mapped[str] = mapped_column(Code, primary_key=True)
    id: Mapped[str] = mapped_column(Key, primary_key=True)
    mark: Mapped[str] = mapped_column(Digest)
    case_id: Mapped[str | None] = mapped_column(Key)


class MarkSum(Base):
    """The sum over the marks of a table, hidden by a value made of the nonce; that of no table is over all the sums."""

    __tablename__ = "mark_sum"

    table_name: Mapped[str] = mapped_column(Code, primary_key=True)
    nonce: Mapped[str] = mapped_column(Key)
    total: Mapped[str] = mapped_column(Digest)


MARKS = cast(Table, RowMark.__table__)
SUMS = cast(Table, MarkSum.__table__)
