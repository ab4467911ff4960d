"""The stores: those that the workers search, and those that are written down in the portal's own register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from requests_.model.kept_registers import Entry, RegisterKey
from requests_.model.sources import SourceSystem
from requests_.model.store_sections import StoreSection, read_section
from requests_.store.operations_tables import SourceSystemRow, StoreTryRow
from requests_.store.queries.registers import newest_entries
from requests_.store.searches import system_from


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptStore:
    """A store of the register as it is written down now. `tried_at` is None until this very version was tried."""

    entry: Entry
    store: StoreSection
    tried_at: datetime | None
    faults: tuple[str, ...]

    @property
    def section(self) -> str:
        """The store in the form of stores.toml."""
        return self.entry.values["section"]


def registered_stores(session: Session) -> tuple[SourceSystem, ...]:
    """Every store that the workers search, by its key."""
    return tuple(map(system_from, session.scalars(select(SourceSystemRow).order_by(SourceSystemRow.key))))


def kept_stores(session: Session) -> tuple[KeptStore, ...]:
    """Every store of the register that is not ended, in the order in which they were written down."""
    tries = {row.key: row for row in session.scalars(select(StoreTryRow))}
    return tuple(
        _kept(entry, tries.get(entry.key))
        for entry in newest_entries(session, RegisterKey.STORES)
        if not entry.is_ended
    )


def register_text(session: Session) -> str:
    """The register as a stores.toml."""
    return "\n\n".join(f"{kept.section.strip()}" for kept in kept_stores(session)) + "\n"


def _kept(entry: Entry, row: StoreTryRow | None) -> KeptStore:
    is_newest = row is not None and row.version == entry.version
    return KeptStore(
        entry=entry,
        store=read_section(entry.values["section"]),
        tried_at=row.tried_at if row is not None and is_newest else None,
        faults=tuple(row.faults) if row is not None and is_newest else (),
    )
