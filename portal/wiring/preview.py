"""One place of a document as the requester will see it, by what has been decided so far."""

from __future__ import annotations

from collections.abc import Sequence

from redaction import sandbox
from redaction.errors import RedactionError
from redaction.passages import outermost
from redaction.pipeline import withheld_for
from redaction.read_form import load
from requests_.errors import Conflict, NotFound
from requests_.ids import CaseId, DocumentId
from requests_.model.events.base import DocumentOutcome
from requests_.store.documents import DecidedMark
from requests_.store.labels import Labels
from requests_.store.session import Store


def preview(store: Store, case: CaseId, document: DocumentId, place: int) -> bytes:
    """A PDF of page or section `place`, from 0, made as a pack is; what is still undecided is withheld in it.

    Raises NotFound where there is no such place, Conflict where it cannot be made.
    """
    with store.unit_of_work() as uow:
        found = uow.documents.get(case, document)
        included = [one.key for one in uow.documents.of_case(case) if one.outcome is DocumentOutcome.INCLUDE]
        marks = [mark for mark in uow.documents.marks(case) if _is_withheld(mark)]
    read = load(store.vault.of(case).get(found.read_sha256)) if found.read_sha256 else None
    if read is None or not 0 <= place < len(read.units):
        raise NotFound("There is no such page or section.")
    labels = Labels(_in_order(marks, included if document in included else [*included, document]))
    own = outermost([mark for mark in marks if mark.document == document])
    withheld = tuple(withheld_for(mark, labels.of(mark), read) for mark in own)
    try:
        made: bytes = sandbox.run(
            "redaction.burn.preview:previewed", (read, withheld, place), file=found.file_name or found.title
        )
    except RedactionError as fault:
        raise Conflict(f"No preview can be made: {fault.reason}.") from None
    finally:
        sandbox.close_all()  # it holds large libraries
    return made


def _is_withheld(mark: DecidedMark) -> bool:
    return mark.decision == "withhold" or (mark.decision is None and mark.disposition != "disclose")


def _in_order(marks: Sequence[DecidedMark], documents: Sequence[DocumentId]) -> list[DecidedMark]:
    """The marks in the order of the pack, in which people get their letters."""
    order = {key: number for number, key in enumerate(documents)}
    inside = [mark for mark in marks if mark.document in order]
    return sorted(inside, key=lambda mark: (order[mark.document], mark.unit, mark.start))
