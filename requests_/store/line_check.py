"""Showing that the line of every case and breach says what its sealed events say: figures and the queue read lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from requests_.ids import CaseId
from requests_.model.breaches.breach import Breach, RecordedBreachEvent, fold_breach
from requests_.model.breaches.events import breach_event_of
from requests_.model.case import Case
from requests_.model.timeline import fold
from requests_.store.breach_tables import BreachEventRow, BreachRow
from requests_.store.breaches import projection_of_breach
from requests_.store.case_tables import CaseEventRow, CaseRow
from requests_.store.cases import projection_of, recorded

LINES_AT_ONCE = 500
# What the events of a chain, in order, say its line holds, by column.
_Says = Callable[[str, list[Any]], Mapping[str, Any]]


def lines_that_differ(session: Session) -> Iterator[tuple[str, str]]:
    """The key of each line that its events do not account for, and what is wrong with it."""
    yield from _differing(session, CaseRow, CaseEventRow, CaseEventRow.case_id, _case_says)
    yield from _differing(session, BreachRow, BreachEventRow, BreachEventRow.breach_id, _breach_says)


def _differing(session: Session, line: Any, event: Any, chain: Any, says: _Says) -> Iterator[tuple[str, str]]:
    last = ""
    while lines := list(session.scalars(select(line).where(line.id > last).order_by(line.id).limit(LINES_AT_ONCE))):
        last = lines[-1].id
        query = select(event).where(chain.in_([row.id for row in lines])).order_by(chain, event.seq)
        events = {key: list(found) for key, found in groupby(session.scalars(query), key=attrgetter(chain.key))}
        for row in lines:
            fault = _fault(row, says, events[row.id]) if row.id in events else ""
            if fault:
                yield row.id, fault
        session.expunge_all()


def _fault(row: Any, says: _Says, events: list[Any]) -> str:
    try:
        wrong = sorted(name for name, value in says(row.id, events).items() if getattr(row, name) != value)
    except Exception:  # events that were changed may say anything at all
        return "its events cannot be read"
    return f"its line says otherwise than its events: {', '.join(wrong)}" if wrong else ""


def _case_says(key: str, rows: list[CaseEventRow]) -> Mapping[str, Any]:
    said = projection_of(fold(Case(key=CaseId(key)), [recorded(row) for row in rows]))
    return said | _named(rows[0].payload.get("reference"))


def _breach_says(key: str, rows: list[BreachEventRow]) -> Mapping[str, Any]:
    events = [RecordedBreachEvent(seq=row.seq, event=breach_event_of(row.kind, row.payload)) for row in rows]
    reported = rows[0].payload
    fixed = {"origin": reported["origin"], "what": reported["what"], "case_reference": reported["reference"]}
    return projection_of_breach(fold_breach(Breach(key=key), events)) | fixed | _named(reported.get("own_reference"))


def _named(reference: str | None) -> dict[str, str]:
    """What the first event says the case or breach is called; nothing in a record from before it said so."""
    return {"reference": reference} if reference else {}
