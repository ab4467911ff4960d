"""Who looked, who was let in, what happened to accounts: each log in a chain of seals, written right after its rows.

A row of a log is written by whoever opens a page, and nobody waits there for the row before it. So a chain of its own,
beside the log, takes the rows in one after the other, by one worker, within the minute.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from requests_.model.timeline import CHAIN_START, seal
from requests_.store.desk_tables import DeskEventRow, ViewLogRow
from requests_.store.seal_tables import LogSeal
from requests_.store.sealed_events import stamp
from requests_.store.staff_tables import StaffEventRow

ROWS_AT_ONCE = 2000
# A row that was begun before others and ended after them is still taken in.
_LATE_ROWS = 10_000


@dataclass(frozen=True, slots=True)
class Log:
    """A log: what people call it, its table, and the columns that are sealed beside the moment."""

    name: str
    table: Any
    columns: tuple[str, ...]

    def sealed_as(self, row: Any, *, seq: int, row_id: int) -> dict[str, Any]:
        """What the seal of a row is worked out from; a row that is gone says nothing."""
        said = {} if row is None else {column: getattr(row, column) for column in self.columns}
        at = "" if row is None else stamp(row.at)
        return dict(case=self.name, seq=seq, kind="log_row", version=1, at=at, actor="", payload={**said, "id": row_id})


LOGS = (
    Log("views", ViewLogRow, ("staff_id", "case_id", "page")),
    Log("access", DeskEventRow, ("case_id", "staff_id", "by_id", "kind")),
    Log("accounts", StaffEventRow, ("staff_id", "by_id", "kind", "detail")),
)


def seal_rows(session: Session, log: Log) -> int:
    """Seal the rows of a log that are not sealed yet, the oldest first; returns how many, some thousands at most.

    The caller commits. Of two who do it at once, the second fails at the primary key and has changed nothing.
    """
    seq, previous = chain_of(session, log.name)
    newest = session.scalar(select(func.max(LogSeal.row_id)).where(LogSeal.log == log.name)) or 0
    sealed = select(LogSeal.row_id).where(LogSeal.log == log.name, LogSeal.row_id > newest - _LATE_ROWS)
    table = log.table
    query = select(table).where(table.id > newest - _LATE_ROWS, table.id.not_in(sealed)).order_by(table.id)
    count = 0
    for row in session.scalars(query.limit(ROWS_AT_ONCE)):
        count += 1
        previous = seal(previous, **log.sealed_as(row, seq=seq + count, row_id=row.id))
        session.add(LogSeal(log=log.name, seq=seq + count, row_id=row.id, seal=previous))
    session.flush()
    return count


def chain_of(session: Session, log: str) -> tuple[int, str]:
    """How far the chain of a log has come: its last number and seal."""
    query = select(LogSeal.seq, LogSeal.seal).where(LogSeal.log == log).order_by(LogSeal.seq.desc()).limit(1)
    row = session.execute(query).one_or_none()
    return (0, CHAIN_START) if row is None else (row[0], row[1])


def sealed_rows(session: Session, log: Log) -> Iterator[tuple[dict[str, Any], str]]:
    """What each seal of a log is worked out from as the rows are now, and the seal, in order."""
    query = (
        select(LogSeal, log.table)
        .outerjoin(log.table, log.table.id == LogSeal.row_id)
        .where(LogSeal.log == log.name)
        .order_by(LogSeal.seq)
        .execution_options(yield_per=ROWS_AT_ONCE)
    )
    for kept, row in session.execute(query):
        yield log.sealed_as(row, seq=kept.seq, row_id=kept.row_id), kept.seal


def count_unsealed(session: Session, log: Log) -> int:
    """How many rows have no seal: a few of the last minute, or every one where no worker runs."""
    sealed = select(func.count()).select_from(LogSeal).where(LogSeal.log == log.name)
    rows = session.scalar(select(func.count()).select_from(log.table)) or 0
    return max(0, rows - (session.scalar(sealed) or 0))
