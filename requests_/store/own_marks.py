"""Rows that bear their own mark: who is signed in. A session that somebody wrote into the database opens nothing.

They end by themselves and are written with many pages: such a row has its mark in a column, and no sum is kept.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from sqlalchemy import event, inspect
from sqlalchemy.orm import Mapped, Session, mapped_column

from requests_.store.base import Digest
from requests_.store.row_marks import RowMarks
from requests_.store.row_text import spelt_instant

_MARKS = "row_marks"


class BearsOwnMark:
    """A table whose rows bear their own mark: made with the row, and again by whoever changes it (`give_mark`)."""

    mark: Mapped[str | None] = mapped_column(Digest)


def give_marks(session: Session, marks: RowMarks) -> None:
    """Have what a session writes marked, and what it reads compared with its mark."""
    session.info[_MARKS] = marks


def give_mark(session: Session, row: BearsOwnMark) -> None:
    """Mark a row as it stands."""
    row.mark = marks_of(session).key.own_mark(_said(row))


def is_ours(session: Session, row: BearsOwnMark) -> bool:
    """Whether the portal wrote a row as it stands."""
    return marks_of(session).key.is_own(row.mark, _said(row))


@event.listens_for(Session, "before_flush")
def _mark_new(session: Session, *_: object) -> None:
    # What was changed is not marked by itself: it may have been written over before.
    for row in session.new:
        if isinstance(row, BearsOwnMark):
            give_mark(session, row)


def marks_of(session: Session) -> RowMarks:
    """What marks the rows that a session writes."""
    return cast(RowMarks, session.info[_MARKS])


def _said(row: BearsOwnMark) -> dict[str, Any]:
    """What a row says, as its text does (`row_text`)."""
    values = {attribute.key: getattr(row, attribute.key) for attribute in inspect(row).mapper.column_attrs}
    del values["mark"]
    return {key: spelt_instant(value) if isinstance(value, datetime) else value for key, value in values.items()}
