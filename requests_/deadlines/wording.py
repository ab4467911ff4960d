"""How dates and counts are said in a step's sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date


def long_date(day: date) -> str:
    """A date as a letter writes it: Wednesday 15 July 2026."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def short_date(day: date) -> str:
    """A date without its weekday: 15 July 2026."""
    return f"{day.day} {day:%B %Y}"


def count_of(number: int, noun: str) -> str:
    """A number and its noun, in the right number: 1 day, 12 days."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listed(parts: Sequence[str]) -> str:
    """Parts joined as a sentence joins them: a, b and c."""
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
