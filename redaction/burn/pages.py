"""Pages with words taken out: from the text, from the pixels, and checked page by page."""

from __future__ import annotations

# PyMuPDF annotates only some of its functions.
# mypy: disable-error-code="no-untyped-call,attr-defined,var-annotated,arg-type"
import io
from collections import defaultdict
from dataclasses import dataclass, field, replace

import pikepdf
import pymupdf

from redaction.boxes import merged, part_of_word, words_touched
from redaction.burn.picture import picture_of_page
from redaction.burn.retypeset import typeset
from redaction.rebuild import replace_page
from redaction.values import Box, Document, Layout, TextUnit, UnitSource, Withheld, WordBox

INSET = 0.2
MOST_PASSES = 3
SMALLEST_LABEL = 4.0
BAND = 20.0


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


def burn_document(document: Document, withheld: tuple[Withheld, ...], as_pictures: bool) -> bytes:
    """The burner's one entry; runs inside the sandbox."""
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    if document.layout is Layout.RETYPESET:
        made = typeset(document.units, withheld)
        return burn_pages(_as_document(document, made), (), as_pictures=True) if as_pictures else made
    return burn_pages(document, withheld, as_pictures=as_pictures)


def burn_pages(document: Document, withheld: tuple[Withheld, ...], *, as_pictures: bool) -> bytes:
    """The document's own pages without the withheld words."""
    pdf = pymupdf.open(stream=document.pdf, filetype="pdf")
    by_page = _by_page(document, withheld, pdf)
    pictures = set(range(pdf.page_count)) if as_pictures else set(document.untrusted_pages)
    for number, page_marks in by_page.items():
        if page_marks.needs_picture:
            pictures.add(number)
        if number not in pictures and not _remove(pdf[number], page_marks):
            pictures.add(number)
    # Pictures are drawn from the untouched pages: what a failed removal left behind must not decide what is seen.
    untouched = pymupdf.open(stream=document.pdf, filetype="pdf")
    replaced = {
        number: picture_of_page(untouched[number], _units_on(document, number),
                                [(one.box, one.label) for one in by_page[number].marks])
        for number in sorted(pictures)
    }  # fmt: skip
    for number, page_marks in by_page.items():
        if number not in pictures:
            _draw(pdf[number], page_marks.marks)
    return _with_pictures(pdf.tobytes(garbage=3, deflate=True), replaced)


def _as_document(document: Document, made: bytes) -> Document:
    """Finished re-typeset pages as a document of pages, all of whose words may be read."""
    units = []
    for number, page in enumerate(pymupdf.open(stream=made, filetype="pdf")):
        text, words = "", []
        for x0, y0, x1, y1, word, *_ in page.get_text("words", flags=0):
            words.append(WordBox(len(text), len(text) + len(word), Box(x0, y0, x1, y1)))
            text += word + " "
        units.append(TextUnit(label=f"Page {number + 1}", text=text, source=UnitSource.TEXT_LAYER, page=number,
                              words=tuple(words)))  # fmt: skip
    return replace(document, layout=Layout.PAGES, units=tuple(units), pdf=made)


def _with_pictures(content: bytes, replaced: dict[int, bytes]) -> bytes:
    if not replaced:
        return content
    with pikepdf.open(io.BytesIO(content)) as whole:
        for number, single in replaced.items():
            replace_page(whole, number, single)
        out = io.BytesIO()
        whole.save(out)
    return out.getvalue()


def _units_on(document: Document, number: int) -> list[TextUnit]:
    """The units whose words a reader sees on a page: not the text layer where the page's own text is not trusted."""
    return [unit for unit in document.units if unit.page == number]


def _by_page(document: Document, withheld: tuple[Withheld, ...], pdf: pymupdf.Document) -> dict[int, PageMarks]:
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
    return found


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


def _remove(page: pymupdf.Page, page_marks: PageMarks) -> bool:
    """Take the text and pixels under the boxes out; False when something is still there after the last pass."""
    boxes = [_inset(box) for box in page_marks.removals]
    for _ in range(MOST_PASSES):
        _redact(page, boxes)
        if not _left_under(page, boxes):
            return True
    return False


def _inset(box: Box) -> pymupdf.Rect:
    # MuPDF removes every letter a box touches: lines set close would lose their neighbours above and below.
    if box.y1 - box.y0 > 2 * (box.x1 - box.x0):
        return pymupdf.Rect(box.x0 + INSET * (box.x1 - box.x0), box.y0, box.x1 - INSET * (box.x1 - box.x0), box.y1)
    inset = INSET * (box.y1 - box.y0)
    return pymupdf.Rect(box.x0, box.y0 + inset, box.x1, box.y1 - inset)


def _redact(page: pymupdf.Page, boxes: list[pymupdf.Rect]) -> None:
    """One redaction mark with every box: three times as fast as one mark a box."""
    around = pymupdf.Rect(boxes[0])
    for box in boxes[1:]:
        around |= box
    mark = page.add_redact_annot(around, fill=False, cross_out=False)
    inverse = ~page.transformation_matrix
    points = []
    for box in boxes:
        quad = box.quad * inverse
        points += [f"{corner.x:.3f} {corner.y:.3f}" for corner in (quad.ul, quad.ur, quad.ll, quad.lr)]
    page.parent.xref_set_key(mark.xref, "QuadPoints", f"[{' '.join(points)}]")
    page.apply_redactions(images=pymupdf.PDF_REDACT_IMAGE_PIXELS, graphics=pymupdf.PDF_REDACT_LINE_ART_NONE)


def _left_under(page: pymupdf.Page, boxes: list[pymupdf.Rect]) -> bool:
    bands: dict[int, list[tuple[float, ...]]] = defaultdict(list)
    for box in boxes:
        for band in range(int(box.y0 // BAND), int(box.y1 // BAND) + 1):
            bands[band].append(tuple(box))
    for x0, y0, x1, y1, *_ in page.get_text("words", flags=0, clip=pymupdf.INFINITE_RECT()):
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        if any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in bands.get(int(y // BAND), ())):
            return True
    return False


def _draw(page: pymupdf.Page, marks: list[Mark]) -> None:
    """Black boxes with their labels in white, where the label fits."""
    shape = page.new_shape()
    for mark in marks:
        box = _drawn_box(mark.box)
        shape.draw_rect(box)
        shape.finish(fill=(0, 0, 0), color=None, width=0)
    widths = {label: pymupdf.get_text_length(label, "helv", 1) for label in {mark.label for mark in marks} if label}
    for mark in marks:
        if not mark.label:
            continue
        box, width = _drawn_box(mark.box), widths[mark.label]
        size = min(0.72 * box.height, 9.0, 0.96 * box.width / width)
        if size >= SMALLEST_LABEL:
            at = pymupdf.Point(box.x0 + (box.width - width * size) / 2, box.y1 - (box.height - 0.72 * size) / 2)
            shape.insert_text(at, mark.label, fontname="helv", fontsize=size, color=(1, 1, 1))
    shape.commit()


def _drawn_box(box: Box) -> pymupdf.Rect:
    trim = 0.06 * (box.y1 - box.y0)
    return pymupdf.Rect(box.x0 - 0.6, box.y0 + trim, box.x1 + 0.6, box.y1 - trim)
