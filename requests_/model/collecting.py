"""How long a copy lies ready for whoever asked for it."""

from __future__ import annotations

from datetime import date, timedelta

COLLECT_DAYS = 90


def collect_until(responded_on: date) -> date:
    """The last day on which a copy is collected; afterwards it is sent when somebody asks."""
    return responded_on + timedelta(days=COLLECT_DAYS)
