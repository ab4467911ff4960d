"""A copy that has left, beside what may not stand in it: what is withheld now, and what detectors find now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from redaction.detect.mention import CUE
from redaction.passages import COVERING
from redaction.propose import propose
from redaction.read_form import load
from redaction.values import Disposition, Person, Proposal
from redaction.verify.terms import disclosed_text
from requests_.ids import CaseId, DocumentId, MarkId
from requests_.model.people import CasePerson
from requests_.store.document_rows import CaseDocument
from requests_.store.documents import DecidedMark
from requests_.store.released import ReleasedPack, released_packs
from requests_.store.session import UnitOfWork
from requests_.store.vault import CaseFiles
from workers.render.binding import denied_terms
from workers.render.bundle_facts import is_shown
from workers.render.people import as_person
from workers.render.titles import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftCopies:
    """The copies of a case that have left, with its documents, marks and people as they stand now."""

    packs: tuple[ReleasedPack, ...]
    documents: dict[DocumentId, CaseDocument]
    marks: Sequence[DecidedMark]
    people: Sequence[CasePerson]
    files: CaseFiles

    def held(self, pack: ReleasedPack) -> list[CaseDocument]:
        """The documents in a copy that the case still has."""
        return [self.documents[key] for key in pack.documents if key in self.documents]

    def denied(self, pack: ReleasedPack, finds: Sequence[DecidedMark] = ()) -> tuple[str, ...]:
        """What may not stand in a copy: what is withheld now, and `finds`."""
        withheld = [mark for mark in self.marks if mark.decision == "withhold" and mark.document in pack.documents]
        withheld += [find for find in finds if find.document in pack.documents]
        # Words that are shown by one mark and withheld by another at the same place are withheld.
        shown = frozenset(plain(mark.text) for mark in self.marks if is_shown(mark) and not _is_over(mark, withheld))
        return denied_terms(withheld, shown, self._disclosed(self.held(pack), withheld))

    def finds(self) -> list[DecidedMark]:
        """What the detectors of now would withhold or ask about where nobody decided anything, as marks that withhold.

        Who was shown on purpose by any name is no find under another. Passages are a reviewer's to judge, not a
        detector's.
        """
        keys = sorted({key for pack in self.packs for key in pack.documents if key in self.documents})
        read = [key for key in keys if self.documents[key].read_sha256]
        known: list[Person] = [as_person(person) for person in self.people]
        found = propose([load(self.files.get(self.documents[key].read_sha256)) for key in read], known)
        shown = {mark.person for mark in self.marks if is_shown(mark)} & {person.key for person in known}
        finds = [
            _as_mark(key, one)
            for key, proposals in zip(read, found, strict=True)
            for one in proposals
            if _is_of_somebody(one)
        ]
        return [find for find in finds if find.person not in shown and not _is_over(find, self.marks)]

    def _disclosed(self, held: Sequence[CaseDocument], withheld: Sequence[DecidedMark]) -> str:
        """What stays of the documents in a copy once everything that may not stand there is cut out."""
        cut: dict[tuple[DocumentId, int], list[tuple[int, int]]] = defaultdict(list)
        for mark in withheld:
            cut[mark.document, mark.unit].append((mark.start, mark.end))
        return disclosed_text(
            (unit.text, cut[document.key, number])
            for document in held
            if document.read_sha256
            for number, unit in enumerate(load(self.files.get(document.read_sha256)).units)
        )


def left_copies(uow: UnitOfWork, case: CaseId, files: CaseFiles) -> LeftCopies:
    """Read what has left of a case."""
    return LeftCopies(
        packs=released_packs(uow.session, case),
        documents={document.key: document for document in uow.documents.of_case(case)},
        marks=uow.documents.marks(case),
        people=uow.people.people_of(case),
        files=files,
    )


def _is_of_somebody(one: Proposal) -> bool:
    """Whether a proposal is of somebody's name or number, and not for going out."""
    is_cue = one.kind.startswith(CUE) or one.kind in COVERING
    return one.disposition is not Disposition.DISCLOSE and not is_cue


def _as_mark(document: DocumentId, one: Proposal) -> DecidedMark:
    return DecidedMark(
        key=MarkId(""),
        document=document,
        unit=one.unit,
        start=one.start,
        end=one.end,
        kind=one.kind,
        text=one.text,
        person=one.person,
        disposition=one.disposition.value,
        reason=one.reason,
        decision="withhold",
    )


def _is_over(mark: DecidedMark, others: Sequence[DecidedMark]) -> bool:
    return any(
        (mark.document, mark.unit) == (one.document, one.unit) and one.start < mark.end and mark.start < one.end
        for one in others
    )
