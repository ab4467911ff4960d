"""A unit's text cut at its marks, and the same marks as boxes on its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from portal.web.resources import PageBox, ReadUnit
from requests_.store.queries.review import MarkRow


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text; `mark` is None between marks."""

    text: str
    mark: MarkRow | None = None


@dataclass(frozen=True, slots=True)
class MarkedBox:
    """A mark's rectangle on the page, and how the mark stands."""

    box: PageBox
    state: str


def state_of(mark: MarkRow) -> str:
    """`withhold` or `disclose` once decided (or proposed to be shown), else `refer`: a person has still to decide."""
    if mark.decision is not None:
        return mark.decision
    return "disclose" if mark.disposition == "disclose" else "refer"


def stretches(unit: ReadUnit, marks: Iterable[MarkRow]) -> Iterator[Stretch]:
    """The whole text in order. Where marks overlap, the shortest has the words: a name stands in its passage."""
    shortest_first = sorted(marks, key=lambda mark: (mark.end - mark.start, mark.start))
    cuts = {0, len(unit.text), *(cut for mark in shortest_first for cut in (mark.start, mark.end))}
    bounds = sorted(cut for cut in cuts if 0 <= cut <= len(unit.text))
    pieces = (
        (start, end, next((mark for mark in shortest_first if mark.start <= start and end <= mark.end), None))
        for start, end in pairwise(bounds)
    )
    for mark, run in groupby(pieces, key=lambda piece: piece[2]):
        spans = list(run)
        yield Stretch(unit.text[spans[0][0] : spans[-1][1]], mark)


def marked_boxes(unit: ReadUnit, marks: Sequence[MarkRow]) -> list[MarkedBox]:
    """Every word of the page that a mark touches."""
    return [
        MarkedBox(box, state_of(mark))
        for mark in marks
        for box in unit.boxes
        if box.start < mark.end and mark.start < box.end
    ]
