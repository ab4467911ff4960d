"""The registers kept by hand: versions are added to one chain, and none is ever changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from requests_.errors import Conflict
from requests_.model.kept_registers import KeepEntry
from requests_.model.timeline import CHAIN_START, seal
from requests_.store.register_tables import RegisterEntry
from requests_.store.sealed_events import stamp

KIND = "register_entry"
CHAIN = "the registers"
_OLD = "Somebody else changed this register just now. Look at the entry again before you go on."


def add_version(session: Session, command: KeepEntry, values: Mapping[str, str], at: datetime) -> None:
    """Write the next version of an entry down. Raises Conflict when the entry is no longer at `command.seen`."""
    is_same = (RegisterEntry.register == command.register, RegisterEntry.entry == command.key)
    if (session.scalar(select(func.max(RegisterEntry.version)).where(*is_same)) or 0) != command.seen:
        raise Conflict(_OLD)
    seq, previous = chain_of_registers(session)
    row = RegisterEntry(
        seq=seq + 1,
        register=command.register.value,
        entry=command.key,
        version=command.seen + 1,
        written=dict(values),
        is_ended=command.is_ended,
        changed_by=command.actor.key,
        changed_at=at,
    )
    row.seal = seal(previous, **sealed_as(row))
    session.add(row)
    try:
        session.flush()
    except IntegrityError as fault:
        raise Conflict(_OLD) from fault


def chain_of_registers(session: Session) -> tuple[int, str]:
    """How far the chain has come: its last number and seal."""
    newest = select(RegisterEntry.seq, RegisterEntry.seal).order_by(RegisterEntry.seq.desc()).limit(1)
    row = session.execute(newest).one_or_none()
    return (0, CHAIN_START) if row is None else (row[0], row[1])


def sealed_as(row: RegisterEntry) -> dict[str, Any]:
    """What the seal of a version is worked out from, beside the seal before it."""
    return dict(
        case=f"{row.register}:{row.entry}",
        seq=row.seq,
        kind=KIND,
        version=row.version,
        at=stamp(row.changed_at),
        actor=f"staff:{row.changed_by}",
        payload={"is_ended": row.is_ended, "written": row.written},
    )
