"""A clock that a test moves."""

from datetime import UTC, date, datetime, timedelta

from requests_.clock import london_date_of

MORNING = datetime(2026, 6, 15, 9, 30, tzinfo=UTC)


class MovingClock:
    """Stands still until it is told to move on."""

    def __init__(self, now: datetime = MORNING) -> None:
        self.now = now

    def utc_now(self) -> datetime:
        return self.now

    def london_date(self) -> date:
        return london_date_of(self.now)

    def move(self, **length: float) -> None:
        """Let time pass: `clock.move(minutes=31)`."""
        self.now += timedelta(**length)
