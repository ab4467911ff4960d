"""Everything a pack is made of, out of the database, with every third party's name taken out of titles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from requests_.errors import Conflict
from requests_.ids import CaseId
from requests_.model.case import Case
from requests_.model.events import DocumentOutcome
from requests_.model.people import Capacity, DataSubject, Requester
from requests_.model.sources import SearchState
from requests_.settings import ControllerProfile
from requests_.store.documents import CaseDocument, DecidedMark
from requests_.store.session import UnitOfWork
from templates.labels import label
from workers.render.labels import Labels
from workers.render.pack import LeftOut, SearchLine, reason_of

_NOT_LISTED = frozenset({DocumentOutcome.INCLUDE, DocumentOutcome.NOT_ABOUT_SUBJECT})


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleDocument:
    """One document to be disclosed, with the marks that are withheld and those that a person decided to disclose."""

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
    withheld = [mark for mark in uow.documents.marks(key) if mark.decision == "withhold"]
    included = [document for document in found if document.outcome is DocumentOutcome.INCLUDE]
    order = {document.key: number for number, document in enumerate(included)}
    withheld = sorted((m for m in withheld if m.document in order), key=lambda m: (order[m.document], m.unit, m.start))
    labels = Labels(withheld)
    return Bundle(
        case=case,
        reference=uow.cases.reference_of(key),
        subject=uow.people.subject_of(key),
        requester=uow.people.requester_of(key),
        controller=controller,
        written_on=written_on,
        documents=tuple(_document(document, titles, withheld, labels) for document in included),
        left_out=tuple(_left_out(document) for document in found if document.outcome not in _NOT_LISTED),
        searches=_searches(case, titles),
        labels=labels,
    )


def clean_title(title: str, withheld: list[DecidedMark], labels: Labels) -> str:
    """A title with every withheld stretch of the bundle taken out, the longest first."""
    for mark in sorted(withheld, key=lambda mark: -len(mark.text)):
        words = [re.escape(word) for word in mark.text.split()]
        if words:
            pattern = r"(?<!\w)" + r"[\s_.-]+".join(words) + r"(?!\w)"
            title = re.sub(pattern, labels.of(mark), title, flags=re.IGNORECASE)
    return title


def _document(
    document: CaseDocument, titles: dict[str, str], withheld: list[DecidedMark], labels: Labels
) -> BundleDocument:
    return BundleDocument(
        found=document,
        title=clean_title(document.title, withheld, labels),
        source=titles.get(document.source, document.source),
        hidden=tuple(clean_title(kind, withheld, labels) for kind in document.hidden),
        withheld=tuple(mark for mark in withheld if mark.document == document.key),
    )


def _left_out(document: CaseDocument) -> LeftOut:
    kind = label("category_short", document.category)
    if document.outcome is DocumentOutcome.TO_FOLLOW:
        return LeftOut(kind=kind, dated_on=document.dated_on, reason="we will send this later", is_gap=True)
    return LeftOut(kind=kind, dated_on=document.dated_on, reason=reason_of(document.outcome_reason).label)


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
