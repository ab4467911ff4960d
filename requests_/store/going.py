"""What goes out of a case: its documents without copies of each other, and the places withheld in them.

Whoever signs off and whoever reads the letter are told the same numbers, because both are counted here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from redaction.passages import outermost
from requests_.ids import DocumentId
from requests_.model.events.base import DocumentOutcome
from requests_.store.document_rows import CaseDocument
from requests_.store.documents import DecidedMark


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """The documents of a pack, and what is left out of it.

    `copies` are the very bytes of a document that goes, decided alike: the letter counts them as left out whole, with
    those in `whole`. `withheld` are the marks of each document that goes, in reading order.
    """

    documents: tuple[CaseDocument, ...]
    copies: tuple[CaseDocument, ...]
    whole: tuple[CaseDocument, ...]
    withheld: dict[DocumentId, tuple[DecidedMark, ...]]

    def covered(self, document: DocumentId) -> list[DecidedMark]:
        """The places of a document that are covered: what lies within a withheld passage is part of it."""
        return outermost(self.withheld[document])

    @property
    def places(self) -> int:
        """How many places are covered."""
        return sum(len(self.covered(key)) for key in self.withheld)

    @property
    def left_out(self) -> int:
        """How many documents are left out whole."""
        return len(self.whole) + len(self.copies)


def going_of(found: Iterable[CaseDocument], marks: Sequence[DecidedMark]) -> Going:
    """What goes of a case with these documents and marks, as they are decided now."""
    found = list(found)
    included = [document for document in found if document.outcome is DocumentOutcome.INCLUDE]
    withheld = {document.key: _withheld_in(document, marks) for document in included}
    seen: set[tuple[str, frozenset[tuple[int, int, int, str]]]] = set()
    kept: list[CaseDocument] = []
    copies: list[CaseDocument] = []
    for document in included:
        places = frozenset((mark.unit, mark.start, mark.end, mark.kind) for mark in withheld[document.key])
        same = (document.sha256, places)
        (copies if same in seen else kept).append(document)
        seen.add(same)
    return Going(
        documents=tuple(kept),
        copies=tuple(copies),
        whole=tuple(document for document in found if document.outcome is DocumentOutcome.WITHHOLD),
        withheld={document.key: withheld[document.key] for document in kept},
    )


def _withheld_in(document: CaseDocument, marks: Sequence[DecidedMark]) -> tuple[DecidedMark, ...]:
    own = (mark for mark in marks if mark.document == document.key and mark.decision == "withhold")
    return tuple(sorted(own, key=lambda mark: (mark.unit, mark.start)))
