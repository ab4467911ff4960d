"""What calls a program of a web server in the words about a picture: broken, and nothing else changed."""

from __future__ import annotations

import re
from collections.abc import Iterable

# PHP's short openings, which three bytes of a photo's pixels may spell by chance: there they are left.
# The long one, and what a browser runs, are refused wherever they stand (`second_kinds.py`).
_OPENS = re.compile(rb"<(?=\?(?:[=\s]|(?i:php)))")


def without_code(words: bytes) -> bytes:
    """The same bytes, as many, in which nothing opens a program: a blank stands for each sign that did."""
    return _OPENS.sub(b" ", words)


def blanked(content: bytes, places: Iterable[tuple[int, int]]) -> bytes:
    """A file whose stretches of words, each by its beginning and end, open no program."""
    written, done = bytearray(content), 0
    # However often a file names the same bytes, they are read once.
    for first, last in sorted(places):
        begin, done = max(first, done), max(last, done)
        written[begin:last] = without_code(content[begin:last])
    return bytes(written)
