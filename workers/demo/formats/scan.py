"""A draft as a scan: pages printed, put askew on the glass, and saved as pictures without a text layer."""

from __future__ import annotations

import io
import random

import pymupdf
from PIL import Image, ImageChops, ImageFilter
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from workers.demo.drafts import Draft
from workers.demo.formats.pdf import render_pdf

_DPI = 150
_JPEG_QUALITY = 58
_TILT_DEGREES = 1.2


def render_scan(draft: Draft) -> bytes:
    """The draft as a PDF of grey pictures, one a page, slightly rotated, specked and soft."""
    rng = random.Random(f"scan/{draft.kind}/{draft.on}/{len(draft.prose.text)}")  # noqa: S311 - dirt on the glass
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    with pymupdf.open(stream=render_pdf(draft), filetype="pdf") as printed:  # type: ignore[no-untyped-call]
        for page in printed:
            pixels = page.get_pixmap(dpi=_DPI, colorspace=pymupdf.csGRAY)
            picture = Image.frombytes("L", (pixels.width, pixels.height), pixels.samples)
            canvas.drawImage(ImageReader(io.BytesIO(_scanned(picture, rng))), 0, 0, *A4)
            canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def scanned_picture(draft: Draft) -> bytes:
    """The first page as a PNG, as a telephone sends it."""
    rng = random.Random(f"photo/{draft.kind}/{draft.on}")  # noqa: S311 - dirt on the glass
    with pymupdf.open(stream=render_pdf(draft), filetype="pdf") as printed:  # type: ignore[no-untyped-call]
        pixels = printed[0].get_pixmap(dpi=_DPI, colorspace=pymupdf.csGRAY)
    picture = Image.open(io.BytesIO(_scanned(Image.frombytes("L", (pixels.width, pixels.height), pixels.samples), rng)))
    buffer = io.BytesIO()
    picture.quantize(16).save(buffer, "PNG")
    return buffer.getvalue()


def _scanned(picture: Image.Image, rng: random.Random) -> bytes:
    """The page as JPEG bytes after tilt, blur and grain."""
    tilted = picture.rotate(
        rng.uniform(-_TILT_DEGREES, _TILT_DEGREES), resample=Image.Resampling.BILINEAR, fillcolor=250
    )
    small = (tilted.width // 2, tilted.height // 2)
    grain = Image.frombytes("L", small, rng.randbytes(small[0] * small[1])).resize(tilted.size)
    grain = grain.point([value // 9 for value in range(256)])
    dirty = ImageChops.subtract(tilted.filter(ImageFilter.GaussianBlur(0.5)), grain)
    buffer = io.BytesIO()
    dirty.save(buffer, "JPEG", quality=_JPEG_QUALITY)
    return buffer.getvalue()
