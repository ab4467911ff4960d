"""A Document and what is withheld of it → a PDF that no longer holds it."""

from __future__ import annotations

from collections.abc import Sequence

from redaction import sandbox
from redaction.sandbox import Limits
from redaction.values import Document, Withheld

BURNING = Limits(cpu_seconds=600, wall_seconds=600)


def burn(document: Document, withheld: Sequence[Withheld], *, as_pictures: bool = False) -> bytes:
    """The pages of a document with everything in `withheld` taken out, not covered.

    A document of pages keeps its pages: text and pixels under each span are removed, and a black box with its label is
    drawn there; a page that cannot be trusted (or every page, with `as_pictures`) becomes a picture with a layer of the
    words that may be read. A re-typeset document is set afresh with the labels in place of the text.
    Pass the result through `redaction.rebuild.rebuild`. Raises a RedactionError.
    """
    made: bytes = sandbox.run(
        "redaction.burn.pages:burn_document",
        (document, tuple(withheld), as_pictures),
        file=document.name,
        limits=BURNING,
    )
    return made
