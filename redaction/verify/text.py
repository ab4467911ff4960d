"""The text that three independent readers extract, searched for terms and for known people."""

from __future__ import annotations

import pikepdf
import pypdfium2

from redaction.values import Disposition, Document, Layout, Person, TextUnit, UnitSource
from redaction.verify.certificate import Check
from redaction.verify.search import Finder, outcome
from redaction.verify.tools import run_tool

READERS = {
    "pdftotext -raw": ["pdftotext", "-raw", "-enc", "UTF-8", "INPUT", "-"],
    "pdftotext -layout": ["pdftotext", "-layout", "-enc", "UTF-8", "INPUT", "-"],
    "mutool": ["mutool", "draw", "-q", "-F", "txt", "-o", "-", "INPUT"],
}


def check_text(content: bytes, pdf: pikepdf.Pdf, finder: Finder) -> Check:
    """No term in what pdftotext, mutool and PDFium read, page by page and over page ends."""
    places = []
    for reader, command in READERS.items():
        text = run_tool(command, content)
        if text is None:
            places.append(f"{reader} could not read it")
            continue
        pages = text.decode("utf-8", "replace").split("\f")
        places += [f"page {at} by {reader}" for at, page in enumerate(pages, start=1) if finder.in_text(page)]
        if finder.in_text(" ".join(pages)):
            places.append(f"the text by {reader}")
    places += [f"page {at} by PDFium" for at, page in enumerate(pdfium_pages(content), start=1) if finder.in_text(page)]
    del pdf
    return outcome(places)


def pdfium_pages(content: bytes) -> list[str]:
    """The text of each page as PDFium reads it."""
    document = pypdfium2.PdfDocument(content)
    try:
        found = []
        for number in range(len(document)):
            text_page = document[number].get_textpage()
            found.append(text_page.get_text_bounded(-30000, -30000, 30000, 30000) + "\n" + text_page.get_text_range())
            text_page.close()
        return found
    finally:
        document.close()


def check_people(content: bytes, people: tuple[Person, ...]) -> Check:
    """No person whose mention would be withheld, found by every alias as in a document that comes in."""
    from redaction.propose import propose

    text = run_tool(READERS["pdftotext -raw"], content)
    if text is None:
        return outcome(["pdftotext could not read it"])
    pages = text.decode("utf-8", "replace").split("\f")
    units = tuple(
        TextUnit(label=f"Page {at + 1}", text=page, source=UnitSource.TEXT_LAYER, page=at)
        for at, page in enumerate(pages)
    )
    document = Document(name="document", media_type="application/pdf", layout=Layout.RETYPESET, units=units)
    (proposals,) = propose([document], people)
    known = {person.key for person in people}
    found = [one for one in proposals if one.disposition is Disposition.WITHHOLD and one.person in known]
    return outcome(f"page {one.unit + 1}, {one.kind}" for one in found)
