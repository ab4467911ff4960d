"""A unit's text cut at its marks, and the same marks as boxes on its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

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
    """The whole text in order. Where marks overlap, the later one keeps what the earlier one left."""
    reached = 0
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        start, end = max(mark.start, reached), min(mark.end, len(unit.text))
        if start >= end:
            continue
        if start > reached:
            yield Stretch(unit.text[reached:start])
        yield Stretch(unit.text[start:end], mark)
        reached = end
    if reached < len(unit.text):
        yield Stretch(unit.text[reached:])


def marked_boxes(unit: ReadUnit, marks: Sequence[MarkRow]) -> list[MarkedBox]:
    """Every word of the page that a mark touches."""
    return [
        MarkedBox(box, state_of(mark))
        for mark in marks
        for box in unit.boxes
        if box.start < mark.end and mark.start < box.end
    ]
