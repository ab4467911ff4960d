"""Dates and names as stores write them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, start=1)}
_YEAR_FIRST = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:\D|$)")
_DAY_FIRST = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:\D|$)")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:\D|$)")
_WORDED = re.compile(
    r"^(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+([a-z]{3})[a-z]*\.?,?[\s-]+(\d{4}|\d{2})\b", re.IGNORECASE
)
_MONTH_FIRST = re.compile(r"^([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b", re.IGNORECASE)
_NAMED_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)")
_NAMED_DAY_FIRST = re.compile(r"(?<!\d)(\d{2})[-_.](\d{2})[-_.]((?:19|20)\d{2})(?!\d)")
_SERIAL_START = date(1899, 12, 30)


def parsed_date(value: object) -> date | None:
    """Read a date as a British office writes it (day first), or as a database does; None when it is no date."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip() if value is not None else ""
    if not text:
        return None
    if found := _YEAR_FIRST.match(text) or _COMPACT.match(text):
        return _made(found.group(1), found.group(2), found.group(3))
    if found := _DAY_FIRST.match(text):
        return _made(found.group(3), found.group(2), found.group(1))
    if found := _WORDED.match(text):
        return _made(found.group(3), str(_MONTHS.get(found.group(2).lower(), 0)), found.group(1))
    if found := _MONTH_FIRST.match(text):
        return _made(found.group(3), str(_MONTHS.get(found.group(1).lower(), 0)), found.group(2))
    if re.fullmatch(r"\d{5}(\.0+)?", text) and 20_000 <= float(text) <= 60_000:
        return _SERIAL_START + timedelta(days=int(float(text)))  # a spreadsheet's day number
    return None


def _made(year: str, month: str, day: str) -> date | None:
    full = int(year)
    if full < 100:
        full += 2000 if full < 45 else 1900
    try:
        return date(full, int(month), int(day))
    except ValueError:
        return None


def dated_in_name(file_name: str) -> date | None:
    """The date a file name gives as `20251201`, `2025-12-01` or `01.12.2025`: better than the day it was copied."""
    if found := _NAMED_YEAR_FIRST.search(file_name):
        return _made(*found.groups())
    if found := _NAMED_DAY_FIRST.search(file_name):
        return _made(found.group(3), found.group(2), found.group(1))
    return None


def split_name(full: str) -> tuple[str, str]:
    """Split a full name into given and family name: "Family, Given" or "Given Family"."""
    if "," in full:
        family, given = (part.strip() for part in full.split(",", 1))
        return given, family
    words = full.split()
    while len(words) > 1 and words[0].strip(".").lower() in _TITLES:
        words = words[1:]
    if len(words) < 2:
        return "", full.strip()
    start = next((place for place, word in enumerate(words) if place and word.lower() in _PARTICLES), len(words) - 1)
    return " ".join(words[:start]), " ".join(words[start:])


_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "master", "prof", "rev", "sir", "pc", "ps", "sgt", "dc"})
_PARTICLES = frozenset({"van", "von", "de", "del", "della", "di", "da", "dos", "der", "den", "bin", "al", "el", "st"})
