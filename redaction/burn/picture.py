"""A page as a picture with black boxes in its pixels and a layer of the words that may be read."""

from __future__ import annotations

from collections.abc import Sequence

import pymupdf
from PIL import Image, ImageDraw, ImageFont

from redaction.picture_page import PlacedWord, black_out, page_of_pixels
from redaction.values import Box, TextUnit

DPI = 200
PAD = 1.2


def picture_of_page(page: pymupdf.Page, units: Sequence[TextUnit], marks: Sequence[tuple[Box, str]]) -> bytes:
    """A one-page PDF of the page as it is seen; boxes of `marks` are black before anything is written."""
    drawn = page.get_pixmap(dpi=DPI, annots=False)
    pixels = Image.frombytes("RGB", (drawn.width, drawn.height), drawn.samples)
    scale, turn = DPI / 72, page.rotation_matrix
    boxes = [_seen(box, turn, PAD) for box, _ in marks]
    black_out(pixels, boxes, scale)
    for box, (_, label) in zip(boxes, marks, strict=True):
        _write_label(pixels, box, label, scale)
    words = _allowed_words(units, boxes, turn)
    words += [PlacedWord(label, *box) for box, (_, label) in zip(boxes, marks, strict=True) if label]
    return page_of_pixels(pixels, page.rect.width, page.rect.height, words=words)


def _seen(box: Box, turn: pymupdf.Matrix, pad: float) -> tuple[float, float, float, float]:
    place = pymupdf.Rect(box.x0 - pad, box.y0 - pad, box.x1 + pad, box.y1 + pad) * turn
    place.normalize()
    return (place.x0, place.y0, place.x1, place.y1)


def _write_label(pixels: Image.Image, box: tuple[float, float, float, float], label: str, scale: float) -> None:
    x0, y0, x1, y1 = (side * scale for side in box)
    size = min(0.7 * (y1 - y0), 9 * scale)
    if size < 4 * scale or not label:
        return
    pen = ImageDraw.Draw(pixels)
    font = ImageFont.load_default(size)
    width = pen.textlength(label, font=font)
    if width > 0.98 * (x1 - x0):
        font = ImageFont.load_default(size * 0.96 * (x1 - x0) / width)
        if size * 0.96 * (x1 - x0) / width < 4 * scale:
            return
    pen.text(((x0 + x1) / 2, (y0 + y1) / 2), label, font=font, fill=(255, 255, 255), anchor="mm")


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
