"""The black boxes of each page: where words go, what is taken out there, and the label of each."""

from __future__ import annotations

# PyMuPDF annotates only some of its functions.
# mypy: disable-error-code="no-untyped-call,attr-defined,var-annotated,arg-type"
import re
import string
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pymupdf

from redaction.boxes import merged, overlap, part_of_word, words_touched
from redaction.values import WHOLE_PAGE, Box, Document, UnitSource, Withheld, WordBox

BAND = 20.0
MARKS = string.punctuation + "\u2018\u2019\u201c\u201d\u2013\u2014\u2026"
BETWEEN_MARKS = re.compile(f"[^{re.escape(MARKS)}]+")
_Placed = Sequence[Any]  # x0, y0, x1, y1 and what stands in that box


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
    letters: dict[int, _Letters] = {}
    for one in withheld:
        unit = document.units[one.unit]
        if unit.page is None:
            continue
        page_marks = found[unit.page]
        if one.box is not None:
            _take_box(page_marks, one.box, one.label, pdf[unit.page])
        if one.end <= one.start or one.box == WHOLE_PAGE:
            continue
        page_marks.needs_picture |= unit.source is UnitSource.OCR
        exact = []
        for word in words_touched(unit, one.start, one.end):
            if one.start <= word.start and word.end <= one.end:
                exact.append(word.box)
                continue
            if unit.source is not UnitSource.TEXT_LAYER:
                exact.append(part_of_word(word, one.start, one.end))
                continue
            if unit.page not in letters:
                letters[unit.page] = _Letters(pdf[unit.page])
            exact.append(letters[unit.page].part(word, unit.text[word.start : word.end], one.start, one.end))
        # One box a line: each costs as much as looking at every letter of the page once.
        lines = merged(exact)
        page_marks.removals.extend(lines)
        page_marks.marks.extend(Mark(box, one.label) for box in lines)
    for page_marks in found.values():
        page_marks.marks = labelled_once(page_marks.marks)
    return found


def _take_box(page_marks: PageMarks, box: Box, label: str, page: pymupdf.Page) -> None:
    """A box that somebody drew; of a page that goes whole only a black picture stays."""
    if box == WHOLE_PAGE:
        page_marks.needs_picture = True
        page_marks.marks.append(Mark(Box(0, 0, page.cropbox.width, page.cropbox.height), label))
    else:
        page_marks.marks.append(Mark(box, label))
        page_marks.removals.append(box)


def labelled_once(marks: Sequence[Mark]) -> list[Mark]:
    """The marks, widest first; where two overlap only the wider one keeps its label, for nobody reads two at once."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda one: one.box.x0 - one.box.x1):
        is_taken = any(overlap(mark.box, other.box) for other in kept if other.label)
        kept.append(replace(mark, label="") if is_taken else mark)
    return kept


class _Letters:
    """Where the parts of one page's words stand: runs of letters between marks, and single letters when asked for."""

    def __init__(self, page: pymupdf.Page) -> None:
        self._page = page
        self._read = page.get_textpage(flags=0, clip=pymupdf.INFINITE_RECT())
        self._parted_at: frozenset[str] = frozenset()
        self._runs: dict[int, list[_Placed]] = {}
        self._single: dict[int, list[_Placed]] | None = None

    def part(self, word: WordBox, text: str, start: int, end: int) -> Box:
        """The exact box of the letters of a word from `start` to `end`, or of all of it when they cannot be told apart.

        `text` is the word; the offsets are those of its unit.
        """
        inside = _within(self._runs_between(BETWEEN_MARKS.sub("", text)), word.box)
        spans = [match.span() for match in BETWEEN_MARKS.finditer(text)]
        if [text[first:last] for first, last in spans] == [one[4] for one in inside]:
            first, last = start - word.start, end - word.start
            edges = [edge for span in spans for edge in span]
            if all(edge <= 0 or edge >= len(text) or edge in edges for edge in (first, last)):
                chosen = [one for (x, y), one in zip(spans, inside, strict=True) if first <= x and y <= last]
                return _around(chosen, word.box)
        return self._letter_by_letter(word, start, end)

    def _runs_between(self, marks: Iterable[str]) -> dict[int, list[_Placed]]:
        """The page's words, parted at least at these marks; at more of them each letter takes longer to read."""
        if not self._runs or not self._parted_at.issuperset(marks):
            self._parted_at = self._parted_at.union(marks)
            found = self._page.get_text("words", textpage=self._read, delimiters="".join(sorted(self._parted_at)))
            self._runs = _by_band(found)
        return self._runs

    def _letter_by_letter(self, word: WordBox, start: int, end: int) -> Box:
        if self._single is None:
            self._single = _by_band(_letters(self._page))
        inside = _within(self._single, word.box)
        if len(inside) != word.end - word.start:
            return word.box
        return _around(inside[max(0, start - word.start) : end - word.start], word.box)


def _letters(page: pymupdf.Page) -> Iterator[_Placed]:
    raw = page.get_text("rawdict", flags=0, clip=pymupdf.INFINITE_RECT())
    for block in raw["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                for letter in span["chars"]:
                    if not letter["c"].isspace():
                        yield (*letter["bbox"], letter["c"])


def _by_band(placed: Iterable[_Placed]) -> dict[int, list[_Placed]]:
    """Words or letters by the band of the page that their middle lies in."""
    bands: dict[int, list[_Placed]] = defaultdict(list)
    for one in placed:
        bands[int((one[1] + one[3]) / 2 // BAND)].append(one)
    return bands


def _within(bands: dict[int, list[_Placed]], box: Box) -> list[_Placed]:
    """What has its middle in a box, in the order of the page."""
    first, last = int((box.y0 - 0.1) // BAND), int((box.y1 + 0.1) // BAND)
    return [
        one
        for band in range(first, last + 1)
        for one in bands.get(band, ())
        if box.x0 - 0.1 <= (one[0] + one[2]) / 2 <= box.x1 + 0.1
        and box.y0 - 0.1 <= (one[1] + one[3]) / 2 <= box.y1 + 0.1
    ]


def _around(chosen: Sequence[_Placed], word: Box) -> Box:
    if not chosen:
        return word
    x0, x1 = min(one[0] for one in chosen), max(one[2] for one in chosen)
    margin = min(0.12 * (x1 - x0), 0.4)
    return Box(x0 + margin, word.y0, x1 - margin, word.y1)
