"""A half-answered form, as it was sealed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from requests_.store.doors import Door, open_door
from requests_.store.people_tables import DraftRow


def sealed_draft(session: Session, key: str, now: datetime) -> str:
    """The sealed form of a key, or nothing once it has expired."""
    open_door(session, Door.DRAFT, key)
    row = session.get(DraftRow, key)
    return row.sealed if row is not None and row.expires_at > now else ""
