"""Spans of a unit's text → boxes on its page, and back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from redaction.values import Box, TextUnit, WordBox

EDGE = 0.3


def words_touched(unit: TextUnit, start: int, end: int) -> list[WordBox]:
    """The words of a unit that a half-open span touches, in order."""
    first = max(0, bisect_right(unit.words, start, key=_start_of) - 1)
    found = []
    for word in unit.words[first:]:
        if word.start >= end:
            break
        if word.end > start:
            found.append(word)
    return found


def _start_of(word: WordBox) -> int:
    return word.start


def boxes_of(unit: TextUnit, start: int, end: int) -> tuple[Box, ...]:
    """Where a span stands on its page: one box a line, part of a word by its share of letters."""
    return merged([part_of_word(word, start, end) for word in words_touched(unit, start, end)])


def part_of_word(word: WordBox, start: int, end: int) -> Box:
    """The box of the letters of a word that a span covers, as if all its letters were equally wide."""
    length = max(1, word.end - word.start)
    left = max(0, start - word.start) / length
    right = min(length, end - word.start) / length
    box = word.box
    if box.y1 - box.y0 > 2 * (box.x1 - box.x0) and length > 2:  # text that runs up or down the page
        return box
    width = box.x1 - box.x0
    # A quarter letter of slack: letters are not equally wide, and too much black is better than a letter left.
    slack = 0.25 * width / length
    x0 = box.x0 + left * width - (slack if left else 0)
    return Box(x0, box.y0, box.x0 + right * width + (slack if right < 1 else 0), box.y1)


def merged(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """Boxes that follow one another on one line as one box."""
    lines: list[Box] = []
    for box in boxes:
        last = lines[-1] if lines else None
        if last is not None and (_same_line(last, box) or _same_column(last, box)):
            lines[-1] = Box(min(last.x0, box.x0), min(last.y0, box.y0), max(last.x1, box.x1), max(last.y1, box.y1))
        else:
            lines.append(box)
    return tuple(lines)


def _same_line(one: Box, other: Box) -> bool:
    height = min(one.y1 - one.y0, other.y1 - other.y0)
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return shared > 0.6 * height and -height < other.x0 - one.x1 < 1.2 * height


def _same_column(one: Box, other: Box) -> bool:
    """Whether two words run up or down the page one after the other."""
    if one.y1 - one.y0 <= one.x1 - one.x0:
        return False
    width = min(one.x1 - one.x0, other.x1 - other.x0)
    shared = min(one.x1, other.x1) - max(one.x0, other.x0)
    return shared > 0.6 * width and -width < max(one.y0, other.y0) - min(one.y1, other.y1) < 1.2 * width


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share more than the edges that lines set close share."""
    wide = min(one.x1, other.x1) - max(one.x0, other.x0)
    high = min(one.y1, other.y1) - max(one.y0, other.y0)
    shorter = min(one.y1 - one.y0, other.y1 - other.y0)
    narrower = min(one.x1 - one.x0, other.x1 - other.x0)
    return wide > EDGE * narrower and high > EDGE * shorter


def span_under(unit: TextUnit, box: Box) -> tuple[int, int] | None:
    """The span of the words whose middle lies in a box drawn on the page, or None when there are none."""
    inside = [
        word
        for word in unit.words
        if box.x0 <= (word.box.x0 + word.box.x1) / 2 <= box.x1 and box.y0 <= (word.box.y0 + word.box.y1) / 2 <= box.y1
    ]
    return (min(word.start for word in inside), max(word.end for word in inside)) if inside else None
