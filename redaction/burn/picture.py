"""A page as a picture with black boxes in its pixels and a layer of the words that may be read."""

from __future__ import annotations

# PyMuPDF annotates only some of its functions.
# mypy: disable-error-code="no-untyped-call,attr-defined,var-annotated,arg-type"
from collections.abc import Sequence
from functools import cache

import pymupdf
from PIL import Image, ImageDraw, ImageFont

from redaction.burn.label_text import fitted
from redaction.picture_page import PlacedWord, black_out, page_of_pixels
from redaction.values import Box, TextUnit

DPI = 200
PAD = 1.2
LEAST_CONTRAST = 40
CORE = 0.25


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
    pen = ImageDraw.Draw(pixels)
    found = fitted(label, x1 - x0, y1 - y0, lambda words: pen.textlength(words, font=_face(100)) / 100)
    if found is None:
        return None
    words, size = found
    width = pen.textlength(words, font=_face(size * scale)) / scale
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    pen.text((x * scale, y * scale), words, font=_face(size * scale), fill=(255, 255, 255), anchor="mm")
    return PlacedWord(words, x - width / 2, y - size / 2, x + width / 2, y + size / 2)


@cache
def _face(points: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(points)


def _allowed_words(
    units: Sequence[TextUnit], boxes: Sequence[tuple[float, float, float, float]], turn: pymupdf.Matrix
) -> list[PlacedWord]:
    """Words that no black box touches, but for its edge in the lines above and below."""
    allowed, black = [], [pymupdf.Rect(box) for box in boxes]
    for unit in units:
        for word in unit.words:
            place = pymupdf.Rect(word.box.x0, word.box.y0, word.box.x1, word.box.y1) * turn
            place.normalize()
            core = _core(place)
            if any(core.intersects(box) for box in black):
                continue
            allowed.append(PlacedWord(unit.text[word.start : word.end], place.x0, place.y0, place.x1, place.y1))
    return allowed


def _core(place: pymupdf.Rect) -> pymupdf.Rect:
    """Where the letters of a word stand within its box, along its line."""
    rise = CORE * min(place.height, place.width)
    if place.height > place.width:
        return pymupdf.Rect(place.x0 + rise, place.y0, place.x1 - rise, place.y1)
    return pymupdf.Rect(place.x0, place.y0 + rise, place.x1, place.y1 - rise)
