"""Pages with words taken out: from the text, from the pixels, and checked page by page."""

from __future__ import annotations

# PyMuPDF annotates only some of its functions.
# mypy: disable-error-code="no-untyped-call,attr-defined,var-annotated,arg-type"
import io
from collections import defaultdict
from dataclasses import replace

import pikepdf
import pymupdf

from redaction.burn.label_text import fitted
from redaction.burn.marks import Mark, PageMarks, marks_by_page
from redaction.burn.picture import picture_of_page
from redaction.burn.retypeset import typeset
from redaction.helvetica import escaped, width_of
from redaction.rebuild import replace_page
from redaction.values import Box, Document, Layout, TextUnit, UnitSource, Withheld, WordBox

INSET = 0.2
MOST_PASSES = 3
BAND = 20.0
FACE = "helv"  # Helvetica, which every reader has
# By the angle of a label: the way its words run, and the way from its middle to its foot.
DIRECTIONS = {0: ((1, 0), (0, 1)), 90: ((0, -1), (1, 0)), 180: ((-1, 0), (0, -1)), 270: ((0, 1), (-1, 0))}


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
    by_page = marks_by_page(document, withheld, pdf)
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
    a, b, c, d, e, f = ~page.transformation_matrix
    points = [
        f"{a * x + c * y + e:.3f} {b * x + d * y + f:.3f}"
        for x0, y0, x1, y1 in map(tuple, boxes)
        for x, y in ((x0, y0), (x1, y0), (x0, y1), (x1, y1))
    ]
    page.parent.xref_set_key(mark.xref, "QuadPoints", f"[{' '.join(points)}]")
    page.apply_redactions(images=pymupdf.PDF_REDACT_IMAGE_PIXELS, graphics=pymupdf.PDF_REDACT_LINE_ART_NONE)


def _left_under(page: pymupdf.Page, boxes: list[pymupdf.Rect]) -> bool:
    bands: dict[int, list[tuple[float, ...]]] = defaultdict(list)
    for box in boxes:
        for band in range(int(box.y0 // BAND), int(box.y1 // BAND) + 1):
            bands[band].append(tuple(box))
    for x0, y0, x1, y1, *_ in page.get_text("words", flags=0, clip=pymupdf.INFINITE_RECT()):
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        for left, top, right, bottom in bands.get(int(y // BAND), ()):
            if left <= x <= right and top <= y <= bottom:
                return True
    return False


def _draw(page: pymupdf.Page, marks: list[Mark]) -> None:
    """Black boxes with their labels in white, as far as they fit, in one piece of drawing."""
    a, b, c, d, e, f = ~page.transformation_matrix
    boxes, labels = bytearray(b"q 0 g\n"), bytearray(b"BT 1 g\n")
    for mark in marks:
        box = _drawn_box(mark.box)
        x, y = a * box.x0 + c * box.y0 + e, b * box.x0 + d * box.y0 + f
        wide, high = a * box.width + c * box.height, b * box.width + d * box.height
        boxes += b"%.2f %.2f %.2f %.2f re f\n" % (x, y, wide, high)
        angle = _reading_angle(box, page.rotation)
        across, down = (box.height, box.width) if angle % 180 else (box.width, box.height)
        found = fitted(mark.label, across, down, _width)
        if found is not None:
            words, size = found
            start, (right, below) = _start_of(box, angle, _width(words) * size / 2, 0.36 * size), DIRECTIONS[angle][0]
            x, y = a * start.x + c * start.y + e, b * start.x + d * start.y + f
            u, v = a * right + c * below, b * right + d * below
            labels += b"/%s %.2f Tf %.3f %.3f %.3f %.3f %.2f %.2f Tm (%s) Tj\n" % (
                FACE.encode(), size, u, v, -v, u, x, y, escaped(words)
            )  # fmt: skip
    page.wrap_contents()
    page.insert_font(fontname=FACE)
    pymupdf.TOOLS._insert_contents(page, bytes(boxes + labels + b"ET Q\n"), True)


def _width(words: str) -> float:
    """The width of words in points at 1 point."""
    return width_of(words, 1)


def _reading_angle(box: pymupdf.Rect, rotation: int) -> int:
    """How far a label is turned on the unrotated page: as the page is read, or along a box much longer than high."""
    tall, flat = box.height > 2 * box.width, box.width > 2 * box.height
    if rotation % 180:
        return 0 if flat else rotation
    return 90 if tall else rotation


def _start_of(box: pymupdf.Rect, angle: int, half: float, rise: float) -> pymupdf.Point:
    """Where words of twice `half` wide begin, so that they stand in the middle of a box."""
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    along, below = DIRECTIONS[angle]
    return pymupdf.Point(x - along[0] * half + below[0] * rise, y - along[1] * half + below[1] * rise)


def _drawn_box(box: Box) -> pymupdf.Rect:
    trim = 0.06 * (box.y1 - box.y0)
    return pymupdf.Rect(box.x0 - 0.6, box.y0 + trim, box.x1 + 0.6, box.y1 - trim)
