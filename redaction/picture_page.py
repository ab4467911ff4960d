"""A page as a picture: drawn, blacked out in its pixels, and given a layer of the words that may be read."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
import pypdfium2
from PIL import Image, ImageDraw, TiffImagePlugin

from redaction.helvetica import escaped, width_of

Pixels = Image.Image
# A page is kept in black and white only when it has few tones between, and next to none too light to be taken for ink.
GREY_SHARE = 0.06
LIGHT_SHARE = 0.02
INK = 185


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word that may be read, in points of the page as it is seen (origin top left)."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


def picture_page(pdf: bytes, number: int, *, dpi: int) -> bytes:
    """A one-page PDF with the picture of page `number` as it is seen, and no text."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[number]
        width, height = page.get_size()
        pixels = page.render(scale=dpi / 72, may_draw_forms=False).to_pil()
    finally:
        document.close()
    return page_of_pixels(pixels, width, height, words=())


def black_out(pixels: Pixels, boxes: Sequence[tuple[float, float, float, float]], scale: float) -> Pixels:
    """The picture with every box (in points) black, a pixel wider on each side."""
    pen = ImageDraw.Draw(pixels)
    black = 0 if pixels.mode in {"L", "1"} else (0, 0, 0)
    for x0, y0, x1, y1 in boxes:
        pen.rectangle((x0 * scale - 1, y0 * scale - 1, x1 * scale + 1, y1 * scale + 1), fill=black)
    return pixels


def page_of_pixels(pixels: Pixels, width: float, height: float, *, words: Sequence[PlacedWord]) -> bytes:
    """A one-page PDF of `width` by `height` points that shows `pixels`, with `words` readable but not drawn."""
    pdf = pikepdf.new()
    image = _image(pdf, pixels)
    content = b"q %.3f 0 0 %.3f 0 0 cm /X1 Do Q\n" % (width, height) + _text_layer(words, height)
    resources = pikepdf.Dictionary({"/XObject": pikepdf.Dictionary({"/X1": image})})
    if words:
        face = pikepdf.Dictionary(
            {"/Type": pikepdf.Name.Font, "/Subtype": pikepdf.Name.Type1, "/BaseFont": pikepdf.Name.Helvetica,
             "/Encoding": pikepdf.Name.WinAnsiEncoding}
        )  # fmt: skip
        resources["/Font"] = pikepdf.Dictionary({"/F1": pdf.make_indirect(face)})
    page = pikepdf.Dictionary(
        {"/Type": pikepdf.Name.Page, "/MediaBox": pikepdf.Array([0, 0, width, height]), "/Resources": resources,
         "/Contents": pikepdf.Stream(pdf, content)}
    )  # fmt: skip
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _image(pdf: pikepdf.Pdf, pixels: Pixels) -> pikepdf.Object:
    grey = pixels.convert("L")
    histogram = grey.histogram()
    total = max(1, sum(histogram))
    is_line_art = sum(histogram[48:208]) / total < GREY_SHARE and sum(histogram[INK:246]) / total < LIGHT_SHARE
    entries = {
        "/Type": pikepdf.Name.XObject,
        "/Subtype": pikepdf.Name.Image,
        "/Width": pixels.width,
        "/Height": pixels.height,
    }
    if is_line_art:
        stream = pikepdf.Stream(pdf, b"")
        content = _fax_lines(grey.point(lambda value: 255 if value > INK else 0).convert("1"))
        parameters = pikepdf.Dictionary({"/K": -1, "/Columns": pixels.width, "/Rows": pixels.height})
        stream.write(content, filter=pikepdf.Name.CCITTFaxDecode, decode_parms=parameters)
        entries |= {"/ColorSpace": pikepdf.Name.DeviceGray, "/BitsPerComponent": 1}
    else:
        stream = pikepdf.Stream(pdf, b"")
        coloured = pixels.convert("RGB") if pixels.mode not in {"L", "1"} and _is_coloured(pixels) else grey
        out = io.BytesIO()
        coloured.save(out, "JPEG", quality=72, optimize=True)
        stream.write(out.getvalue(), filter=pikepdf.Name.DCTDecode)
        space = pikepdf.Name.DeviceRGB if coloured.mode == "RGB" else pikepdf.Name.DeviceGray
        entries |= {"/ColorSpace": space, "/BitsPerComponent": 8}
    for key, value in entries.items():
        stream[key] = value
    return pdf.make_indirect(stream)


def _is_coloured(pixels: Pixels) -> bool:
    small = pixels.convert("RGB").resize((64, 64))
    return any(max(colour) - min(colour) > 40 for _, colour in small.getcolors(4096) or [])  # type: ignore[arg-type]


def _fax_lines(pixels: Pixels) -> bytes:
    """CCITT group 4 of a black and white picture, in one strip, with 1 for white as a PDF reads it."""
    out = io.BytesIO()
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[278] = pixels.height
    pixels.save(out, "TIFF", compression="group4", tiffinfo=tags)
    out.seek(0)
    with Image.open(out) as written:
        directory = written.tag_v2  # type: ignore[attr-defined]
        start, size, photometric = directory[273][0], directory[279][0], directory[262]
    if photometric == 1:
        # Pillow wrote white as 1 but fax codes runs from white: a PDF needs the picture that codes white as 0.
        return _fax_lines_inverted(pixels)
    return out.getvalue()[start : start + size]


def _fax_lines_inverted(pixels: Pixels) -> bytes:
    out = io.BytesIO()
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[278] = pixels.height
    tags[262] = 0
    pixels.save(out, "TIFF", compression="group4", tiffinfo=tags)
    out.seek(0)
    with Image.open(out) as written:
        directory = written.tag_v2  # type: ignore[attr-defined]
        start, size = directory[273][0], directory[279][0]
    return out.getvalue()[start : start + size]


def _text_layer(words: Sequence[PlacedWord], height: float) -> bytes:
    out = bytearray(b"BT 3 Tr\n" if words else b"")
    for word in words:
        size = max(1.0, min(72.0, (word.y1 - word.y0) * 0.9))
        natural = max(0.1, width_of(word.text, size))
        stretch = max(10.0, min(400.0, 100 * (word.x1 - word.x0) / natural))
        baseline = height - word.y1 + (word.y1 - word.y0) * 0.2
        out += b"/F1 %.2f Tf %.1f Tz 1 0 0 1 %.2f %.2f Tm (%s) Tj\n" % (
            size,
            stretch,
            word.x0,
            baseline,
            escaped(word.text),
        )
    return bytes(out + (b"ET\n" if words else b""))
