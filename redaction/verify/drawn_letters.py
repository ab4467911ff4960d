"""Whether a page's drawing may hold letters that no reader of text sees."""

from __future__ import annotations

import pypdfium2
import pypdfium2.raw as pdfium

SEGMENTS_OF_A_BOX = 5
LEAST_LETTER, MOST_LETTER, LEAST_LETTERS = 2.0, 60.0, 5


def draws_letters(page: pypdfium2.PdfPage) -> bool:
    """Whether a page has a picture set into its drawing, or shapes as many and as large as a word has letters."""
    shapes = 0
    for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH], max_depth=8):
        if one.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            return True
        if pdfium.FPDFPath_CountSegments(one) <= SEGMENTS_OF_A_BOX:
            continue
        left, bottom, right, top = one.get_bounds()
        shapes += LEAST_LETTER <= right - left <= MOST_LETTER and LEAST_LETTER <= top - bottom <= MOST_LETTER
    return shapes >= LEAST_LETTERS
