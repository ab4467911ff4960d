"""Every chain of seals that the portal keeps: one a case, one a breach, one for the registers, and one a log."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from requests_.model.timeline import seal
from requests_.store.breach_tables import BreachEventRow, BreachRow
from requests_.store.case_tables import CaseEventRow, CaseRow
from requests_.store.log_seals import LOGS, chain_of, sealed_rows
from requests_.store.register_tables import RegisterEntry
from requests_.store.registers import CHAIN, chain_of_registers, sealed_as
from requests_.store.sealed_events import stamp

_IN_PARTS = {"yield_per": 1000}


class Head(NamedTuple):
    """How far a chain had come, and what people call it."""

    reference: str
    seq: int
    seal: str


class Link(NamedTuple):
    """One sealed thing in its place: everything its seal was worked out from, and the seal."""

    case: str
    seq: int
    kind: str
    version: int
    at: str
    actor: str
    payload: Any
    seal: str

    def seal_after(self, previous: str) -> str:
        """What its seal must be behind the seal before it."""
        return seal(previous, **{name: value for name, value in self._asdict().items() if name != "seal"})


@dataclass(frozen=True, slots=True)
class Chains:
    """The chains of one kind: their heads by key, and their links (with the key), chain by chain and in order.

    `links` of one key are those of one chain, for when a row of another cannot be read.
    """

    thing: str
    heads: Callable[[Session], dict[str, Head]]
    links: Callable[..., Iterator[tuple[str, Link]]]


def _heads(session: Session, table: type[CaseRow | BreachRow]) -> dict[str, Head]:
    rows = session.execute(select(table.id, table.reference, table.last_seq, table.last_seal))
    return {key: Head(reference, seq, end) for key, reference, seq, end in rows}


def _case_links(session: Session, *only: str) -> Iterator[tuple[str, Link]]:
    query = select(CaseEventRow).order_by(CaseEventRow.case_id, CaseEventRow.seq)
    query = query.where(CaseEventRow.case_id.in_(only)) if only else query
    return ((row.case_id, _link(row.case_id, row)) for row in session.scalars(query.execution_options(**_IN_PARTS)))


def _breach_links(session: Session, *only: str) -> Iterator[tuple[str, Link]]:
    query = select(BreachEventRow).order_by(BreachEventRow.breach_id, BreachEventRow.seq)
    query = query.where(BreachEventRow.breach_id.in_(only)) if only else query
    return ((row.breach_id, _link(row.breach_id, row)) for row in session.scalars(query.execution_options(**_IN_PARTS)))


def _link(key: str, row: CaseEventRow | BreachEventRow) -> Link:
    by = f"{row.actor_kind}:{row.actor_key}"
    return Link(key, row.seq, row.kind, row.version, stamp(row.at), by, row.payload, row.seal)


def _register_heads(session: Session) -> dict[str, Head]:
    seq, end = chain_of_registers(session)
    return {CHAIN: Head(CHAIN, seq, end)} if seq else {}


def _register_links(session: Session, *_: str) -> Iterator[tuple[str, Link]]:
    query = select(RegisterEntry).order_by(RegisterEntry.seq).execution_options(**_IN_PARTS)
    return ((CHAIN, Link(**sealed_as(row), seal=row.seal)) for row in session.scalars(query))


def _log_heads(session: Session) -> dict[str, Head]:
    heads = {log.name: Head(log.name, *chain_of(session, log.name)) for log in LOGS}
    return {name: head for name, head in heads.items() if head.seq}


def _log_links(session: Session, *only: str) -> Iterator[tuple[str, Link]]:
    logs = [log for log in LOGS if not only or log.name in only]
    return ((log.name, Link(**said, seal=end)) for log in logs for said, end in sealed_rows(session, log))


CHAINS: tuple[Chains, ...] = (
    Chains("case", lambda session: _heads(session, CaseRow), _case_links),
    Chains("breach", lambda session: _heads(session, BreachRow), _breach_links),
    Chains("register", _register_heads, _register_links),
    Chains("log", _log_heads, _log_links),
)


def all_heads(session: Session) -> dict[str, Head]:
    """How far every chain has come, by its key."""
    return {key: head for chains in CHAINS for key, head in chains.heads(session).items()}


def all_links(session: Session) -> Iterable[tuple[str, Link]]:
    """Every link of every chain, with the chain's key."""
    return (link for chains in CHAINS for link in chains.links(session))
