"""Where each sort of identifier can stand in a text at all, so that the slow tests are made only there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from ahocorasick_rs import AhoCorasick

from redaction.detect.dates import MONTH, worded_days
from redaction.detect.identifiers.rows import Identifier, Near

# Characters to read left and right of what an identifier stands beside.
_REACH = {
    Near.AT: (70, 70),
    Near.LONG_NUMBER: (12, 12),
    Near.LETTERED_NUMBER: (8, 8),
    Near.LETTER: (8, 8),
    Near.STREET_NUMBER: (60, 70),
    Near.DATE: (16, 30),
    Near.LABEL: (4, 24),
}
_LABEL_REACH = 90
# Numbers with what may stand inside one, signs of an address on the net.
_NUMBERS = re.compile(r"[0-9](?:[ .()/\n-]{0,2}[0-9])*")
_SIGNS = re.compile(r"@|\.com/|https?:")
_STREET_NEXT = re.compile(r"[A-Za-z]?,? [A-Z]")
_DATE_NEXT = re.compile(r"[ ]?(?:st|nd|rd|th)?[ \n-]{0,2}(?:of )?[A-Za-z]{3}")
_DATE_BEFORE = re.compile(rf"\b{MONTH}\.?,?[ \n]{{1,2}}(?:the[ \n]{{1,2}})?'?$", re.I)


def windows_of(plain: str, folded: str) -> dict[Near, list[tuple[int, int]]]:
    """The stretches of a text that can hold each sort of identifier, widened to whole words, touching ones joined."""
    windows: dict[Near, list[tuple[int, int]]] = {}
    length = len(plain)
    signs = _SIGNS.finditer(plain) if "@" in plain or ".com/" in plain or "http" in plain else ()
    for mark in chain(_NUMBERS.finditer(plain), signs):
        start, end = mark.span()
        for near in _sorts(plain, mark.group(), start, end):
            left, right = _REACH[near]
            low, high = max(0, start - left), min(length, end + right)
            while high < length and not plain[high].isspace():
                high += 1
            known = windows.setdefault(near, [])
            if known and low <= known[-1][1]:
                known[-1] = (known[-1][0], high)
            else:
                known.append((low, high))
    worded = worded_days(folded)
    if worded:
        windows[Near.DATE] = _joined([*windows.get(Near.DATE, ()), *worded])
    return windows


def _joined(windows: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches in order, those that touch made one."""
    kept: list[tuple[int, int]] = []
    for low, high in sorted(windows):
        if kept and low <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(kept[-1][1], high))
        else:
            kept.append((low, high))
    return kept


def _sorts(plain: str, mark: str, start: int, end: int) -> Iterator[Near]:
    """What the number or sign at a place may belong to."""
    if not mark[0].isdigit():
        yield Near.AT
        return
    yield Near.LABEL
    long = end - start > 5
    if end - start > 8 and sum(map(str.isdigit, mark)) > 8:
        yield Near.LONG_NUMBER
    if long and (plain[start - 1 : start].isalpha() or plain[start - 2 : start - 1].isalpha()):
        yield Near.LETTERED_NUMBER
    before, after = plain[start - 1 : start], plain[end : end + 1]
    if before.isalpha() or after.isalpha() or plain[end + 1 : end + 2].isalpha():
        yield Near.LETTER
    if end - start < 12 and _STREET_NEXT.match(plain, end):
        yield Near.STREET_NUMBER
    dated = long or _DATE_NEXT.match(plain, end) or (end - start == 4 and after != "%") or "/" in mark
    if dated or (end - start < 3 and _DATE_BEFORE.search(plain, max(0, start - 20), start)):
        yield Near.DATE


class Labels:
    """Where the words of a table of labelled identifiers stand in texts, found in one pass over each."""

    def __init__(self, rows: Iterable[Identifier]) -> None:
        self._words = tuple(sorted({word for row in rows for word in row.words}))
        self._automaton = AhoCorasick(self._words)

    def places(self, folded: str) -> dict[str, list[int]]:
        """Each word that is there and where it starts."""
        found: dict[str, list[int]] = {}
        for index, start, _ in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            found.setdefault(self._words[index], []).append(start)
        return found


def after_words(row: Identifier, folded: str, places: Mapping[str, Sequence[int]]) -> list[tuple[int, int]]:
    """The stretches after the words that a labelled identifier follows, from the words on, touching ones joined."""
    windows: list[tuple[int, int]] = []
    for start in sorted({start for word in row.words for start in places.get(word, ())}):
        end = min(len(folded), start + _LABEL_REACH)
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], end)
        else:
            windows.append((start, end))
    return windows
