"""A finished file as the checks look at it: on disk for the outside programs, and each page opened once by PDFium."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pikepdf
import pypdfium2

from redaction.verify.drawn_letters import draws_letters
from redaction.verify.under_boxes import has_covered


@dataclass(frozen=True, slots=True)
class PageLook:
    """What PDFium says of one page: its text, whether letters cannot be seen, whether its drawing may be letters."""

    text: str
    has_covered: bool
    draws_letters: bool


@dataclass(frozen=True)
class Finished:
    """One file under examination; `path` is where a copy of its bytes lies."""

    content: bytes
    pdf: pikepdf.Pdf
    path: str

    @cached_property
    def pages(self) -> tuple[PageLook, ...]:
        """Each page as PDFium sees it. Only what was seen is kept: open pages of a large pack would not fit."""
        document = pypdfium2.PdfDocument(self.content)
        try:
            return tuple(_looked_at(document[number]) for number in range(len(document)))
        finally:
            document.close()


def _looked_at(page: pypdfium2.PdfPage) -> PageLook:
    letters = page.get_textpage()
    try:
        everywhere = letters.get_text_bounded(-30000, -30000, 30000, 30000)
        return PageLook(f"{everywhere}\n{letters.get_text_range()}", has_covered(page, letters), draws_letters(page))
    finally:
        letters.close()
        page.close()
