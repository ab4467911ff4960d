from datetime import date, timedelta

import pytest

from portal.staff.clock_words import in_words

TODAY = date(2026, 6, 15)


@pytest.mark.parametrize(
    ("state", "due_in", "answered_in", "headline", "tone"),
    [
        ("running", 30, None, "30 days left", "calm"),
        ("running", 8, None, "8 days left", "calm"),
        ("running", 7, None, "7 days left", "warn"),
        ("running", 1, None, "1 day left", "warn"),
        ("running", 0, None, "Due today", "late"),
        ("running", -1, None, "1 day late", "late"),
        ("running", -40, None, "40 days late", "late"),
        ("paused", None, None, "Stopped", "still"),
        ("not_started", None, None, "Not started", "still"),
        ("running", 0, 0, "Answered", "still"),
        ("running", -2, -1, "Answered late", "still"),
        ("not_in_force", None, None, "No due date", "still"),
    ],
)
def test_the_clock_in_words(state: str, due_in: int | None, answered_in: int | None, headline: str, tone: str) -> None:
    due_on = None if due_in is None else TODAY + timedelta(days=due_in)
    answered_on = None if answered_in is None else TODAY + timedelta(days=answered_in)
    words = in_words(state, due_on, answered_on, TODAY)
    assert (words.headline, words.tone) == (headline, tone)
    assert words.is_late == headline.endswith("late")
    assert words.detail.endswith(", 1 day late") == (headline == "Answered late")
