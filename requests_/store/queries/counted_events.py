"""The events that figures are counted from: those of every case that bears on a period, each computed against its seal.

Nothing is counted from a case whose events do not verify: its reference is named, and the figures are refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, case, func, or_, select
from sqlalchemy.orm import Session

from requests_.clock import london_date_of, midnight
from requests_.model.desk import CaseList
from requests_.model.events.answering import NotConfirmed, RequestRefused
from requests_.model.events.clock import CaseReopened, RequestLapsed
from requests_.model.events.following import RequestWithdrawn
from requests_.model.events.linking import JoinedToEarlier, RequestTransferred
from requests_.model.events.sending import ResponseSent
from requests_.model.timeline import CHAIN_START, seal
from requests_.reporting.period import Period
from requests_.reporting.record_events import REPORTED_KINDS, damaged
from requests_.store.case_tables import CaseEventRow, CaseRow
from requests_.store.sealed_events import stamp

ROWS_AT_ONCE = 5000
# After these nothing is owed any more, unless the case goes on. One that lapsed may go on by what comes late.
_ENDING = (
    *(ResponseSent.kind, RequestRefused.kind, NotConfirmed.kind),
    *(RequestWithdrawn.kind, JoinedToEarlier.kind, RequestTransferred.kind),
)
_GOING_ON = (CaseReopened.kind, RequestLapsed.kind)
# What was answered early falls due three months later at the most: one, and two of an extension.
_MAY_FALL_DUE_AFTER = timedelta(days=123)
_REPORTED = frozenset(REPORTED_KINDS)

Counted = tuple[str, Mapping[str, Any], date]


def bearing_on(period: Period) -> Subquery:
    """The keys of the cases that are not over before a period, by their events or by their lines of the queue.

    Wider than any measure needs. Either alone could be changed on the side, and would hide its case; where the two
    differ the case is looked at, and its seals tell.
    """
    over_by = period.first_on - _MAY_FALL_DUE_AFTER
    ended_at = func.max(case((CaseEventRow.kind.in_(_ENDING), CaseEventRow.at)))
    came_back = func.max(case((CaseEventRow.kind.in_(_GOING_ON), 1), else_=0))
    by_events = (
        select(CaseEventRow.case_id.label("key"))
        .group_by(CaseEventRow.case_id)
        .having(or_(ended_at.is_(None), ended_at >= midnight(over_by), came_back == 1))
    )
    by_lines = select(CaseRow.id).where(or_(CaseRow.case_list != CaseList.ENDED.value, CaseRow.responded_on >= over_by))
    return by_events.union(by_lines).subquery()


def is_among(keys: Subquery) -> ColumnElement[bool]:
    """That a case is one of some."""
    return CaseRow.id.in_(select(keys.c.key))


def counted_events(
    session: Session, keys: Subquery, expected: Iterable[str], *, known_at: datetime
) -> Iterator[tuple[str, str, list[Counted]]]:
    """The key, the reference and the events up to a moment of each case, in order: kind, payload and London day.

    Every chain is computed from its start to the end that its line names. `expected` are keys of lines that were there
    before. Raises DamagedRecord where a chain does not hold.
    """
    missing = set(expected)
    for key, rows in groupby(_rows(session, keys), key=lambda row: row.case_id):
        missing.discard(key)
        reference, found = "", []
        for row in _verified(key, rows):
            reference = row.reference
            if row.kind in _REPORTED and row.at <= known_at:
                found.append((row.kind, row.payload, london_date_of(row.at)))
        if found:
            yield key, reference, found
    if missing:
        named = session.scalar(select(CaseRow.reference).where(CaseRow.id == min(missing)))
        raise damaged(named or f"case {min(missing)}", "its events are missing")


def _rows(session: Session, keys: Subquery) -> Iterator[Any]:
    try:
        yield from session.execute(_events(keys))
    except (ValueError, TypeError) as fault:  # a column that was written over may hold anything at all
        raise damaged("some case", "an event cannot be read") from fault


def _events(keys: Subquery) -> Select[Any]:
    event = CaseEventRow
    return (
        select(
            *(event.case_id, event.seq, event.kind, event.version, event.payload, event.actor_kind, event.actor_key),
            *(event.at, event.seal, CaseRow.reference, CaseRow.last_seq, CaseRow.last_seal),
        )
        .outerjoin(CaseRow, CaseRow.id == event.case_id)
        .where(event.case_id.in_(select(keys.c.key)))
        .order_by(event.case_id, event.seq)
        .execution_options(yield_per=ROWS_AT_ONCE)
    )


def _verified(key: str, rows: Iterable[Any]) -> Iterator[Any]:
    """The rows of one case as they are, each computed against the one before it."""
    seq, end = 0, CHAIN_START
    for row in rows:
        if row.reference is None:
            raise damaged(f"case {key}", "the line of this case is missing")
        if row.seq != seq + 1:
            raise damaged(row.reference, f"event {seq + 1} is missing")
        seq, end = row.seq, _seal_after(end, key, row)
        if end != row.seal:
            raise damaged(row.reference, f"event {seq} was changed")
        yield row
    if (seq, end) != (row.last_seq, row.last_seal):
        raise damaged(row.reference, "events are missing at the end")


def _seal_after(previous: str, key: str, row: Any) -> str:
    sealed = dict(seq=row.seq, kind=row.kind, version=row.version, payload=row.payload)
    return seal(previous, case=key, at=stamp(row.at), actor=f"{row.actor_kind}:{row.actor_key}", **sealed)
