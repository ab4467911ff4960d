"""The statutory clock as a caseworker reads it at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_.deadlines.statutory_clock import ClockReading
from requests_.model.case import Case
from requests_.model.desk import ACKNOWLEDGED, ENDED, KeptDate, pending_due_on
from templates.filters import plural, uk_date

SOON_DAYS = 7


@dataclass(frozen=True, slots=True)
class ClockWords:
    """A headline, a line below it, and how alarming it is: calm, warn, late or still."""

    headline: str
    detail: str
    tone: str
    is_late: bool = False


def case_in_words(case: Case, reading: ClockReading, today: date) -> ClockWords:
    """What the clock of a case comes to today: for a complaint, whether it was acknowledged (DPA 2018 s.164A(3))."""
    told_on, due_on = case.acknowledged_on, reading.due_on
    if told_on is not None and case.responded_on is None and case.stage not in ENDED:
        is_late = due_on is not None and told_on > due_on
        headline = "Acknowledged late" if is_late else "Acknowledged"
        return ClockWords(headline, f"on {uk_date(told_on)}. Answer without undue delay", "still")
    due_on = pending_due_on(case, due_on) if case.responded_on is None else due_on
    return in_words(reading.state, due_on, case.responded_on, today, stage=case.stage)


def in_words(state: str, due_on: date | None, responded_on: date | None, today: date, *, stage: str = "") -> ClockWords:
    """What the clock comes to today; `stage` is where the case has come to."""
    if responded_on is None and stage in ENDED:
        return ClockWords("Nothing is due", "This case has ended", "still")
    if responded_on is not None:
        on_time = due_on is None or responded_on <= due_on
        headline = "Answered" if on_time else "Answered late"
        late = "" if due_on is None or on_time else f", {plural((responded_on - due_on).days, 'day')} late"
        return ClockWords(headline, f"on {uk_date(responded_on)}{late}", "still", is_late=not on_time)
    if state == ACKNOWLEDGED:
        return ClockWords("Acknowledged", "Answer without undue delay", "still")
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
