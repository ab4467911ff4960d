"""Pictures that hold more than they show: cropped, covered, masked or shrunk until nobody can read them.

Whoever opens the file can take such a picture out of its page and see all of it, so the page may only be shown as a
picture of itself.
"""

from __future__ import annotations

# PyMuPDF annotates only some of its functions.
# mypy: disable-error-code="no-untyped-call,attr-defined,var-annotated,arg-type"
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pymupdf
from PIL import Image, ImageChops, ImageDraw, ImageFilter

Word = tuple[float, float, float, float, str, int, int, int]
LOOK_DPI = 100
MOST_DPI = 700  # finer than anybody prints: what is readable only then was not meant to be read
OUTSIDE_POINTS = 3.0
STRANGER = 48  # how far a tone is from all tones about it before it is another thing
LEAST_STRANGE_DOTS = 6
PAINTS_PICTURES = frozenset({"fill-image", "fill-imgmask"})
SOFTENED = ImageFilter.BoxBlur(1)  # both pictures are, so that two ways of scaling give one result
CLEAR, SOLID = 16, 240  # of 255
LEAST_UNDER_MASK = 0.002


@dataclass(slots=True)
class UnseenPixels:
    """Looks at the pictures of one document's pages; each picture is unpacked once."""

    document: pymupdf.Document
    _unpacked: dict[int, Image.Image] = field(default_factory=dict)
    _judged: dict[int, bool] = field(default_factory=dict)

    def on(self, page: pymupdf.Page, words: Sequence[Word]) -> bool:
        """Whether a picture on the page has pixels that the page does not show."""
        turned = page.rotation
        page.set_rotation(0)
        try:
            placed = _pictures_of(page)
            return any(_is_cut_or_tiny(one, page.rect) for one in placed) or self._differs(page, placed, words)
        finally:
            page.set_rotation(turned)

    def _differs(self, page: pymupdf.Page, placed: Sequence[dict[str, Any]], words: Sequence[Word]) -> bool:
        if not placed:
            return False
        drawn = page.get_pixmap(dpi=LOOK_DPI, colorspace=pymupdf.csGRAY, annots=False)
        shown = Image.frombytes("L", (drawn.width, drawn.height), drawn.samples).filter(SOFTENED)
        darkest, lightest = shown.filter(ImageFilter.MinFilter(5)), shown.filter(ImageFilter.MaxFilter(5))
        under_words = _under(words, shown.size)
        for one in placed:
            if one["xref"] and self._hides_under_mask(one["xref"]):
                return True
            expected, reach = self._expected(page, one, shown.size)
            # Words over a picture hide what is light in it; what is dark in it shows between their letters.
            washed_out = ImageChops.subtract(darkest, expected)
            blackened = ImageChops.subtract(ImageChops.subtract(expected, lightest), under_words)
            strange = ImageChops.darker(ImageChops.lighter(washed_out, blackened), reach)
            if sum(strange.histogram()[STRANGER:]) >= LEAST_STRANGE_DOTS:
                return True
        return False

    def _expected(
        self, page: pymupdf.Page, one: dict[str, Any], size: tuple[int, int]
    ) -> tuple[Image.Image, Image.Image]:
        """How a picture would look if all of it were shown, and the dots of the page it should be seen at."""
        whole, alpha = self._pixels(page, one), self._alpha(one["xref"])
        expected, reach = _laid(whole, one["transform"], size)
        if alpha is not None:
            solid, _ = _laid(alpha.resize(whole.size), one["transform"], size)
            reach = ImageChops.darker(reach, solid.point(lambda value: 255 if value >= SOLID else 0))
            reach = reach.filter(ImageFilter.MinFilter(5))
        return expected.filter(SOFTENED), reach

    def _pixels(self, page: pymupdf.Page, one: dict[str, Any]) -> Image.Image:
        """All of a picture, in grey, without its masks."""
        if not one["xref"]:
            blocks = page.get_text("dict", flags=pymupdf.TEXT_PRESERVE_IMAGES, clip=pymupdf.INFINITE_RECT())["blocks"]
            return Image.open(io.BytesIO(blocks[one["number"]]["image"])).convert("L")
        if one["xref"] not in self._unpacked:
            self._unpacked[one["xref"]] = _grey(self.document, one["xref"])
        return self._unpacked[one["xref"]]

    def _alpha(self, xref: int) -> Image.Image | None:
        kind, value = self.document.xref_get_key(xref, "SMask") if xref else ("null", "")
        return _grey(self.document, int(value.split()[0])) if kind == "xref" else None

    def _hides_under_mask(self, xref: int) -> bool:
        """Whether a picture says something where its mask lets nothing through."""
        if xref not in self._judged:
            self._judged[xref] = self._masked(xref)
        return self._judged[xref]

    def _masked(self, xref: int) -> bool:
        if self.document.xref_get_key(xref, "Mask")[0] != "null":
            return True
        alpha = self._alpha(xref)
        if alpha is None:
            return False
        whole = _grey(self.document, xref)
        clear = alpha.resize(whole.size).point(lambda value: 255 if value < CLEAR else 0)
        tones = whole.histogram(clear)
        # One tone stands behind most masks, with a few strays along the edges.
        common = max(range(256), key=tones.__getitem__)
        other = sum(count for tone, count in enumerate(tones) if abs(tone - common) > STRANGER)
        return other > LEAST_UNDER_MASK * whole.width * whole.height


def _pictures_of(page: pymupdf.Page) -> list[dict[str, Any]]:
    """The pictures a page paints; MuPDF lists shadings as pictures too."""
    listed = page.get_image_info(xrefs=True)
    painted = [box for kind, box in page.get_bboxlog() if kind in PAINTS_PICTURES] if listed else []

    def is_painted(place: Sequence[float]) -> bool:
        return any(max(abs(a - b) for a, b in zip(place, box, strict=True)) < OUTSIDE_POINTS for box in painted)

    return [one for one in listed if one["xref"] or is_painted(one["bbox"])]


def _grey(document: pymupdf.Document, xref: int) -> Image.Image:
    pixels = pymupdf.Pixmap(document, xref)
    if pixels.colorspace is None:  # a stencil
        return Image.frombytes("L", (pixels.width, pixels.height), pixels.samples)
    if pixels.alpha:
        pixels = pymupdf.Pixmap(pixels, 0)
    if pixels.n != 1:
        pixels = pymupdf.Pixmap(pymupdf.csGRAY, pixels)
    return Image.frombytes("L", (pixels.width, pixels.height), pixels.samples)


def _is_cut_or_tiny(one: dict[str, Any], page: pymupdf.Rect) -> bool:
    place = pymupdf.Rect(one["bbox"])
    outside = max(page.x0 - place.x0, page.y0 - place.y0, place.x1 - page.x1, place.y1 - page.y1)
    a, b, c, d, *_ = one["transform"]
    across, down = (a * a + b * b) ** 0.5, (c * c + d * d) ** 0.5
    return (
        outside > OUTSIDE_POINTS or max(one["width"] / max(across, 0.1), one["height"] / max(down, 0.1)) > MOST_DPI / 72
    )


def _under(words: Sequence[Word], size: tuple[int, int]) -> Image.Image:
    """White where words stand: a picture may have words written over it."""
    covered, scale = Image.new("L", size, 0), LOOK_DPI / 72
    pen = ImageDraw.Draw(covered)
    for x0, y0, x1, y1, *_ in words:
        pen.rectangle((x0 * scale - 1, y0 * scale - 1, x1 * scale + 1, y1 * scale + 1), fill=255)
    return covered


def _laid(pixels: Image.Image, transform: tuple[float, ...], size: tuple[int, int]) -> tuple[Image.Image, Image.Image]:
    """A picture where its page lays it, and the dots it reaches there, both of the page's size."""
    scale = LOOK_DPI / 72
    matrix = pymupdf.Matrix(*transform) * pymupdf.Matrix(scale, scale)
    across = max(1, round((matrix.a**2 + matrix.b**2) ** 0.5))
    down = max(1, round((matrix.c**2 + matrix.d**2) ** 0.5))
    small = pixels.resize((min(pixels.width, across), min(pixels.height, down)), Image.Resampling.BOX)
    back = ~matrix * pymupdf.Matrix(small.width, small.height)
    how = (back.a, back.c, back.e, back.b, back.d, back.f)
    laid = small.transform(size, Image.Transform.AFFINE, how, Image.Resampling.BILINEAR)
    reach = Image.new("L", small.size, 255).transform(size, Image.Transform.AFFINE, how)
    return laid, reach.filter(ImageFilter.MinFilter(5))
