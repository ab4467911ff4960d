"""The trained name tagger: a small linear-chain conditional random field over the tokens of a line.

The model and its figures are described in `docs/name-tagger.md`; `python -m redaction.training.train` makes it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pycrfsuite

from redaction.lexicon import PLACE_WORDS, family_names, given_names, is_calendar_word, is_title, is_word, places

MODEL = "unknown.crfsuite"
# Marked when the tagger gives it at least this chance of being part of a name; set on the development judgments.
THRESHOLD = 0.35
_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]|_")
_LINE = re.compile(r"[^\n\r\t]+")
_SENTENCE_END = re.compile(r"(?<=[a-z\d)”\"][.!?])[ ]+(?=[A-Z“\"])")
_CAPITAL = re.compile(r"[A-Z]")
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark of a text, and where it stands."""

    text: str
    start: int
    end: int


def sentences(plain: str) -> Iterator[list[Token]]:
    """The token sequences that are tagged as one: sentences, and lines where there are no sentences."""
    for line in _LINE.finditer(plain):
        start = line.start()
        for break_ in [*_SENTENCE_END.finditer(line.group()), None]:
            end = line.start() + break_.start() if break_ else line.end()
            tokens = [Token(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(plain, start, end)]
            for place in range(0, len(tokens), _LONGEST):
                yield tokens[place : place + _LONGEST]
            start = line.start() + break_.end() if break_ else end


def features(tokens: Sequence[Token]) -> list[list[str]]:
    """What the tagger sees of each token: itself, its shape, the word lists it is in, and its two neighbours each
    side."""
    own = [_own(token.text) for token in tokens]
    rows = []
    for place, (token, seen) in enumerate(zip(tokens, own, strict=True)):
        row = ["bias", "w=" + token.text.lower(), *seen]
        row += (
            ["end3=" + token.text[-3:].lower(), "start2=" + token.text[:2].lower()] if token.text[0].isupper() else []
        )
        for step in (-2, -1, 1, 2):
            other = place + step
            if 0 <= other < len(tokens):
                row.append(f"{step}:w={tokens[other].text.lower()}")
                row.extend(f"{step}:{one}" for one in own[other])
            else:
                row.append(f"{step}:edge")
        rows.append(row)
    return rows


@cache
def _own(text: str) -> tuple[str, ...]:
    folded = text.lower()
    bare = folded.removesuffix("'s")
    found = ["shape=" + _shape(text)]
    checks = (
        ("given", bare in given_names()),
        ("family", bare in family_names()),
        ("word", is_word(bare)),
        ("title", is_title(folded)),
        ("calendar", is_calendar_word(folded)),
        ("place", folded in PLACE_WORDS),
        ("region", bare in places()),
    )
    found += [name for name, holds in checks if holds]
    return tuple(found)


def _shape(text: str) -> str:
    if not text[0].isalnum():
        return text[0]
    if text.isdigit():
        return "9"
    if len(text) == 1:
        return "X" if text.isupper() else "x"
    if text.isupper():
        return "XX"
    return "Xx" if text[0].isupper() else "xx"


def people_in(plain: str) -> Iterator[tuple[int, int]]:
    """Half-open spans of what the tagger takes for names."""
    tagger, _ = _tagger()
    for tokens in sentences(plain):
        if not any(token.text[0].isupper() and not _plain_word(token.text) for token in tokens):
            continue
        tagger.set(features(tokens))
        inside = [1.0 - tagger.marginal("O", place) >= THRESHOLD for place in range(len(tokens))]
        starts = [
            inside[place] and tagger.marginal("B", place) > tagger.marginal("I", place) for place in range(len(tokens))
        ]
        yield from _spans(tokens, inside, starts)


@cache
def _plain_word(text: str) -> bool:
    folded = text.lower()
    return is_word(folded) and folded not in given_names() and folded not in family_names() and not is_title(folded)


def _spans(tokens: Sequence[Token], inside: Sequence[bool], starts: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start = end = -1
    for token, within, begins in zip(tokens, inside, starts, strict=True):
        if start >= 0 and (not within or begins):
            yield start, end
            start = -1
        if within:
            owned = 2 if token.text.endswith(("'s", "’s")) else 0
            start, end = (token.start if start < 0 else start), token.end - owned
    if start >= 0:
        yield start, end


@cache
def _tagger() -> tuple[pycrfsuite.Tagger, bytes]:
    """The tagger and the model's bytes, which it reads in place and which must live as long."""
    tagger, model = pycrfsuite.Tagger(), files("redaction.detect").joinpath(MODEL).read_bytes()
    tagger.open_inmemory(model)
    return tagger, model
