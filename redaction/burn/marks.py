"""The black boxes of each page: where words go, what is taken out there, and the label of each."""

from __future__ import annotations

# PyMuPDF annotates only some of its functions.
# mypy: disable-error-code="no-untyped-call,attr-defined,var-annotated,arg-type"
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pymupdf

from redaction.boxes import merged, overlap, part_of_word, words_touched
from redaction.values import Box, Document, UnitSource, Withheld, WordBox


@dataclass(frozen=True, slots=True)
class Mark:
    """One black box: where, and the label printed in it."""

    box: Box
    label: str


@dataclass(slots=True)
class PageMarks:
    """Everything that is taken out of one page."""

    marks: list[Mark] = field(default_factory=list)
    removals: list[Box] = field(default_factory=list)
    needs_picture: bool = False


def marks_by_page(document: Document, withheld: tuple[Withheld, ...], pdf: pymupdf.Document) -> dict[int, PageMarks]:
    """What goes from each page that loses anything, by its number."""
    found: dict[int, PageMarks] = defaultdict(PageMarks)
    letters: dict[int, list[tuple[str, Box]]] = {}
    for one in withheld:
        unit = document.units[one.unit]
        if unit.page is None:
            continue
        page_marks = found[unit.page]
        if one.box is not None:
            page_marks.marks.append(Mark(one.box, one.label))
            page_marks.removals.append(one.box)
        if one.end <= one.start:
            continue
        page_marks.needs_picture |= unit.source is UnitSource.OCR
        exact = []
        for word in words_touched(unit, one.start, one.end):
            if one.start <= word.start and word.end <= one.end:
                exact.append(word.box)
                continue
            if unit.source is UnitSource.TEXT_LAYER and unit.page not in letters:
                letters[unit.page] = _letters(pdf[unit.page])
            exact.append(_part(word, one, letters.get(unit.page, [])))
        page_marks.removals.extend(exact)
        page_marks.marks.extend(Mark(box, one.label) for box in merged(exact))
    for page_marks in found.values():
        page_marks.marks = labelled_once(page_marks.marks)
    return found


def labelled_once(marks: Sequence[Mark]) -> list[Mark]:
    """The marks, widest first; where two overlap only the wider one keeps its label, for nobody reads two at once."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda one: one.box.x0 - one.box.x1):
        is_taken = any(overlap(mark.box, other.box) for other in kept if other.label)
        kept.append(replace(mark, label="") if is_taken else mark)
    return kept


def _letters(page: pymupdf.Page) -> list[tuple[str, Box]]:
    raw = page.get_text("rawdict", flags=0, clip=pymupdf.INFINITE_RECT())
    return [
        (letter["c"], Box(*letter["bbox"]))
        for block in raw["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
        for letter in span["chars"]
        if not letter["c"].isspace()
    ]


def _part(word: WordBox, one: Withheld, letters: list[tuple[str, Box]]) -> Box:
    """The exact box of the withheld letters of a word, or of the whole word when its letters cannot be told apart."""
    box = word.box
    inside = [
        place
        for _, place in letters
        if box.x0 - 0.1 <= (place.x0 + place.x1) / 2 <= box.x1 + 0.1
        and box.y0 - 0.1 <= (place.y0 + place.y1) / 2 <= box.y1 + 0.1
    ]
    if not letters:
        return part_of_word(word, one.start, one.end)
    if len(inside) != word.end - word.start:
        return box
    chosen = inside[max(0, one.start - word.start) : one.end - word.start]
    x0, x1 = min(place.x0 for place in chosen), max(place.x1 for place in chosen)
    margin = min(0.12 * (x1 - x0), 0.4)
    return Box(x0 + margin, box.y0, x1 - margin, box.y1)
