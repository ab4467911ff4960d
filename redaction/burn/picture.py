"""A page as a picture with black boxes in its pixels and a layer of the words that may be read."""

from __future__ import annotations

# PyMuPDF annotates only some of its functions.
# mypy: disable-error-code="no-untyped-call,attr-defined,var-annotated,arg-type"
from collections.abc import Sequence

import pymupdf
from PIL import Image, ImageDraw, ImageFont

from redaction.picture_page import PlacedWord, black_out, page_of_pixels
from redaction.values import Box, TextUnit

DPI = 200
PAD = 1.2
SMALLEST_LABEL = 4.0
LEAST_CONTRAST = 40


def picture_of_page(page: pymupdf.Page, units: Sequence[TextUnit], marks: Sequence[tuple[Box, str]]) -> bytes:
    """A one-page PDF of the page as it is seen; boxes of `marks` are black before anything is written."""
    drawn = page.get_pixmap(dpi=DPI, annots=False)
    pixels = Image.frombytes("RGB", (drawn.width, drawn.height), drawn.samples)
    scale, turn = DPI / 72, page.rotation_matrix
    boxes = [_seen(box, turn, PAD) for box, _ in marks]
    black_out(pixels, boxes, scale)
    written = [_write_label(pixels, box, label, scale) for box, (_, label) in zip(boxes, marks, strict=True)]
    grey = pixels.convert("L")
    allowed = [word for word in _allowed_words(units, boxes, turn) if _is_seen(grey, word, scale)]
    words = allowed + [word for word in written if word is not None]
    return page_of_pixels(pixels, page.rect.width, page.rect.height, words=words)


def _is_seen(grey: Image.Image, word: PlacedWord, scale: float) -> bool:
    """Whether the picture shows anything where a word is said to stand: recognition sometimes reads into the blank."""
    x0, y0 = max(0, int(word.x0 * scale)), max(0, int(word.y0 * scale))
    x1, y1 = min(grey.width, int(word.x1 * scale) + 1), min(grey.height, int(word.y1 * scale) + 1)
    if x1 <= x0 or y1 <= y0:
        return False
    lowest, highest = grey.crop((x0, y0, x1, y1)).getextrema()
    return bool(highest - lowest >= LEAST_CONTRAST)  # type: ignore[operator]


def _seen(box: Box, turn: pymupdf.Matrix, pad: float) -> tuple[float, float, float, float]:
    place = pymupdf.Rect(box.x0 - pad, box.y0 - pad, box.x1 + pad, box.y1 + pad) * turn
    place.normalize()
    return (place.x0, place.y0, place.x1, place.y1)


def _write_label(
    pixels: Image.Image, box: tuple[float, float, float, float], label: str, scale: float
) -> PlacedWord | None:
    """The label in white in its box and where it stands, or None where it does not fit."""
    x0, y0, x1, y1 = box
    size = min(0.7 * (y1 - y0), 9.0)
    if not label or size < SMALLEST_LABEL:
        return None
    pen = ImageDraw.Draw(pixels)
    width = pen.textlength(label, font=ImageFont.load_default(size * scale)) / scale
    size *= min(1.0, 0.96 * (x1 - x0) / width)
    if size < SMALLEST_LABEL:
        return None
    width = min(width, 0.96 * (x1 - x0))
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    pen.text(
        (x * scale, y * scale), label, font=ImageFont.load_default(size * scale), fill=(255, 255, 255), anchor="mm"
    )
    return PlacedWord(label, x - width / 2, y - size / 2, x + width / 2, y + size / 2)


def _allowed_words(
    units: Sequence[TextUnit], boxes: Sequence[tuple[float, float, float, float]], turn: pymupdf.Matrix
) -> list[PlacedWord]:
    """Words that no black box touches."""
    allowed = []
    for unit in units:
        for word in unit.words:
            place = pymupdf.Rect(word.box.x0, word.box.y0, word.box.x1, word.box.y1) * turn
            place.normalize()
            if any(place.intersects(pymupdf.Rect(box)) for box in boxes):
                continue
            allowed.append(PlacedWord(unit.text[word.start : word.end], place.x0, place.y0, place.x1, place.y1))
    return allowed
