"""The stores of the installation, as the workers read them from their stores file when they started."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from requests_.model.sources import SourceSystem
from requests_.store.operations_tables import SourceSystemRow


def registered_stores(session: Session) -> tuple[SourceSystem, ...]:
    """Every store, by its key."""
    rows = session.scalars(select(SourceSystemRow).order_by(SourceSystemRow.key))
    return tuple(
        SourceSystem(key=row.key, title=row.title, kind=row.kind, regime=row.regime, lawful_basis=row.lawful_basis)
        for row in rows
    )
