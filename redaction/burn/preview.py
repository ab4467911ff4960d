"""What the requester will see of one place of a document: its page, or the section set afresh; runs in the sandbox."""

from __future__ import annotations

# PyMuPDF annotates only some of its functions.
# mypy: disable-error-code="no-untyped-call"
from dataclasses import replace

import pymupdf

from redaction.burn.pages import burn_document
from redaction.rebuild import rebuild
from redaction.values import Document, Layout, Withheld

TITLE = "Preview"


def previewed(document: Document, withheld: tuple[Withheld, ...], place: int) -> bytes:
    """A PDF of unit `place`, burned and rebuilt as for a pack. For a page of the document, of all that is on it."""
    page = document.units[place].page
    wanted = [n for n, unit in enumerate(document.units) if n == place or (page is not None and unit.page == page)]
    new_place = {old: new for new, old in enumerate(wanted)}
    moved = tuple(replace(one, unit=new_place[one.unit]) for one in withheld if one.unit in new_place)
    units = tuple(document.units[number] for number in wanted)
    if document.layout is Layout.PAGES and page is not None:
        single = pymupdf.open()
        with pymupdf.open(stream=document.pdf, filetype="pdf") as whole:
            single.insert_pdf(whole, from_page=page, to_page=page)
        units = tuple(replace(unit, page=0) for unit in units)
        untrusted = frozenset({0}) if page in document.untrusted_pages else frozenset[int]()
        document = replace(document, pdf=single.tobytes(), untrusted_pages=untrusted)
    return rebuild(burn_document(replace(document, units=units), moved, False), title=TITLE)
