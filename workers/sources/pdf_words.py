"""The words of a PDF; used only inside the reading child."""

from __future__ import annotations

from typing import Any

import pymupdf

from workers.sources import limits, problems
from workers.sources.archives import Member
from workers.sources.formats import Reading
from workers.sources.ocr import DPI, PIXELS, ocr_png

_SCANNED_BELOW = 25  # characters of text on a page that still let it count as a picture


def read_pdf(content: bytes) -> Reading:
    """Give the words of every page (by OCR where it is a picture), the files inside, and which pages stay unread."""
    pymupdf.TOOLS.mupdf_display_errors(False)  # type: ignore[no-untyped-call]
    pymupdf.TOOLS.mupdf_display_warnings(False)  # type: ignore[no-untyped-call]
    with pymupdf.open(stream=content, filetype="pdf") as document:  # type: ignore[no-untyped-call]
        if document.needs_pass:
            return "", (), problems.PASSWORD
        if document.is_repaired and any(not page.read_contents().strip() for page in document):
            return "", (), problems.CUT_OFF
        pages, unread = [], []
        scanned = 0
        for page in document:
            text = _page_text(page)
            if len(text.strip()) < _SCANNED_BELOW and (page.get_images() or page.get_drawings()):
                scanned += 1
                seen = ocr_png(_picture(page)) if scanned <= limits.OCR_PAGES else ""
                text += seen
                if not seen.strip() and page.get_images():
                    unread.append(str(page.number + 1))
            pages.append(text)
        title = (document.metadata or {}).get("title") or ""
        inside = tuple(Member(name, document.embfile_get(name)) for name in document.embfile_names())
    return "\n".join([title, *pages]), inside, problems.pictures_on(unread) if unread else ""


def _page_text(page: pymupdf.Page) -> str:
    document_page: Any = page  # the library's stubs are partly untyped
    notes = [annotation.info.get("content", "") for annotation in document_page.annots() or ()]
    fields = [str(widget.field_value or "") for widget in document_page.widgets() or ()]
    return "\n".join([document_page.get_text(), *filter(None, notes), *filter(None, fields)])


def _picture(page: pymupdf.Page) -> bytes:
    """Draw a page for OCR; nothing where it would be too large to read."""
    picture = page.get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY)
    if picture.width * picture.height > PIXELS:
        return b""
    png: bytes = picture.tobytes("png")  # type: ignore[no-untyped-call]
    return png
