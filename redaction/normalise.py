"""A text as the detectors read it: one alphabet, one kind of space, no hidden or line-breaking marks.

`plain` keeps the writer's capitals and `folded` is its lower case, character for character. Where characters were taken
out or spelled out, `starts` and `ends` lead back to the code points of the original.

In `plain` a tab ends a cell and a carriage return ends a row: no name and no number goes across either. A line feed
ends a line, and names and numbers may be broken there.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass

from redaction.values import UnitForm

# Letters of other alphabets that look like ours: how a name hides from a search, by accident of OCR or on purpose.
_LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТХУаеорсхуіјѕԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοıłŁøØđĐðÐþÞ",
    "ABEKMHOPCTXYaeopcxyijsdqwABEZHIKMNOPTYXoilLoOdDdDpP",
)
_QUOTES_AND_DASHES = str.maketrans("‘’‚‛ʼ`´′“”„‟″‐‑‒–—―−", "''''''''\"\"\"\"\"-------")
# Soft hyphens, zero-width marks, direction marks and combining accents: unseen, or part of the letter before them.
_UNSEEN = "\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe00-\ufe0f\u0300-\u036f"
_UNSEEN_MARKS = re.compile(f"[{_UNSEEN}]+")
# A word parted at the end of a line; looked for from its hyphen, of which there are fewer than letters.
_OVER_LINES = re.compile(
    r"[-\u2010\u2011\u00ad](?:(?<=[A-Za-z].)[ ]*\r?\n[ ]*(?=[a-z])|(?<=[A-Z][A-Z].)[ ]*\r?\n[ ]*(?=[A-Z]{2}))"
)
_SPELLED = (
    "[\u00bc-\u00be\u00c6\u00df\u00e6\u0132\u0133\u0152\u0153\u01c4-\u01cc\u1e9e\u2116\u2121\u3300-\u33ff\ufb00-\ufb4f]"
)
_SPELLED_OUT = re.compile(_SPELLED)
_MOVED_IN_ROWS = re.compile(f"[{_UNSEEN}]+|{_SPELLED}")
_MOVED = re.compile(
    r"(?<=[A-Za-z])[-\u2010\u2011\u00ad][ ]*\r?\n[ ]*(?=[a-z])|"
    r"(?<=[A-Z][A-Z])[-\u2010\u2011\u00ad][ ]*\r?\n[ ]*(?=[A-Z]{2})"
    rf"|[{_UNSEEN}]+|{_SPELLED}"
)


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One unit's text, ready for detection; `starts` and `ends` are empty when nothing moved."""

    text: str
    plain: str
    folded: str
    starts: array[int]
    ends: array[int]
    form: UnitForm = UnitForm.PROSE

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of `text` behind a half-open, non-empty span of `plain`."""
        if not self.starts:
            return start, end
        return self.starts[start], self.ends[end - 1]


def read(text: str, form: UnitForm = UnitForm.PROSE) -> Reading:
    """The reading of one unit's text."""
    nothing: array[int] = array("l")
    spaces = _OF_ROWS if form in ROW_FORMS else _OF_LINES
    if form not in ROW_FORMS and _OVER_LINES.search(text) or not text.isascii() and _UNSEEN_MARKS.search(text):
        return _moved(text, form)
    if not text.isascii():
        if _SPELLED_OUT.search(text):
            return _moved(text, form)
        plain = _in_one_alphabet(text).translate(spaces)
    else:
        plain = text.translate(spaces) if _HAS_SPACES.search(text) or form in ROW_FORMS else text
    return Reading(text, plain, plain.lower(), nothing, nothing, form)


def fold(name: str) -> str:
    """A name or term folded exactly as a text is, with its runs of spaces made one."""
    return " ".join(read(name).folded.split())


def _moved(text: str, form: UnitForm) -> Reading:
    """The reading of a text whose characters do not all stand where they stood."""
    starts, ends, kept = array("l"), array("l"), []
    place = 0
    for match in (_MOVED_IN_ROWS if form in ROW_FORMS else _MOVED).finditer(text):
        start, end = match.span()
        kept.append(text[place:start])
        starts.extend(range(place, start))
        ends.extend(range(place + 1, start + 1))
        letters = _spelled(match.group()) if _SPELLED_OUT.match(match.group()) else ""
        kept.append(letters)
        starts.extend([start] * len(letters))
        ends.extend([end] * len(letters))
        if not letters and ends:
            ends[-1] = end  # what was taken out belongs to the character before it
        place = end
    kept.append(text[place:])
    starts.extend(range(place, len(text)))
    ends.extend(range(place + 1, len(text) + 1))
    plain = _in_one_alphabet("".join(kept)).translate(_OF_ROWS if form in ROW_FORMS else _OF_LINES)
    return Reading(text, plain, plain.lower(), starts, ends, form)


def _in_one_alphabet(text: str) -> str:
    return text if text.isascii() else _NOT_PLAIN.sub(lambda match: _letter(match.group()), text)


def _spelled(letter: str) -> str:
    special = {"ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE"}
    return special.get(letter) or unicodedata.normalize("NFKC", letter)


_NOT_PLAIN = re.compile(r"[^\x00-\x1b !-_a-~\x7f]")  # what `_letter` may change
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
    if base.isspace() and base not in "\n\r\t\f\v\x85\u2028\u2029":
        base = " "
    _KNOWN_LETTERS[letter] = base
    return base


ROW_FORMS = frozenset({UnitForm.TABLE, UnitForm.FIELDS})
_HAS_SPACES = re.compile("[\v\f\r\u2028\u2029\x85]")
_LINES = {"\v": " ", "\f": "\n", "\r": " ", "\u2028": "\n", "\u2029": "\n", "\x85": "\n"}
_OF_LINES = str.maketrans(_LINES)
_OF_ROWS = str.maketrans({**_LINES, "\n": "\r"})
