"""The statutory clock as a caseworker reads it at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_.model.desk import KeptDate
from templates.filters import plural, uk_date

SOON_DAYS = 7


@dataclass(frozen=True, slots=True)
class ClockWords:
    """A headline, a line below it, and how alarming it is: calm, warn, late or still."""

    headline: str
    detail: str
    tone: str
    is_late: bool = False


def in_words(state: str, due_on: date | None, responded_on: date | None, today: date) -> ClockWords:
    """What the clock comes to today."""
    if responded_on is not None:
        on_time = due_on is None or responded_on <= due_on
        headline = "Answered" if on_time else "Answered late"
        late = "" if due_on is None or on_time else f", {plural((responded_on - due_on).days, 'day')} late"
        return ClockWords(headline, f"on {uk_date(responded_on)}{late}", "still", is_late=not on_time)
    if state == "paused":
        return ClockWords("Stopped", "Waiting for the requester’s answer", "still")
    if state == "not_started":
        return ClockWords("Not started", "Waiting for what we asked for", "still")
    if due_on is None:
        return ClockWords("No due date", "", "still")
    days = (due_on - today).days
    if days < 0:
        return ClockWords(f"{plural(-days, 'day')} late", f"Was due {uk_date(due_on)}", "late", is_late=True)
    if days == 0:
        return ClockWords("Due today", uk_date(due_on), "late")
    return ClockWords(f"{plural(days, 'day')} left", f"Due {uk_date(due_on)}", "warn" if days <= SOON_DAYS else "calm")


def set_in_words(kept: KeptDate | None, today: date) -> ClockWords | None:
    """What the next date beside the law's own comes to today."""
    return None if kept is None else in_words("running", kept.due_on, None, today)
