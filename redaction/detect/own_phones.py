"""Listed people's phone numbers however little of them is written: without the 0 or with a letter O in its place.

A spreadsheet drops the leading 0 of a number, and a scan reads it as a letter; only numbers of listed people are known
well enough to be recognised by what is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from redaction.detect import validators

# Fewest digits of a national significant number that still points to one line. Source: Ofcom numbering plan.
_FEWEST_DIGITS = 9
_BETWEEN = r"[ .\n-]{0,2}"
_MISREAD = {"0": "[0Oo]", "1": "[1lI]"}
_PREFIX = re.compile(r"(?:(?:\+|(?<![\d])00|(?<!\d))44[ .-]{0,2}(?:\(0\)[ .-]?)?|\(?(?<![A-Za-z\d])[0Oo][ .-]?)$")


def national(number: str) -> str:
    """The national significant number: the digits without the country code and the leading 0."""
    return validators.phone(number).lstrip("0")


def spellings(number: str) -> tuple[str, ...]:
    """The canonical spellings a number is looked up by: as listed, with its 0 and without."""
    bare = national(number)
    found = (validators.phone(number), *((f"0{bare}", bare) if len(bare) >= _FEWEST_DIGITS else ()))
    return tuple(dict.fromkeys(found))


def pattern_of(numbers: Iterable[str]) -> re.Pattern[str] | None:
    """What finds the national significant numbers, or None when there are none."""
    known = sorted({bare for bare in map(national, numbers) if len(bare) >= _FEWEST_DIGITS}, key=len, reverse=True)
    written = "|".join(_BETWEEN.join(_MISREAD.get(digit, digit) for digit in bare) for bare in known)
    return re.compile(rf"(?:(?<!\d)|(?<=44)|(?<=(?<!\d)0))(?:{written})(?!\d)") if known else None


def spans(plain: str, pattern: re.Pattern[str]) -> Iterable[tuple[int, int, str]]:
    """Where listed numbers stand, with what stands there of their prefix, and their digits with the 0."""
    for match in pattern.finditer(plain):
        start, end = match.span()
        prefix = _PREFIX.search(plain, max(0, start - 10), start)
        digits = re.sub(r"[^\d]", "", match.group().translate({79: "0", 111: "0", 108: "1", 73: "1"}))
        yield (prefix.start() if prefix else start), end, f"0{digits.lstrip('0')}"
