"""What was done on which day."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from requests_.store.base import Base, Code, Key


class DailyRunRow(Base):
    """A piece of the daily timetable that is done for a day; `about` is whom it was for, "" for everybody."""

    __tablename__ = "daily_run"

    job: Mapped[str] = mapped_column(Code, primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    about: Mapped[str] = mapped_column(Key, primary_key=True)
    ended_at: Mapped[datetime]
