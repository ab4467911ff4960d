"""The text that three independent readers extract, searched for terms and for known people."""

from __future__ import annotations

from redaction.values import Disposition, Document, Layout, Person, TextUnit, UnitSource
from redaction.verify.certificate import Check
from redaction.verify.finished import Finished
from redaction.verify.search import Finder, outcome
from redaction.verify.tools import run_tool

READERS = {
    "pdftotext -raw": ["pdftotext", "-raw", "-enc", "UTF-8", "INPUT", "-"],
    "pdftotext -layout": ["pdftotext", "-layout", "-enc", "UTF-8", "INPUT", "-"],
    "mutool": ["mutool", "draw", "-q", "-F", "txt", "-o", "-", "INPUT"],
}


def check_text(finished: Finished, finder: Finder) -> Check:
    """No term in what pdftotext, mutool and PDFium read, page by page and over page ends."""
    places = []
    for reader, command in READERS.items():
        text = run_tool(command, finished)
        if text is None:
            places.append(f"{reader} could not read it")
            continue
        places += _places_in(text.decode("utf-8", "replace").split("\f"), reader, finder)
    return outcome([*places, *_places_in([look.text for look in finished.pages], "PDFium", finder)])


def _places_in(pages: list[str], reader: str, finder: Finder) -> list[str]:
    """Where a term stands in the pages one reader gave; the whole text first, which says whether to look at each."""
    whole = " ".join(pages)
    if not finder.may_be_in(whole):
        return []
    places = [f"page {at} by {reader}" for at, page in enumerate(pages, start=1) if finder.in_text(page)]
    return [*places, f"the text by {reader}"] if finder.in_text(whole) else places


def check_people(finished: Finished, people: tuple[Person, ...]) -> Check:
    """No person whose mention would be withheld, found by every alias as in a document that comes in."""
    from redaction.propose import propose

    text = run_tool(READERS["pdftotext -raw"], finished)
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
