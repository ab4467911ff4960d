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
from requests_.reporting.beside_cases import BesideCases, OutsideDate, TeamState
from requests_.store.breach_tables import BreachEventRow
from requests_.store.case_tables import IS_OUTSIDE, CaseEventRow, CaseRow
from requests_.store.queries.registers import entries_without_names, in_force


def beside_cases(session: Session, *, known_at: datetime, until: date) -> BesideCases:
    """What is no case, from everything recorded up to `known_at` (aware), as it stood at the end of `until`."""
    return BesideCases(
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
    state = in_force(entries_without_names(session, RegisterKey.STRENGTH, known_at), "from_on", until)
    if state is None:
        return None
    return TeamState(**{name: float(state.values[name]) for name in ("people", "full_time", "trained")})
