"""Comparing a copy that has left with what was decided since: what it should not hold may be a breach."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from redaction.verify import verify
from requests_.ids import CaseId
from requests_.model.breaches.commands import SuspectBreach
from requests_.model.breaches.terms import BreachKind, Origin
from requests_.model.events.base import DocumentOutcome
from requests_.services import breaches
from requests_.services.looking_again import doubt_released
from requests_.store.outbox import Work
from requests_.store.released import ReleasedPack
from requests_.store.session import UnitOfWork
from workers.context import Record, Tools
from workers.render.left_copies import LeftCopies, left_copies

SUSPICION = (
    "Something of this case was withheld after its copy had left, and the copy holds it. Look who has the copy, and "
    "whether it was opened or downloaded."
)


# What a document is that should not have left.
_WRONG = (DocumentOutcome.WITHHOLD, DocumentOutcome.NOT_ABOUT_SUBJECT)


def look_at_released(tools: Tools, work: Work) -> Record:
    """Look in every copy that left for what is withheld now. One that holds it is named, and a breach is suspected."""
    with tools.store.unit_of_work() as uow:
        left = left_copies(uow, work.case, tools.store.vault.of(work.case))
    wrong = [pack for pack in left.packs if _holds_withheld(left, pack)]
    return partial(_record, tools, work.case, wrong)


def _holds_withheld(left: LeftCopies, pack: ReleasedPack) -> bool:
    if any(document.outcome in _WRONG for document in left.held(pack)):
        return True
    terms = left.denied(pack)
    return bool(terms) and not verify(left.files.get(pack.sha256), terms=terms).passed


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
