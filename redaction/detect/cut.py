"""Listed names cut in the middle of a word: by a cell of a table, a line break, a hyphen, a stray space.

Neighbouring pieces are put together, and what they make counts when it is a form of a name, and when they are no words
of their own: "Qu|ill", "Bartholo-mew", "Q u i l l"; never "Ann|Marie" or "may be".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from redaction.lexicon import is_listed_name, is_word
from redaction.normalise import Reading

FEWEST_LETTERS = 4
MOST_PIECES = 24
_PIECE = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
# What may stand between two pieces: a cell's or a line's end with its hyphen, or one space or hyphen.
_CUT = re.compile(r"[ ]?-?[ ]?(?:[ ]*[\t\n\r|]){1,2}[ ]*|[ _-]|[ ]-|-[ ]")
_SPACE = re.compile(r"[ _-]")
_LETTER_GAP = re.compile(r"[ ._-]")


@dataclass(frozen=True, slots=True)
class Cuttable:
    """The forms long enough to be known in pieces, and everything that a first piece of one can be."""

    forms: frozenset[str]
    starts: frozenset[str]


def cuttable(forms: Iterable[str]) -> Cuttable:
    """What to look for, out of all forms."""
    long = frozenset(form for form in forms if len(form) >= FEWEST_LETTERS and not set(" .") & set(form))
    return Cuttable(long, frozenset(form[:length] for form in long for length in range(1, len(form))))


def cut_forms(reading: Reading, known: Cuttable) -> Iterator[tuple[int, int, str]]:
    """Half-open spans of `Reading.plain` and the form that is cut there."""
    pieces = _PIECE.findall(reading.folded) if known.forms else []
    found = [
        (first, count, form)
        for first, count, form in _made(pieces, known)
        if count == len(form) or not all(map(_is_own_word, pieces[first : first + count]))
    ]
    placed = [match.span() for match in _PIECE.finditer(reading.folded)] if found else []
    for first, count, form in found:
        places = placed[first : first + count]
        if _is_cut(reading, places) or (count == len(form) and _is_spaced(reading, places)):
            yield places[0][0], places[-1][1], form


def _made(pieces: list[str], known: Cuttable) -> Iterator[tuple[int, int, str]]:
    """Where neighbouring pieces make a form: the first of them, how many they are, and the form."""
    starts, forms = known.starts, known.forms
    possible = starts.intersection(pieces)
    for first in [place for place, piece in enumerate(pieces) if piece in possible]:
        made = pieces[first]
        for count, piece in enumerate(pieces[first + 1 : first + MOST_PIECES], start=2):
            made += piece
            if made in forms:
                yield first, count, made
            if made not in starts:
                break


def _is_spaced(reading: Reading, places: list[tuple[int, int]]) -> bool:
    """Whether a word is written letter by letter with one blank or stop between them."""
    gaps = (reading.plain[one[1] : other[0]] for one, other in zip(places, places[1:], strict=False))
    return all(map(_LETTER_GAP.fullmatch, gaps))


def _is_cut(reading: Reading, places: list[tuple[int, int]]) -> bool:
    """Whether pieces are one word, and no words that happen to follow one another."""
    plain, folded = reading.plain, reading.folded
    start, end = places[0][0], places[-1][1]
    gaps = [plain[one[1] : other[0]] for one, other in zip(places, places[1:], strict=False)]
    if not all(map(_CUT.fullmatch, gaps)):
        return False
    if not all(plain[low].islower() for low, _ in places[1:]) and not plain[start:end].isupper():
        return False
    own = [_is_own_word(folded[low:high]) for low, high in places]
    return not any(own) if any(map(_SPACE.fullmatch, gaps)) else not all(own)


def _is_own_word(piece: str) -> bool:
    return (len(piece) > 1 or piece in "ai") and (is_word(piece) or is_listed_name(piece))
