"""The registers kept by hand, as they are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from requests_.model.kept_registers import Entry, RegisterKey
from requests_.store.register_tables import RegisterEntry
from requests_.store.staff_tables import StaffMember


def newest_entries(session: Session, register: RegisterKey) -> tuple[Entry, ...]:
    """The newest version of every entry of a register, the ended ones too, in the order in which they were begun."""
    return _newest(_entries(session, _versions(register).order_by(RegisterEntry.seq)))


def entries_without_names(
    session: Session, register: RegisterKey, known_at: datetime | None = None
) -> tuple[Entry, ...]:
    """The same without who wrote it, as the public app may read it; up to a moment (aware), where one is given."""
    query = select(RegisterEntry).where(RegisterEntry.register == register).order_by(RegisterEntry.seq)
    if known_at is not None:
        query = query.where(RegisterEntry.changed_at <= known_at)
    return _newest(_entry(row, "") for row in session.scalars(query))


def entry_history(session: Session, register: RegisterKey, key: str) -> tuple[Entry, ...]:
    """Every version of an entry, newest first; none when there is no such entry."""
    query = _versions(register).where(RegisterEntry.entry == key).order_by(RegisterEntry.version.desc())
    return tuple(_entries(session, query))


def counts_of_registers(session: Session) -> Counter[str]:
    """How many entries each register has, the ended ones too."""
    query = select(RegisterEntry.register, func.count(RegisterEntry.entry.distinct())).group_by(RegisterEntry.register)
    return Counter({register: count for register, count in session.execute(query)})


def in_force(entries: Iterable[Entry], column: str, day: date) -> Entry | None:
    """The entry whose day in `column` is the last one up to `day`, among those that were not ended."""
    begun = [entry for entry in entries if not entry.is_ended and entry.values[column] <= day.isoformat()]
    return max(begun, key=lambda entry: (entry.values[column], entry.seq), default=None)


def _newest(versions: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple({version.key: version for version in versions}.values())


def _versions(register: RegisterKey) -> Select[RegisterEntry, str]:
    return (
        select(RegisterEntry, StaffMember.display_name)
        .outerjoin(StaffMember, StaffMember.id == RegisterEntry.changed_by)
        .where(RegisterEntry.register == register)
    )


def _entries(session: Session, query: Select[RegisterEntry, str]) -> Iterable[Entry]:
    return (_entry(row, name or "") for row, name in session.execute(query))


def _entry(row: RegisterEntry, name: str) -> Entry:
    return Entry(
        register=RegisterKey(row.register),
        key=row.entry,
        version=row.version,
        seq=row.seq,
        values=row.written,
        is_ended=row.is_ended,
        changed_by=name,
        changed_at=row.changed_at,
    )
