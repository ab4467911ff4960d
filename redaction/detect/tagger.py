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
# The end of a line, or of a sentence, which belongs to what it ends.
_BREAK = re.compile(r"[\n\r\t]+|(?P<stop>[.!?](?<=[a-z\d)”\"].))[ ]+(?=[A-Z“\"])")
_CAPITAL = re.compile(r"[A-Z](?<![A-Za-z0-9].)(?<![A-Za-z0-9]['-].)[A-Za-z0-9]*(?:['-][A-Za-z0-9]+)*")
_LONGEST = 120


@dataclass(slots=True)
class Token:
    """A word or a mark of a text, and where it stands."""

    text: str
    start: int
    end: int


def sentences(plain: str) -> Iterator[list[Token]]:
    """The token sequences that are tagged as one: sentences, and lines where there are no sentences."""
    for start, end in _stretches(plain):
        yield from _tokens(plain, start, end)


def _stretches(plain: str) -> Iterator[tuple[int, int]]:
    start = 0
    for break_ in _BREAK.finditer(plain):
        end = break_.end("stop") if break_["stop"] else break_.start()
        if start < end:
            yield start, end
        start = break_.end()
    if start < len(plain):
        yield start, len(plain)


def _tokens(plain: str, start: int, end: int) -> Iterator[list[Token]]:
    tokens = [Token(match.group(), *match.span()) for match in _TOKEN.finditer(plain, start, end)]
    for place in range(0, len(tokens), _LONGEST):
        yield tokens[place : place + _LONGEST]


def features(tokens: Sequence[Token]) -> list[list[str]]:
    """What the tagger sees of each token: itself, its shape, the word lists it is in, and its two neighbours each
    side."""
    beside = [_EDGES, _EDGES, *(_beside(token.text) for token in tokens), _EDGES, _EDGES]
    return [
        [*_itself(token.text), *beside[at][0], *beside[at + 1][1], *beside[at + 3][2], *beside[at + 4][3]]
        for at, token in enumerate(tokens)
    ]


_STEPS = (-2, -1, 1, 2)
_EDGES = tuple((f"{step}:edge",) for step in _STEPS)


@cache
def _itself(text: str) -> tuple[str, ...]:
    """What is seen of a token as such."""
    folded = text.lower()
    ends = ("end3=" + text[-3:].lower(), "start2=" + text[:2].lower()) if text[0].isupper() else ()
    return ("bias", "w=" + folded, *_own(text), *ends)


@cache
def _beside(text: str) -> tuple[tuple[str, ...], ...]:
    """What is seen of a token from each of the places about it, two before it to two after."""
    seen = ("w=" + text.lower(), *_own(text))
    return tuple(tuple(f"{step}:{one}" for one in seen) for step in _STEPS)


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
    # Most sentences have no capital but their first, of a word: they are not even taken apart.
    names = [one.start() for one in _CAPITAL.finditer(plain) if not _plain_word(one.group())]
    is_ascii, at = plain.isascii(), 0
    for start, end in _stretches(plain):
        while at < len(names) and names[at] < start:
            at += 1
        if is_ascii and not (at < len(names) and names[at] < end):
            continue
        for tokens in _tokens(plain, start, end):
            if all(_plain_word(token.text) for token in tokens if token.text[0].isupper()):
                continue
            tagger.set(features(tokens))
            others = [tagger.marginal("O", place) for place in range(len(tokens))]
            inside = [1.0 - other >= THRESHOLD for other in others]
            starts = [
                within and tagger.marginal("B", place) > tagger.marginal("I", place)
                for place, within in enumerate(inside)
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
