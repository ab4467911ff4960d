"""Who looked at what."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from requests_.store.desk_tables import ViewLogRow


class Desk:
    """The desk's own records, beside the events of the cases."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def viewed(self, staff: str, case: str | None, page: str, at: datetime) -> None:
        """Write down that somebody looked."""
        self._session.execute(insert(ViewLogRow).values(staff_id=staff, case_id=case, page=page, at=at))
