"""What somebody typed, without what nobody can see."""

from __future__ import annotations

import re
import unicodedata
from itertools import dropwhile, takewhile

_LINE_BREAKS = {"\n"}
# The joiners, which part or bind the letters of a word where a script needs it: in Arabic, Persian, Urdu and the other
# scripts whose letters join, and in the scripts of India and Sri Lanka. Anywhere else nobody can see them.
_JOINERS = "\u200c\u200d"
_JOINER = "\u200d"
_JOINING = re.compile(
    "[\u0600-\u077f\u07c0-\u07ff\u0840-\u08ff\u0900-\u0dff\u1800-\u18aa\ua840-\ua873\ufb50-\ufdff\ufe70-\ufefc"
    "\U00010ac0-\U00010aff\U0001e900-\U0001e95f]"
)
_ANY_JOINERS = re.compile(f"[{_JOINERS}]+")
_VIRAMA_CLASS = 9
_MOST_MARKS = 30


def cleaned(typed: str, *, keep_lines: bool = False) -> str:
    """What somebody meant to type: composed characters, no control, format or surrogate characters, no stray blanks.

    Joiners stay between letters of the scripts that are written with them.
    """
    composed = unicodedata.normalize("NFC", stream_safe(typed.replace("\r\n", "\n").replace("\r", "\n")))
    kept = {*_JOINERS, *(_LINE_BREAKS if keep_lines else ())}
    visible = "".join(
        letter if letter in kept or unicodedata.category(letter)[0] != "C" else " " if letter in "\n\t" else ""
        for letter in composed
    )
    visible = _ANY_JOINERS.sub(_meant, visible)
    lines = (" ".join(line.split()) for line in visible.split("\n"))
    return "\n".join(lines).strip()


def stream_safe(text: str) -> str:
    """A text with at most thirty marks on a letter: ordering more of them takes the square of their number.

    Source: Unicode UAX 15, 13, "Stream-Safe Text Format"; no language puts more than that on a letter.
    """
    kept, marks = [], 0
    for letter in text:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks <= _MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


def _meant(joiners: re.Match[str]) -> str:
    """One joiner between two letters that it can join or part, or after a virama; nothing anywhere else."""
    text, start, end = joiners.string, *joiners.span()
    is_between = _can_join(text[start - 1 : start]) and _can_join(text[end : end + 1])
    return text[start] if is_between or _shapes(text[start], text[:start], text[end:]) else ""


def _shapes(joiner: str, before: str, after: str) -> bool:
    """Whether a joiner shapes a consonant that has lost its vowel, as at the end of a name in Malayalam.

    Source: Unicode UAX 31, 2.3.1, A2 and B, as UTS 39, 3.1.1 asks for: a letter, its marks, a virama and marks of it;
    then any letter where it parts, and no vowel sign where it joins.
    """
    marks = list(takewhile(lambda sign: unicodedata.category(sign)[0] == "M", reversed(before)))
    of_virama = takewhile(unicodedata.combining, marks)
    is_letter = unicodedata.category(before[-len(marks) - 1 : len(before) - len(marks)] or " ")[0] == "L"
    if not is_letter or _VIRAMA_CLASS not in map(unicodedata.combining, of_virama):
        return False
    if joiner == _JOINER:
        return "VOWEL SIGN" not in unicodedata.name(after[:1] or " ", "")
    letters = dropwhile(unicodedata.combining, after)
    return unicodedata.category(next(letters, " "))[0] == "L"


def _can_join(letter: str) -> bool:
    return bool(_JOINING.match(letter)) and unicodedata.category(letter)[0] in "LM"
