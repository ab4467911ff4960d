"""What somebody typed, without what nobody can see."""

from __future__ import annotations

import re
import unicodedata

_LINE_BREAKS = {"\n"}
# The joiners, which part or bind the letters of a word where a script needs it: in Arabic, Persian and Urdu, and in the
# scripts of India and Sri Lanka. Anywhere else nobody can see them.
_JOINERS = "\u200c\u200d"
_JOINING = re.compile("[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc\u0900-\u0dff]")
_ANY_JOINERS = re.compile(f"[{_JOINERS}]+")


def cleaned(typed: str, *, keep_lines: bool = False) -> str:
    """What somebody meant to type: composed characters, no control, format or surrogate characters, no stray blanks.

    Joiners stay between letters of the scripts that are written with them.
    """
    composed = unicodedata.normalize("NFC", typed.replace("\r\n", "\n").replace("\r", "\n"))
    kept = {*_JOINERS, *(_LINE_BREAKS if keep_lines else ())}
    visible = "".join(
        letter if letter in kept or unicodedata.category(letter)[0] != "C" else " " if letter in "\n\t" else ""
        for letter in composed
    )
    visible = _ANY_JOINERS.sub(_meant, visible)
    lines = (" ".join(line.split()) for line in visible.split("\n"))
    return "\n".join(lines).strip()


def _meant(joiners: re.Match[str]) -> str:
    """One joiner between two letters that it can join or part; nothing anywhere else."""
    text, start, end = joiners.string, *joiners.span()
    return text[start] if _can_join(text[start - 1 : start]) and _can_join(text[end : end + 1]) else ""


def _can_join(letter: str) -> bool:
    return bool(_JOINING.match(letter)) and unicodedata.category(letter)[0] in "LM"
