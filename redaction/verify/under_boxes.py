"""Letters on a page that leave no trace in its picture: covered by a box, white, transparent or outside."""

from __future__ import annotations

import ctypes

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

DPI = 100
LEAST_LETTERS = 2
Place = tuple[int, int, int, int]


def covered_words(content: bytes) -> list[int]:
    """Numbers (from 1) of pages with at least two letters next to each other that cannot be seen.

    The layer of words behind a page picture is not drawn on purpose; a word of it counts as seen where the picture
    shows something.
    """
    document = pypdfium2.PdfDocument(content)
    try:
        return [number + 1 for number in range(len(document)) if _has_covered(document[number])]
    finally:
        document.close()


def _has_covered(page: pypdfium2.PdfPage) -> bool:
    text_page = page.get_textpage()
    count = text_page.count_chars()
    if not count:
        return False
    pixels = page.render(scale=DPI / 72, grayscale=True, may_draw_forms=False).to_pil().convert("L")
    run: list[Place] = []
    is_layer = False
    for at in range(count):
        if not chr(pdfium.FPDFText_GetUnicode(text_page, at)).isalnum():
            if _is_unseen(pixels, run, is_layer):
                return True
            run = []
            continue
        is_layer = _is_not_drawn(text_page, at)
        run.append(_place(page, text_page, at))
    return _is_unseen(pixels, run, is_layer)


def _is_unseen(pixels: Image.Image, word: list[Place], is_layer: bool) -> bool:
    """Whether two letters of a word next to each other, or a whole word behind a picture, show nothing."""
    if len(word) < LEAST_LETTERS:
        return False
    if is_layer:
        # Letters behind a picture stand only about where the picture shows them.
        x0, y0, x1, y1 = zip(*word, strict=True)
        return _is_blank(pixels, (min(x0), min(y0), max(x1), max(y1)))
    blank = [_is_blank(pixels, place) for place in word]
    return any(one and other for one, other in zip(blank, blank[1:], strict=False))


def _is_not_drawn(text_page: pypdfium2.PdfTextPage, at: int) -> bool:
    drawn = pdfium.FPDFText_GetTextObject(text_page, at)
    return bool(drawn) and pdfium.FPDFTextObj_GetTextRenderMode(drawn) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE


def _place(page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage, at: int) -> Place:
    left, bottom, right, top = text_page.get_charbox(at, loose=False)
    width, height = page.get_size()
    corners = []
    for x, y in ((left, bottom), (right, top)):
        device_x, device_y = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(page, 0, 0, int(width * DPI / 72), int(height * DPI / 72), 0, x, y, device_x, device_y)
        corners.append((device_x.value, device_y.value))
    (ax, ay), (bx, by) = corners
    return min(ax, bx), min(ay, by), max(ax, bx) + 1, max(ay, by) + 1


def _is_blank(pixels: Image.Image, box: Place) -> bool:
    x0, y0 = max(0, box[0]), max(0, box[1])
    x1, y1 = min(pixels.width, box[2]), min(pixels.height, box[3])
    if x1 <= x0 or y1 <= y0:
        return True
    lowest, highest = pixels.crop((x0, y0, x1, y1)).getextrema()
    return bool(highest - lowest <= 2)  # type: ignore[operator]
