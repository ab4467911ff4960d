"""Showing that the record of every case is whole."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from requests_.model.timeline import CHAIN_START, seal
from requests_.store.case_tables import CaseEventRow, CaseRow
from requests_.store.cases import stamp


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


def verify_chains(session: Session) -> AuditResult:
    """Compute every seal of every case again. A changed, removed, moved or cut-off event is named."""
    heads = {row.id: row for row in session.scalars(select(CaseRow))}
    broken: list[BrokenChain] = []
    seen: dict[str, tuple[int, str]] = dict.fromkeys(heads, (0, CHAIN_START))
    events, stopped = 0, set[str]()
    query = select(CaseEventRow).order_by(CaseEventRow.case_id, CaseEventRow.seq)
    for row in session.scalars(query.execution_options(yield_per=1000)):
        events += 1
        if row.case_id in stopped:
            continue
        if row.case_id not in heads:
            stopped.add(row.case_id)
            broken.append(BrokenChain(f"case {row.case_id}", row.seq, "the case of this event is missing"))
            continue
        fault = _fault(row, *seen[row.case_id])
        if fault:
            stopped.add(row.case_id)
            broken.append(BrokenChain(heads[row.case_id].reference, row.seq, fault))
        seen[row.case_id] = (row.seq, row.seal)
    for key, head in heads.items():
        if key not in stopped and (head.last_seq, head.last_seal) != seen[key]:
            broken.append(BrokenChain(head.reference, seen[key][0] + 1, "events are missing at the end"))
    return AuditResult(len(heads), events, tuple(broken))


def _fault(row: CaseEventRow, last_seq: int, last_seal: str) -> str | None:
    if row.seq != last_seq + 1:
        return "an event before this one is missing"
    expected = seal(
        last_seal,
        case=row.case_id,
        seq=row.seq,
        kind=row.kind,
        version=row.version,
        at=stamp(row.at),
        actor=f"{row.actor_kind}:{row.actor_key}",
        payload=row.payload,
    )
    return None if expected == row.seal else "the event was changed"
