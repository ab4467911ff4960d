"""Write a PDF anew from an allow-list, so that nothing is carried over that nobody looked at."""

from __future__ import annotations

import io

import pikepdf

from redaction.allowed.pages import carry_pages
from redaction.errors import Unreadable
from redaction.picture_page import picture_page

RASTER_DPI = 150


def rebuild(pdf: bytes, *, title: str) -> bytes:
    """The same pages with nothing but what paints them; the same input gives the same bytes.

    A page that cannot be carried safely (text in a pattern or a mask, damaged drawing) becomes a picture of itself.
    `title` stands in the result for everyone to read, so it must not name a third party.
    Raises Unreadable when the bytes are not a PDF.
    """
    try:
        with pikepdf.open(io.BytesIO(pdf)) as source:
            carried = carry_pages(source)
    except pikepdf.PdfError as error:
        raise Unreadable(title, "its pages cannot be rebuilt") from error
    for number in carried.untrusted:
        replace_page(carried.pdf, number, picture_page(pdf, number, dpi=RASTER_DPI))
    return finish(carried.pdf, title=title)


def replace_page(target: pikepdf.Pdf, number: int, single: bytes) -> None:
    """Put the one page of `single` in the place of page `number`."""
    with pikepdf.open(io.BytesIO(single)) as source:
        target.pages[number] = source.pages[0]


def finish(pdf: pikepdf.Pdf, *, title: str) -> bytes:
    """Language, title and a fixed identity, then the bytes."""
    pdf.Root["/Lang"] = pikepdf.String("en-GB")
    pdf.Root["/ViewerPreferences"] = pikepdf.Dictionary({"/DisplayDocTitle": True})
    pdf.trailer["/Info"] = pdf.make_indirect(pikepdf.Dictionary({"/Title": pikepdf.String(title)}))
    out = io.BytesIO()
    pdf.remove_unreferenced_resources()
    pdf.save(
        out,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
    )
    return out.getvalue()
