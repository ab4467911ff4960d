"""What a return counts beside the cases, as it was known at a moment and stood at the end of a period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from requests_.clock import london_date_of
from requests_.model.breaches.breach import Breach, RecordedBreachEvent, fold_breach
from requests_.model.breaches.events import breach_event_of
from requests_.model.kept_registers import RegisterKey
from requests_.model.set_dates import SetDate, SetDateEnd, SetDateKind
from requests_.reporting.surroundings import OutsideDate, Surroundings, TeamState
from requests_.store.breach_tables import BreachEventRow
from requests_.store.case_tables import IS_OUTSIDE, CaseEventRow, CaseRow
from requests_.store.register_tables import RegisterEntry


def surroundings(session: Session, *, known_at: datetime, until: date) -> Surroundings:
    """What is no case, from everything recorded up to `known_at` (aware), as it stood at the end of `until`."""
    return Surroundings(
        outside=tuple(outside_dates(session, known_at=known_at, until=until)),
        breaches=tuple(_breaches(session, known_at, until)),
        team=_team(session, known_at, until),
    )


def outside_dates(session: Session, *, known_at: datetime, until: date) -> Iterator[OutsideDate]:
    """Every date that was ever set from outside by letters up to a day, and how it ended up to then."""
    query = (
        select(CaseRow.reference, CaseEventRow.kind, CaseEventRow.payload)
        .join(CaseRow, CaseRow.id == CaseEventRow.case_id)
        .where(IS_OUTSIDE, CaseEventRow.at <= known_at)
        .order_by(CaseEventRow.case_id, CaseEventRow.seq)
    )
    found: dict[str, OutsideDate] = {}
    for reference, kind, said in session.execute(query):
        key = said["record"]
        if kind == "date_set":
            found[key] = OutsideDate(reference=reference, date=_set_date(key, said))
        elif key in found and date.fromisoformat(said["ended_on"]) <= until:
            found[key] = OutsideDate(reference=reference, date=_ended(found[key].date, said))
    return (one for one in found.values() if one.date.letter_on <= until)


def _set_date(key: str, said: dict[str, str]) -> SetDate:
    return SetDate(
        key=key,
        kind=SetDateKind(said["what"]),
        due_on=date.fromisoformat(said["due_on"]),
        letter_on=date.fromisoformat(said["letter_on"]),
    )


def _ended(known: SetDate, said: dict[str, str]) -> SetDate:
    return replace(known, end=SetDateEnd(said["end"]), ended_on=date.fromisoformat(said["ended_on"]))


def _breaches(session: Session, known_at: datetime, until: date) -> Iterator[Breach]:
    query = (
        select(BreachEventRow)
        .where(BreachEventRow.at <= known_at)
        .order_by(BreachEventRow.breach_id, BreachEventRow.seq)
    )
    for key, rows in groupby(session.scalars(query), key=lambda row: row.breach_id):
        recorded = [
            RecordedBreachEvent(seq=row.seq, event=breach_event_of(row.kind, row.payload))
            for row in rows
            if london_date_of(row.at) <= until
        ]
        if recorded:
            yield fold_breach(Breach(key=key), recorded)


def _team(session: Session, known_at: datetime, until: date) -> TeamState | None:
    query = (
        select(RegisterEntry)
        .where(RegisterEntry.register == RegisterKey.STRENGTH, RegisterEntry.changed_at <= known_at)
        .order_by(RegisterEntry.seq)
    )
    newest = {row.entry: row for row in session.scalars(query)}
    begun = [row for row in newest.values() if not row.is_ended and row.written["from_on"] <= until.isoformat()]
    last = max(begun, key=lambda row: (row.written["from_on"], row.seq), default=None)
    if last is None:
        return None
    return TeamState(**{name: float(last.written[name]) for name in ("people", "full_time", "trained")})
