"""What of the daily timetable is done: asked and told in the same transaction as its effect."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from requests_.store.daily_tables import DailyRunRow

KEPT_DAYS = 400


class DailyRuns:
    """The days on which each piece of the timetable was done."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def is_done(self, job: str, day: date, about: str = "") -> bool:
        """Whether it is done for a day."""
        return self._session.get(DailyRunRow, (job, day, about)) is not None

    def mark_done(self, job: str, day: date, at: datetime, about: str = "") -> None:
        """It is done for a day; what was done more than a year ago is forgotten."""
        self._session.add(DailyRunRow(job=job, day=day, about=about, ended_at=at))
        self._session.execute(delete(DailyRunRow).where(DailyRunRow.day < day - timedelta(KEPT_DAYS)))
        self._session.flush()

    def note(self, job: str, day: date, at: datetime) -> None:
        """It was done just now, by a command: once more today, perhaps."""
        self._session.merge(DailyRunRow(job=job, day=day, about="", ended_at=at))
        self._session.flush()
