"""Everything a pack is made of, out of the database, with every third party's name taken out of titles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from requests_.errors import Conflict
from requests_.ids import CaseId, DocumentId
from requests_.model.case import Case
from requests_.model.events import DocumentOutcome
from requests_.model.people import Capacity, DataSubject, Requester
from requests_.model.sources import SearchState
from requests_.settings import ControllerProfile
from requests_.store.documents import CaseDocument, DecidedMark
from requests_.store.session import UnitOfWork
from templates.labels import label
from workers.render.labels import Labels
from workers.render.pack import COPY, LeftOut, SearchLine
from workers.render.people import as_person
from workers.render.titles import TitleCleaner, plain

_NOT_LISTED = frozenset({DocumentOutcome.INCLUDE, DocumentOutcome.NOT_ABOUT_SUBJECT})


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleDocument:
    """One document to be disclosed, with the marks that are withheld in it."""

    found: CaseDocument
    title: str
    source: str
    hidden: tuple[str, ...]
    withheld: tuple[DecidedMark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """A case ready to be bound."""

    case: Case
    reference: str
    subject: DataSubject
    requester: Requester
    controller: ControllerProfile
    written_on: date
    documents: tuple[BundleDocument, ...]
    left_out: tuple[LeftOut, ...]
    searches: tuple[SearchLine, ...]
    labels: Labels
    shown: frozenset[str]

    @property
    def is_own(self) -> bool:
        """Whether the requester asks about themselves."""
        return self.case.capacity is Capacity.SUBJECT


def load_bundle(uow: UnitOfWork, key: CaseId, *, controller: ControllerProfile, written_on: date) -> Bundle:
    """Read a signed-off case. Raises Conflict when something is undecided after all."""
    case = uow.cases.load(key)
    still = uow.documents.open_decisions(key)
    if still.marks or still.documents or not case.signed_off_by:
        raise Conflict("The case is not signed off with everything decided: its pack cannot be built.")
    titles = {source.key: source.title for source in uow.searches.sources()}
    found = uow.documents.of_case(key)
    marks = uow.documents.marks(key)
    included, copies = _without_copies([d for d in found if d.outcome is DocumentOutcome.INCLUDE], marks)
    order = {document.key: number for number, document in enumerate(included)}
    withheld = sorted(
        (mark for mark in marks if mark.decision == "withhold" and mark.document in order),
        key=lambda mark: (order[mark.document], mark.unit, mark.start),
    )
    labels = Labels(outermost(withheld))
    shown = frozenset(plain(mark.text) for mark in marks if is_shown(mark))
    people = [as_person(person) for person in uow.people.people_of(key)]
    cleaner = TitleCleaner(people=people, withheld=withheld, shown=shown, labels=labels)
    return Bundle(
        case=case,
        reference=uow.cases.reference_of(key),
        subject=uow.people.subject_of(key),
        requester=uow.people.requester_of(key),
        controller=controller,
        written_on=written_on,
        documents=tuple(_document(document, titles, withheld, cleaner) for document in included),
        left_out=(
            *(_left_out(document) for document in found if document.outcome not in _NOT_LISTED),
            *(LeftOut(kind=_kind(copy), dated_on=copy.dated_on, reason=COPY) for copy in copies),
        ),
        searches=_searches(case, titles),
        labels=labels,
        shown=shown,
    )


def outermost(withheld: Sequence[DecidedMark]) -> tuple[DecidedMark, ...]:
    """The marks without those that lie inside a withheld passage: the passage's label stands for all of it."""
    passages = [mark for mark in withheld if mark.kind == "passage"]
    return tuple(
        mark
        for mark in withheld
        if mark.kind == "passage" or not any(_is_inside(mark, passage) for passage in passages)
    )


def _is_inside(mark: DecidedMark, passage: DecidedMark) -> bool:
    same = mark.document == passage.document and mark.unit == passage.unit
    return same and passage.start <= mark.start and mark.end <= passage.end


def is_shown(mark: DecidedMark) -> bool:
    """Whether a mark's words are disclosed on purpose: a person said so, or nothing else was ever proposed for them."""
    return mark.decision == "disclose" or (mark.decision is None and mark.disposition == "disclose")


def _document(
    document: CaseDocument, titles: dict[str, str], withheld: list[DecidedMark], cleaner: TitleCleaner
) -> BundleDocument:
    return BundleDocument(
        found=document,
        title=cleaner.clean(document.title),
        source=titles.get(document.source, document.source),
        hidden=document.hidden,
        withheld=tuple(mark for mark in withheld if mark.document == document.key),
    )


def _without_copies(
    included: list[CaseDocument], marks: list[DecidedMark]
) -> tuple[list[CaseDocument], list[CaseDocument]]:
    """The documents without files that are another one's very bytes, decided alike; and those copies."""
    decided: dict[DocumentId, list[tuple[int, int, int, str]]] = {document.key: [] for document in included}
    for mark in marks:
        if mark.document in decided and mark.decision == "withhold":
            decided[mark.document].append((mark.unit, mark.start, mark.end, mark.kind))
    seen: set[tuple[str, frozenset[tuple[int, int, int, str]]]] = set()
    kept: list[CaseDocument] = []
    copies: list[CaseDocument] = []
    for document in included:
        same = (document.sha256, frozenset(decided[document.key]))
        (copies if same in seen else kept).append(document)
        seen.add(same)
    return kept, copies


def _kind(document: CaseDocument) -> str:
    return label("category_short", document.category)


def _left_out(document: CaseDocument) -> LeftOut:
    kind = _kind(document)
    if document.outcome is DocumentOutcome.TO_FOLLOW:
        return LeftOut(kind=kind, dated_on=document.dated_on, reason="", is_gap=True)
    return LeftOut(kind=kind, dated_on=document.dated_on, reason=document.outcome_reason)


def _searches(case: Case, titles: dict[str, str]) -> tuple[SearchLine, ...]:
    lines = []
    for key, source in sorted(case.sources.items()):
        title = titles.get(key, key)
        is_searched = source.state is SearchState.SEARCHED
        says = "Searched" if is_searched else f"{title} has not been searched. We will tell you when it has been."
        lines.append(
            SearchLine(
                title=title,
                says=says,
                looked_at=source.looked_at,
                found=source.found + source.possible,
                is_gap=not is_searched,
            )
        )
    return tuple(lines)
