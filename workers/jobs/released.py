"""Comparing a copy that has left with what was decided since: what it should not hold may be a breach."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import partial

from redaction.read_form import load
from redaction.verify import verify
from redaction.verify.terms import disclosed_text
from requests_.ids import CaseId, DocumentId
from requests_.model.breaches.commands import SuspectBreach
from requests_.model.breaches.terms import BreachKind, Origin
from requests_.model.events.base import DocumentOutcome
from requests_.services import breaches
from requests_.services.looking_again import doubt_released
from requests_.store.documents import CaseDocument, DecidedMark
from requests_.store.outbox import Work
from requests_.store.released import ReleasedPack, released_packs
from requests_.store.session import UnitOfWork
from requests_.store.vault import CaseFiles
from workers.context import Record, Tools
from workers.render.binding import denied_terms
from workers.render.bundle_facts import is_shown
from workers.render.titles import plain

SUSPICION = (
    "Something of this case was withheld after its copy had left, and the copy holds it. Look who has the copy, and "
    "whether it was opened or downloaded."
)


# What a document is that should not have left.
_WRONG = (DocumentOutcome.WITHHOLD, DocumentOutcome.NOT_ABOUT_SUBJECT)


def look_at_released(tools: Tools, work: Work) -> Record:
    """Look in every copy that left for what is withheld now. One that holds it is named, and a breach is suspected."""
    with tools.store.unit_of_work() as uow:
        packs = released_packs(uow.session, work.case)
        documents = {document.key: document for document in uow.documents.of_case(work.case)}
        marks = uow.documents.marks(work.case)
    files = tools.store.vault.of(work.case)
    wrong = [pack for pack in packs if _holds_withheld(pack, documents, marks, files)]
    return partial(_record, tools, work.case, wrong)


def _holds_withheld(
    pack: ReleasedPack,
    documents: dict[DocumentId, CaseDocument],
    marks: Sequence[DecidedMark],
    files: CaseFiles,
) -> bool:
    held = [documents[key] for key in pack.documents if key in documents]
    if any(document.outcome in _WRONG for document in held):
        return True
    withheld = [mark for mark in marks if mark.decision == "withhold" and mark.document in pack.documents]
    # Words that are shown by one mark and withheld by another at the same place are withheld.
    shown = frozenset(plain(mark.text) for mark in marks if is_shown(mark) and not _is_covered(mark, withheld))
    terms = denied_terms(withheld, shown, _disclosed(held, withheld, files))
    return bool(terms) and not verify(files.get(pack.sha256), terms=terms).passed


def _is_covered(mark: DecidedMark, withheld: Sequence[DecidedMark]) -> bool:
    return any(
        (mark.document, mark.unit) == (one.document, one.unit) and one.start < mark.end and mark.start < one.end
        for one in withheld
    )


def _disclosed(held: Sequence[CaseDocument], withheld: Sequence[DecidedMark], files: CaseFiles) -> str:
    """What stays of the documents in a pack once everything that is withheld now is cut out."""
    cut: dict[tuple[DocumentId, int], list[tuple[int, int]]] = defaultdict(list)
    for mark in withheld:
        cut[mark.document, mark.unit].append((mark.start, mark.end))
    return disclosed_text(
        (unit.text, cut[document.key, number])
        for document in held
        if document.read_sha256
        for number, unit in enumerate(load(files.get(document.read_sha256)).units)
    )


def _record(tools: Tools, case: CaseId, wrong: Sequence[ReleasedPack], uow: UnitOfWork) -> None:
    for pack in wrong:
        doubt_released(uow, tools.clock, case)
        command = SuspectBreach(
            origin=Origin.LEAK_FOUND,
            what=BreachKind.NOT_REDACTED,
            about=pack.key,
            report=SUSPICION,
            reference=uow.cases.reference_of(case),
        )
        breaches.suspect(uow, tools.clock, command)
