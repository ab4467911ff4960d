"""The words of a page in the visitor's language, or in the words for young people. English is what the code says."""

from __future__ import annotations

from datetime import date

from portal.web import languages


def say(text: str, **values: object) -> str:
    """`text` as this visitor reads it, with `{name}` places filled."""
    return languages.current().fill(text, **values)


def day_in_words(day: date | None) -> str:
    """A date as this visitor reads it."""
    return languages.current().day(day)


def weekday_in_words(day: date | None) -> str:
    """A date with the day of the week as this visitor reads it."""
    return languages.current().day(day, with_weekday=True)
