"""The registers kept by hand: versions are added to one chain, and none is ever changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from requests_.errors import Conflict
from requests_.model.kept_registers import KeepEntry
from requests_.model.timeline import CHAIN_START, seal
from requests_.store.cases import stamp
from requests_.store.register_tables import RegisterEntry

KIND = "register_entry"
CHAIN = "the registers"
_OLD = "Somebody else changed this register just now. Look at the entry again before you go on."


def add_version(session: Session, command: KeepEntry, values: Mapping[str, str], at: datetime) -> None:
    """Write the next version of an entry down. Raises Conflict when the entry is no longer at `command.seen`."""
    is_same = (RegisterEntry.register == command.register, RegisterEntry.entry == command.key)
    if (session.scalar(select(func.max(RegisterEntry.version)).where(*is_same)) or 0) != command.seen:
        raise Conflict(_OLD)
    seq, previous = chain_of_registers(session)
    row: dict[str, Any] = dict(
        seq=seq + 1,
        register=command.register.value,
        entry=command.key,
        version=command.seen + 1,
        written=dict(values),
        is_ended=command.is_ended,
        changed_by=command.actor.key,
        changed_at=at,
    )
    try:
        session.execute(insert(RegisterEntry).values(**row, seal=_seal(previous, **row)))
    except IntegrityError as fault:
        raise Conflict(_OLD) from fault


def chain_of_registers(session: Session) -> tuple[int, str]:
    """How far the chain has come: its last number and seal."""
    newest = select(RegisterEntry.seq, RegisterEntry.seal).order_by(RegisterEntry.seq.desc()).limit(1)
    row = session.execute(newest).one_or_none()
    return (0, CHAIN_START) if row is None else (row[0], row[1])


def verify_registers(session: Session) -> tuple[int, list[tuple[int, str]]]:
    """How many versions there are, and the first that was changed or after which one is missing, with what is wrong."""
    last, previous = 0, CHAIN_START
    count, faults = 0, list[tuple[int, str]]()
    rows = session.scalars(select(RegisterEntry).order_by(RegisterEntry.seq).execution_options(yield_per=1000))
    for row in rows:
        count += 1
        if faults:
            continue
        held = {column.name: getattr(row, column.name) for column in RegisterEntry.__table__.columns}
        if row.seq != last + 1:
            faults.append((row.seq, "a version before this one is missing"))
        elif held.pop("seal") != _seal(previous, **held):
            faults.append((row.seq, "the version was changed"))
        last, previous = row.seq, row.seal
    return count, faults


def _seal(previous: str, *, register: str, entry: str, seq: int, version: int, changed_by: str, **held: Any) -> str:
    return seal(
        previous,
        case=f"{register}:{entry}",
        seq=seq,
        kind=KIND,
        version=version,
        at=stamp(held["changed_at"]),
        actor=f"staff:{changed_by}",
        payload={"is_ended": held["is_ended"], "written": held["written"]},
    )
