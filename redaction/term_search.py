"""Where given strings stand in a text, however their letters are spaced, cased, accented or broken over lines."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

LONG_ENOUGH = 8


def find_terms(text: str, terms: Sequence[str]) -> list[tuple[int, int]]:
    """Half-open spans of every term in the text.

    Letters and digits are compared without case and accents; blanks and punctuation between them may differ. A term of
    fewer than eight letters must stand as words of its own, with breaks only where it has them or at a line's end.
    """
    letters, places = _squeezed(text)
    found: list[tuple[int, int]] = []
    for term in terms:
        wanted, _ = _squeezed(term)
        if not wanted:
            found += _literal(text, term)
            continue
        at = letters.find(wanted)
        while at >= 0:
            start, end = places[at], places[at + len(wanted) - 1] + 1
            if len(wanted) >= LONG_ENOUGH or (_is_alone(text, start, end) and _fits(text[start:end], term)):
                found.append((start, end))
            at = letters.find(wanted, at + 1)
    return sorted(set(found))


def _squeezed(text: str) -> tuple[str, list[int]]:
    letters, places = [], []
    for at, character in enumerate(text):
        if not character.isalnum():
            continue
        for base in unicodedata.normalize("NFKD", character).casefold():
            if base.isalnum():
                letters.append(base)
                places.append(at)
    return "".join(letters), places


def _literal(text: str, term: str) -> Iterable[tuple[int, int]]:
    at = text.find(term)
    while at >= 0 and term:
        yield at, at + len(term)
        at = text.find(term, at + len(term))


def _is_alone(text: str, start: int, end: int) -> bool:
    return not (start and text[start - 1].isalnum()) and not (end < len(text) and text[end].isalnum())


def _fits(found: str, term: str) -> bool:
    """Whether a match has breaks only where the term has them, or at the end of a line."""
    if "\n" in found:
        found = found.replace("-\n", "").replace("\n", " ")
    runs = ["".join(one for one in word if one.isalnum()) for word in found.split()]
    wanted = ["".join(one for one in word if one.isalnum()) for word in term.split()]
    return len([run for run in runs if run]) == len([word for word in wanted if word])
