"""How dates, counts and sentences of a step are said: in English, and so that they can be said in another language.

Each is a text like any other; what it was made of stays with it, for whoever says it to people who read no English.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date


class Dated(str):
    """A date in words."""

    day: date
    has_weekday: bool


class Counted(str):
    """A number with its noun: a day, a month."""

    number: int
    noun: str


class Listed(str):
    """Several things, one after another."""

    parts: tuple[str, ...]


class MonthNamed(str):
    """The name of a date's month."""

    day: date


class Said(str):
    """A sentence: its words with `{name}` places, and what stands in them."""

    words: str
    values: dict[str, str]


def long_date(day: date) -> Dated:
    """A date as a letter writes it: Wednesday 15 July 2026."""
    return _dated(f"{day:%A} {day.day} {day:%B %Y}", day, has_weekday=True)


def short_date(day: date) -> Dated:
    """A date without its weekday: 15 July 2026."""
    return _dated(f"{day.day} {day:%B %Y}", day, has_weekday=False)


def month_name(day: date) -> MonthNamed:
    """The month of a date: February."""
    made = MonthNamed(f"{day:%B}")
    made.day = day
    return made


def count_of(number: int, noun: str) -> Counted:
    """A number and its noun, in the right number: 1 day, 12 days."""
    made = Counted(f"{number} {noun}" if number == 1 else f"{number} {noun}s")
    made.number, made.noun = number, noun
    return made


def listed(parts: Sequence[str]) -> Listed:
    """Parts joined as a sentence joins them: a, b and c."""
    made = Listed(" and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]])))
    made.parts = tuple(parts)
    return made


def said(words: str, **values: str) -> Said:
    """A sentence with its places filled."""
    made = Said(words.format(**values))
    made.words, made.values = words, values
    return made


def _dated(words: str, day: date, *, has_weekday: bool) -> Dated:
    made = Dated(words)
    made.day, made.has_weekday = day, has_weekday
    return made
