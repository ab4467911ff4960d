"""Reading copies that have left again, once the detectors and checks are others than those that let them go.

What they see now and did not see then is suspected to be a breach (UK GDPR art. 4(12), 33(1)): a person looks.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from redaction.edition import edition
from redaction.verify import Certificate, verify
from requests_.ids import CaseId
from requests_.model.breaches.commands import SuspectBreach
from requests_.model.breaches.terms import BreachKind, Origin
from requests_.services import breaches
from requests_.services.looking_again import doubt_released
from requests_.store.documents import DecidedMark
from requests_.store.outbox import Work
from requests_.store.released import ReleasedPack, not_read_by
from requests_.store.session import UnitOfWork
from templates.filters import listed
from workers.context import Record, Tools
from workers.render.failures import pages_named
from workers.render.left_copies import LeftCopies, left_copies

# A night's worth: what packs are bound by in the day reads these.
A_NIGHT = 100
JOB = "reread_released"
_PDF = b"%PDF"
_REPORT = (
    "This copy left with every check passed. The detectors and checks of now see something in it{where}.{kinds} "
    "Look at the copy, who has it, and whether it was opened or downloaded. It may be nothing: then set this aside, "
    "and say why."
)


@dataclass(frozen=True, slots=True)
class _Suspicion:
    """A copy that does not pass now: what is new to the detectors in it, and where the checks see something."""

    pack: ReleasedPack
    finds: Sequence[DecidedMark]
    certificate: Certificate

    @property
    def about(self) -> str:
        """What is suspected, so that the same is suspected once, whatever edition sees it again. Holds no words."""
        places = sorted((find.document, find.unit, find.start, find.end) for find in self.finds)
        failed = sorted(check.name for check in self.certificate.checks if not check.passed)
        return f"{self.pack.key}:{hashlib.sha256(repr((places, failed)).encode()).hexdigest()[:16]}"

    @property
    def report(self) -> str:
        """What the data protection officer reads: kinds, counts and pages, and nobody's name."""
        pages = [str(page) for page in pages_named(self.certificate)]
        where = f", on page {listed(pages)}" if pages else ""
        counted = Counter(find.kind.replace("_", " ") for find in self.finds)
        kinds = listed([f"{kind} ({count})" for kind, count in sorted(counted.items())]) if counted else ""
        return _REPORT.format(where=where, kinds=f" New to the detectors: {kinds}." if kinds else "")


def reread_all(tools: Tools, day: date, *, for_real: bool = True) -> int:
    """Ask for the copies to be read again that were not by this edition, newest first; returns of how many cases."""
    with tools.store.unit_of_work() as uow:
        cases = not_read_by(uow.session, JOB, edition())[:A_NIGHT]
        for case in cases:
            uow.outbox.add(JOB, case, edition(), tools.clock.utc_now())
        if for_real:
            uow.commit()
    return len(cases)


def reread_released(tools: Tools, work: Work) -> Record:
    """Read every copy of a case that left; one that does not pass now is named, and a breach is suspected."""
    with tools.store.unit_of_work() as uow:
        left = left_copies(uow, work.case, tools.store.vault.of(work.case))
    finds = left.finds()
    read = [_read(left, pack, finds) for pack in left.packs]
    return partial(_record, tools, work.case, [one for one in read if one and not one.certificate.passed])


def _read(left: LeftCopies, pack: ReleasedPack, finds: Sequence[DecidedMark]) -> _Suspicion | None:
    """A copy as it stands now; None for a file to take elsewhere, from which names are cut and not blacked out."""
    content = left.files.get(pack.sha256)
    if not content.startswith(_PDF):
        return None
    inside = [find for find in finds if find.document in pack.documents]
    return _Suspicion(pack, inside, verify(content, terms=left.denied(pack, inside)))


def _record(tools: Tools, case: CaseId, found: Sequence[_Suspicion], uow: UnitOfWork) -> None:
    for one in found:
        command = SuspectBreach(
            origin=Origin.LEAK_FOUND,
            what=BreachKind.NOT_REDACTED,
            about=one.about,
            report=one.report,
            reference=uow.cases.reference_of(case),
        )
        if breaches.suspect(uow, tools.clock, command).is_new:
            doubt_released(uow, tools.clock, case)
