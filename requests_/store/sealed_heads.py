"""The heads of all chains, written down outside the database: so that not even whoever owns it can cut a chain's end.

A chain shows what was changed in it, but not that its last events, and the line of its case, were taken back together.
The file is JSON Lines; a line holds the heads that moved since the line before, and a digest over both, which can be
printed, mailed or read out.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import literal, select, union_all
from sqlalchemy.orm import Session

from requests_.errors import InvalidCommand, Unavailable
from requests_.store.audit import BrokenChain
from requests_.store.breach_tables import BreachEventRow, BreachRow
from requests_.store.case_tables import CaseEventRow, CaseRow
from requests_.store.register_tables import RegisterEntry
from requests_.store.registers import CHAIN, chain_of_registers


@dataclass(frozen=True, slots=True)
class Head:
    """How far a case's chain had come."""

    reference: str
    seq: int
    seal: str


@dataclass(frozen=True, slots=True)
class SealedHeads:
    """Every head of the file, by case, and the digest of its last line."""

    heads: dict[str, Head]
    digest: str


def read_heads(path: Path) -> SealedHeads:
    """What the file holds; nothing when there is none. Raises InvalidCommand when a line was changed or taken out."""
    heads: dict[str, Head] = {}
    digest = ""
    try:
        lines = path.read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        return SealedHeads(heads, digest)
    except (OSError, UnicodeDecodeError) as fault:
        raise InvalidCommand(f"{path} cannot be read: is it the file of sealed heads?") from fault
    for number, line in enumerate(lines, start=1):
        try:
            held = json.loads(line)
            digest = _digest(digest, held["at"], held["heads"])
            if held["digest"] != digest:
                raise ValueError
            heads |= {case: Head(*head) for case, head in held["heads"].items()}
        except (ValueError, KeyError, TypeError, AttributeError) as fault:
            raise InvalidCommand(f"Line {number} of {path} was changed, or one before it is missing.") from fault
    return SealedHeads(heads, digest)


def seal_heads(session: Session, path: Path, at: datetime) -> SealedHeads:
    """Add a line with every head that moved since the last one. Returns what the line says, and its digest."""
    before = read_heads(path)
    rows = session.execute(
        union_all(*(select(each.id, each.reference, each.last_seq, each.last_seal) for each in (CaseRow, BreachRow)))
    )
    now = {case: Head(reference, seq, seal) for case, reference, seq, seal in rows}
    entries, end = chain_of_registers(session)
    if entries:
        now[CHAIN] = Head(CHAIN, entries, end)
    moved = {case: head for case, head in now.items() if before.heads.get(case) != head}
    plain = {case: [head.reference, head.seq, head.seal] for case, head in sorted(moved.items())}
    digest = _digest(before.digest, at.isoformat(), plain)
    line = json.dumps({"at": at.isoformat(), "heads": plain, "digest": digest})
    try:
        with path.open("a", encoding="ascii") as handle:
            handle.write(line + "\n")
            handle.flush()
            os.fsync(handle.fileno())
    except OSError as fault:
        raise Unavailable(f"{path} cannot be written ({os.strerror(fault.errno or 0)}).") from fault
    return SealedHeads(moved, digest)


def cut_since(session: Session, sealed: SealedHeads) -> tuple[BrokenChain, ...]:
    """Every case and breach whose chain no longer goes through the head that was written down."""
    left = dict(sealed.heads)
    of_cases = select(CaseEventRow.case_id, CaseEventRow.seq, CaseEventRow.seal)
    of_breaches = select(BreachEventRow.breach_id, BreachEventRow.seq, BreachEventRow.seal)
    of_registers = select(literal(CHAIN), RegisterEntry.seq, RegisterEntry.seal)
    query = union_all(of_cases, of_breaches, of_registers)
    for case, seq, seal in session.execute(query.execution_options(yield_per=1000)):
        head = left.get(case)
        if head is not None and (head.seq, head.seal) == (seq, seal):
            del left[case]
    fault = "events that were sealed are no longer there"
    found = [BrokenChain(head.reference, head.seq, fault) for head in left.values()]
    return tuple(sorted(found, key=lambda broken: broken.reference))


def _digest(before: str, at: str, heads: dict[str, list[object]]) -> str:
    body = json.dumps([before, at, heads], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(body.encode()).hexdigest()
