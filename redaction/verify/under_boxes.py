"""Letters on a page that leave no trace in its picture: covered by a box, white, transparent or outside."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

GLANCE_DPI, LOOK_DPI = 72, 100
LEAST_LETTERS = 2
ENOUGH = 64  # letters of a stretch without ink: two of them condemn the page
Place = tuple[int, int, int, int]
ToPixels = Callable[[tuple[float, float, float, float]], Place]


def has_covered(page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage) -> bool:
    """Whether a page has at least two letters next to each other that cannot be seen.

    The layer of words behind a page picture is not drawn on purpose; a word of it counts as seen where the picture
    shows something.
    """
    if not text_page.count_chars():
        return False
    pixels, to_pixels = _drawn(page, GLANCE_DPI), _to_pixels(page, GLANCE_DPI)
    lines = [text_page.get_rect(at) for at in range(text_page.count_rects())]
    if page.get_rotation() or not all(_is_level(line) for line in lines):
        suspects = any(_stretches(pixels, to_pixels(line)) for line in lines)
    else:
        suspects = any(_has_letters_in_stretch(text_page, pixels, line, to_pixels(line)) for line in lines)
    # Looking at every letter is slow: only a page with letters where a line shows nothing needs it.
    return suspects and _has_covered_word(text_page, _drawn(page, LOOK_DPI), _to_pixels(page, LOOK_DPI))


def _drawn(page: pypdfium2.PdfPage, dpi: int) -> Image.Image:
    """The page in greys; the pixels are those of PDFium's own bitmap, which the picture keeps alive."""
    made = page.render(scale=dpi / 72, grayscale=True, may_draw_forms=False)
    return Image.frombuffer("L", (made.width, made.height), made.buffer, "raw", "L", made.stride, 1)


def _is_level(line: tuple[float, float, float, float]) -> bool:
    return line[2] - line[0] >= line[3] - line[1]


def _has_letters_in_stretch(
    text_page: pypdfium2.PdfTextPage, pixels: Image.Image, line: tuple[float, float, float, float], place: Place
) -> bool:
    """Whether letters stand where a level line of text shows nothing."""
    left, bottom, right, top = line
    points = (right - left) / max(1, place[2] - place[0])
    for start, end in _stretches(pixels, place):
        said = _said_in(text_page, (left + start * points, bottom, left + end * points, top))
        if sum(letter.isalnum() for letter in said) >= LEAST_LETTERS:
            return True
    return False


def _said_in(text_page: pypdfium2.PdfTextPage, place: tuple[float, float, float, float]) -> str:
    """The first few letters in a part of the page."""
    left, bottom, right, top = place
    letters = (ctypes.c_ushort * ENOUGH)()
    count = pdfium.FPDFText_GetBoundedText(text_page, left, top, right, bottom, letters, ENOUGH)
    return "".join(map(chr, letters[: max(0, count)]))


def _to_pixels(page: pypdfium2.PdfPage, dpi: int) -> ToPixels:
    """From a box in points of the page to one in pixels of its picture, however the page is turned."""
    width, height = (round(side * dpi / 72) for side in page.get_size())

    def device(x: float, y: float) -> tuple[int, int]:
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, across, down)
        return across.value, down.value

    far = 1000.0
    (ox, oy), (ax, ay), (bx, by) = device(0, 0), device(far, 0), device(0, far)
    xx, xy, yx, yy = (ax - ox) / far, (bx - ox) / far, (ay - oy) / far, (by - oy) / far

    def convert(box: tuple[float, float, float, float]) -> Place:
        left, bottom, right, top = box
        x0, x1 = sorted((ox + xx * left + xy * bottom, ox + xx * right + xy * top))
        y0, y1 = sorted((oy + yx * left + yy * bottom, oy + yx * right + yy * top))
        return int(x0), int(y0), int(x1) + 1, int(y1) + 1

    return convert


def _stretches(pixels: Image.Image, line: Place) -> list[tuple[int, int]]:
    """Where a line of text shows nothing over a length of nearly its height, from its start, in pixels."""
    x0, y0 = max(0, line[0]), max(0, line[1])
    x1, y1 = min(pixels.width, line[2]), min(pixels.height, line[3])
    across, down = x1 - x0, y1 - y0
    if across <= 0 or down <= 0:
        return [(0, max(line[2] - line[0], line[3] - line[1]))]
    size = (across, 1) if across >= down else (1, down)
    profile = pixels.resize(size, Image.Resampling.BOX, box=(x0, y0, x1, y1)).tobytes()
    length = max(3, min(len(profile), across, down) - 1)
    found = re.finditer(rb"(.)\1{%d,}" % (length - 1), profile, re.S)
    return [(match.start() + x0 - line[0], match.end() + x0 - line[0]) for match in found]


def _has_covered_word(text_page: pypdfium2.PdfTextPage, pixels: Image.Image, to_pixels: ToPixels) -> bool:
    run: list[Place] = []
    is_layer = False
    for at in range(text_page.count_chars()):
        if not chr(pdfium.FPDFText_GetUnicode(text_page, at)).isalnum():
            if _is_unseen(pixels, run, is_layer):
                return True
            run = []
            continue
        is_layer = _is_not_drawn(text_page, at)
        run.append(to_pixels(text_page.get_charbox(at, loose=False)))
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


def _is_blank(pixels: Image.Image, box: Place) -> bool:
    x0, y0 = max(0, box[0]), max(0, box[1])
    x1, y1 = min(pixels.width, box[2]), min(pixels.height, box[3])
    if x1 <= x0 or y1 <= y0:
        return True
    lowest, highest = pixels.crop((x0, y0, x1, y1)).getextrema()
    return bool(highest - lowest <= 2)  # type: ignore[operator]
