"""What a clock says, and how it got there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from requests_.deadlines.rules import ClockRegime


class ClockState(StrEnum):
    """How a clock stands. ENDED is only said when a reading is told what day it is."""

    NOT_IN_FORCE = "not_in_force"
    NOT_STARTED = "not_started"
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"
    VALID = "valid"
    STALE = "stale"


ANSWERS = {
    ClockState.NOT_IN_FORCE: "NONE",
    ClockState.NOT_STARTED: "NOT_STARTED",
    ClockState.PAUSED: "PAUSED",
    ClockState.VALID: "VALID",
    ClockState.STALE: "STALE",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the working: the rule, what it comes to in one sentence, the date it yields, where it is written."""

    rule: str
    says: str
    on: date | None
    citation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockReading:
    """A clock as read from its facts; never stored, always read again.

    `due_on` is the statutory date, met until its midnight in London; `target_on` the earlier day staff work to.
    `original_due_on` is the date before any extension. `due_at` is set for a clock of hours. While PAUSED,
    `counted_days` and `days_left` split the period; otherwise `days_left` runs from `today` to `due_on`.
    `ends_on` is the last day of the period before it moves to a working day. `stops` are the first and last days of
    the runs of days that do not count and have ended; `stopped_days` counts them.
    """

    regime: ClockRegime
    state: ClockState
    received_on: date
    started_on: date | None = None
    due_on: date | None = None
    due_at: datetime | None = None
    target_on: date | None = None
    original_due_on: date | None = None
    extension_notice_by: date | None = None
    ends_on: date | None = None
    paused_on: date | None = None
    stops: tuple[tuple[date, date], ...] = ()
    stopped_days: int = 0
    counted_days: int | None = None
    days_left: int | None = None
    extended: bool = False
    steps: tuple[Step, ...] = ()

    @property
    def answer(self) -> str:
        """The due date as one word: an ISO date, an ISO time in London, or the name of a state without a date."""
        if self.due_at is not None:
            return self.due_at.isoformat(timespec="seconds" if self.due_at.second else "minutes")
        if self.due_on is not None:
            return self.due_on.isoformat()
        return ANSWERS[self.state]

    def left_out_by(self, day: date) -> int:
        """How many days have not counted by the end of a day, those of a question that is still open included."""
        return self.stopped_days + (max(0, (day - self.paused_on).days + 1) if self.paused_on is not None else 0)

    def is_on_time(self, sent_on: date) -> bool:
        """Whether a response sent on a London date meets the statutory date. With no date there is nothing to miss."""
        return self.due_on is None or sent_on <= self.due_on
