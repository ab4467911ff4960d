"""What members of staff are called on a page."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from requests_.store.operations_tables import StaffMember


def display_name(session: Session, staff: str) -> str:
    """The display name of an account, "" when there is none."""
    return session.scalar(select(StaffMember.display_name).where(StaffMember.id == staff)) or ""
