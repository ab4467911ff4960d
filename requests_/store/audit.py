"""Showing that the record of every case and of every breach is whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from requests_.model.timeline import CHAIN_START, seal
from requests_.store.breach_tables import BreachEventRow, BreachRow
from requests_.store.case_tables import CaseEventRow, CaseRow
from requests_.store.cases import stamp
from requests_.store.registers import CHAIN, verify_registers


@dataclass(frozen=True, slots=True)
class BrokenChain:
    """Where a case's chain does not hold: the event's number, and what is wrong with it."""

    reference: str
    seq: int
    fault: str


@dataclass(frozen=True, slots=True)
class AuditResult:
    """What the verification of every chain came to."""

    cases: int
    events: int
    broken: tuple[BrokenChain, ...]
    breaches: int = 0


def verify_chains(session: Session) -> AuditResult:
    """Compute every seal of every case and breach again. A changed, removed, moved or cut-off event is named."""
    cases = {row.id: _Head(row.reference, row.last_seq, row.last_seal) for row in session.scalars(select(CaseRow))}
    of_cases = select(CaseEventRow).order_by(CaseEventRow.case_id, CaseEventRow.seq).execution_options(**_IN_PARTS)
    of_breaches = (
        select(BreachEventRow).order_by(BreachEventRow.breach_id, BreachEventRow.seq).execution_options(**_IN_PARTS)
    )
    events, broken = _verify(cases, "case", ((row.case_id, row) for row in session.scalars(of_cases)))
    breaches = {row.id: _Head(row.reference, row.last_seq, row.last_seal) for row in session.scalars(select(BreachRow))}
    rows = ((row.breach_id, row) for row in session.scalars(of_breaches))
    more, faults = _verify(breaches, "breach", rows)
    entries, in_registers = verify_registers(session)
    faults += [BrokenChain(CHAIN, *fault) for fault in in_registers]
    return AuditResult(len(cases), events + more + entries, (*broken, *faults), len(breaches))


@dataclass(frozen=True, slots=True)
class _Head:
    reference: str
    last_seq: int
    last_seal: str


_EventRow = CaseEventRow | BreachEventRow
_IN_PARTS = {"yield_per": 1000}


def _verify(heads: dict[str, _Head], name: str, rows: Iterable[tuple[str, _EventRow]]) -> tuple[int, list[BrokenChain]]:
    broken: list[BrokenChain] = []
    seen: dict[str, tuple[int, str]] = dict.fromkeys(heads, (0, CHAIN_START))
    events, stopped = 0, set[str]()
    for key, row in rows:
        events += 1
        if key in stopped:
            continue
        if key not in heads:
            stopped.add(key)
            broken.append(BrokenChain(f"{name} {key}", row.seq, f"the {name} of this event is missing"))
            continue
        fault = _fault(row, key, *seen[key])
        if fault:
            stopped.add(key)
            broken.append(BrokenChain(heads[key].reference, row.seq, fault))
        seen[key] = (row.seq, row.seal)
    for key, head in heads.items():
        if key not in stopped and (head.last_seq, head.last_seal) != seen[key]:
            broken.append(BrokenChain(head.reference, seen[key][0] + 1, "events are missing at the end"))
    return events, broken


def _fault(row: _EventRow, key: str, last_seq: int, last_seal: str) -> str | None:
    if row.seq != last_seq + 1:
        return "an event before this one is missing"
    expected = seal(
        last_seal,
        case=key,
        seq=row.seq,
        kind=row.kind,
        version=row.version,
        at=stamp(row.at),
        actor=f"{row.actor_kind}:{row.actor_key}",
        payload=row.payload,
    )
    return None if expected == row.seal else "the event was changed"
