"""A text as words with their places, folded like the names they are compared with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workers.finding.folding import fold

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
POSSESSIVES = ("'s", "’s", "'S", "’S")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|[_\-.+]+")


@dataclass(frozen=True, slots=True)
class Word:
    """One word, folded and without "'s", and the half-open span where it stands."""

    text: str
    start: int
    end: int
    is_capital: bool


def words_of(text: str) -> Iterator[Word]:
    """Give the words of a text."""
    for found in _WORD.finditer(text):
        raw = found.group()
        bare = raw[:-2] if raw[-2:] in POSSESSIVES else raw
        yield Word(fold(bare), found.start(), found.end(), raw[0].isupper())


def vocabulary(text: str) -> set[str]:
    """The different words of a text as they are written."""
    return set(_WORD.findall(text))


def path_text(path: str) -> str:
    """A path as a text: folders, file name and the words inside them apart."""
    return _CAMEL.sub(" ", path.replace("/", "\n").replace("!", "\n"))
