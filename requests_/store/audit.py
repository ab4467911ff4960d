"""Showing that the record of cases, breaches and registers is whole, and that the lines beside it say the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from requests_.model.timeline import CHAIN_START
from requests_.store.chains import CHAINS, Chains, Head, Link
from requests_.store.line_check import what_differs
from requests_.store.log_seals import LOGS, count_unsealed
from requests_.store.mark_check import mark_faults
from requests_.store.row_marks import MarkKey


@dataclass(frozen=True, slots=True)
class BrokenChain:
    """Where a chain does not hold: the event's number, and what is wrong with it; 0 for a line beside its chain."""

    reference: str
    seq: int
    fault: str


@dataclass(frozen=True, slots=True)
class AuditResult:
    """What the verification of every chain came to; `events` are those of all chains.

    `unsealed` are the rows of logs that no worker has sealed yet.
    """

    cases: int
    events: int
    broken: tuple[BrokenChain, ...]
    breaches: int = 0
    unsealed: int = 0


def verify_store(session: Session, key: MarkKey) -> AuditResult:
    """Verify every chain and every row: what somebody else than the portal wrote, put there or took away is named."""
    chains = verify_chains(session)
    called = {head: of.reference for each in CHAINS for head, of in each.heads(session).items()}
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for fault in mark_faults(session.connection(), key):
        reference = called.get(fault.case or "", f"table {fault.table}" if fault.table else "the database")
        found[reference, fault.table if fault.row else "", fault.fault].append(fault.key)
    unmarked = (BrokenChain(of, 0, _in_words(table, fault, keys)) for (of, table, fault), keys in found.items())
    return replace(chains, broken=(*chains.broken, *unmarked))


def verify_chains(session: Session) -> AuditResult:
    """Compute every seal again. A changed, removed, moved or cut-off event is named, and a line that says otherwise."""
    events, broken, counts, called = 0, list[BrokenChain](), dict[str, int](), dict[str, str]()
    for chains in CHAINS:
        heads = chains.heads(session)
        try:
            more, faults = _verify(heads, chains.thing, chains.links(session))
        except Exception:  # a column that was written over may hold anything at all: the other chains are looked at
            more, faults = _verify_each(session, heads, chains)
        events, counts[chains.thing] = events + more, len(heads)
        called |= {key: head.reference for key, head in heads.items()}
        broken += faults
    named = {fault.reference for fault in broken}
    broken += [BrokenChain(called[key], 0, fault) for key, fault in what_differs(session) if called[key] not in named]
    unsealed = sum(count_unsealed(session, log) for log in LOGS)
    return AuditResult(counts["case"], events, tuple(broken), counts["breach"], unsealed)


def _in_words(table: str, fault: str, keys: list[str]) -> str:
    """What is wrong with some rows of a table; "" as the table for what is wrong with the whole of it."""
    if not table:
        return fault
    rows = f"{len(keys)} rows" if len(keys) > 1 else f"row {keys[0]}" if keys[0] else "a row"
    return f"{rows} of {table} {fault.replace('was ', 'were ') if len(keys) > 1 else fault}, and not by the portal"


def _verify_each(session: Session, heads: dict[str, Head], chains: Chains) -> tuple[int, list[BrokenChain]]:
    """Chain by chain; one that cannot be read is named."""
    events, broken = 0, list[BrokenChain]()
    for key, head in heads.items():
        try:
            more, faults = _verify({key: head}, chains.thing, chains.links(session, key))
        except Exception:  # as above
            more, faults = 0, [BrokenChain(head.reference, 0, "an event cannot be read")]
        events, broken = events + more, broken + faults
    return events, broken


def _verify(heads: dict[str, Head], thing: str, links: Iterable[tuple[str, Link]]) -> tuple[int, list[BrokenChain]]:
    broken: list[BrokenChain] = []
    seen: dict[str, tuple[int, str]] = dict.fromkeys(heads, (0, CHAIN_START))
    events, stopped = 0, set[str]()
    for key, link in links:
        events += 1
        if key in stopped:
            continue
        if key not in heads:
            stopped.add(key)
            broken.append(BrokenChain(f"{thing} {key}", link.seq, f"the {thing} of this event is missing"))
            continue
        fault = _fault(link, *seen[key])
        if fault:
            stopped.add(key)
            broken.append(BrokenChain(heads[key].reference, link.seq, fault))
        seen[key] = (link.seq, link.seal)
    for key, head in heads.items():
        if key not in stopped and (head.seq, head.seal) != seen[key]:
            broken.append(BrokenChain(head.reference, seen[key][0] + 1, "events are missing at the end"))
    return events, broken


def _fault(link: Link, last_seq: int, last_seal: str) -> str | None:
    if link.seq != last_seq + 1:
        return "an event before this one is missing"
    return None if link.seal_after(last_seal) == link.seal else "the event was changed"
