"""A text as the detectors read it: one alphabet, one kind of space, no hidden or line-breaking marks.

`plain` keeps the writer's capitals and `folded` is its lower case, character for character. Where characters were taken
out or spelled out, `starts` and `ends` lead back to the code points of the original.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

# Letters of other alphabets that look like ours: how a name hides from a search, by accident of OCR or on purpose.
_LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТХУаеорсхуіјѕԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοıłŁøØđĐðÐþÞ",
    "ABEKMHOPCTXYaeopcxyijsdqwABEZHIKMNOPTYXoilLoOdDdDpP",
)
_QUOTES_AND_DASHES = str.maketrans("‘’‚‛ʼ`´′“”„‟″‐‑‒–—―−", "''''''''\"\"\"\"\"-------")
# Soft hyphens, zero-width marks, direction marks and combining accents: unseen, or part of the letter before them.
_UNSEEN = "\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe00-\ufe0f\u0300-\u036f"
_TAKEN_OUT = re.compile(rf"[{_UNSEEN}]+|(?<=[a-z])[-\u2010\u2011\u00ad][ \t]*\r?\n[ \t]*(?=[a-z])")
_SPELLED_OUT = re.compile(
    "[\u00bc-\u00be\u00c6\u00df\u00e6\u0132\u0133\u0152\u0153\u01c4-\u01cc\u1e9e\u2116\u2121\u3300-\u33ff\ufb00-\ufb4f]"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One unit's text, ready for detection; `starts` and `ends` are empty when nothing moved."""

    text: str
    plain: str
    folded: str
    starts: array[int]
    ends: array[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of `text` behind a half-open, non-empty span of `plain`."""
        if not self.starts:
            return start, end
        return self.starts[start], self.ends[end - 1]


def read(text: str) -> Reading:
    """The reading of one unit's text."""
    nothing: array[int] = array("l")
    if text.isascii() and not _TAKEN_OUT.search(text):
        plain = _one_space(text)
        return Reading(text, plain, plain.lower(), nothing, nothing)
    if not _TAKEN_OUT.search(text) and not _SPELLED_OUT.search(text):
        plain = _one_space("".join(map(_letter, text)))
        return Reading(text, plain, plain.lower(), nothing, nothing)
    starts, ends, kept = array("l"), array("l"), []
    for start, end, letters in _pieces(text):
        kept.append(letters)
        starts.extend([start] * len(letters))
        ends.extend([end] * len(letters))
    plain = _one_space("".join(kept))
    return Reading(text, plain, plain.lower(), starts, ends)


def fold(name: str) -> str:
    """A name or term folded exactly as a text is, with its runs of spaces made one."""
    return " ".join(read(name).folded.split())


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """Each kept character with the span it stands for; what was taken out belongs to the character before it."""
    gone = {place for match in _TAKEN_OUT.finditer(text) for place in range(*match.span())}
    place = 0
    while place < len(text):
        start, place = place, place + 1
        if start in gone:
            continue
        while place in gone:
            place += 1
        letter = text[start]
        yield start, place, _spelled(letter) if _SPELLED_OUT.match(letter) else _letter(letter)


def _spelled(letter: str) -> str:
    special = {"ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE"}
    return special.get(letter) or unicodedata.normalize("NFKC", letter)


_KNOWN_LETTERS: dict[str, str] = {}


def _letter(letter: str) -> str:
    """One character for one character: its base letter, in the Latin alphabet where it has a twin there."""
    known = _KNOWN_LETTERS.get(letter)
    if known is not None:
        return known
    base = letter.translate(_LOOKALIKES).translate(_QUOTES_AND_DASHES)
    for form in ("NFKC", "NFD"):
        spelled = unicodedata.normalize(form, base)
        marks_off = "".join(mark for mark in spelled if not unicodedata.combining(mark))
        if len(marks_off) == 1:
            base = marks_off
    base = base.translate(_LOOKALIKES)
    if base.isspace() and base not in "\n\r\t\f\v":
        base = " "
    _KNOWN_LETTERS[letter] = base
    return base


_SPACES = str.maketrans({"\t": " ", "\v": " ", "\f": "\n", "\r": " ", "\u2028": "\n", "\u2029": "\n", "\x85": "\n"})


def _one_space(text: str) -> str:
    return text.translate(_SPACES) if _HAS_SPACES.search(text) else text


_HAS_SPACES = re.compile("[\t\v\f\r\u2028\u2029\x85]")
