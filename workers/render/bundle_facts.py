"""Everything a pack is made of, out of the database, with every third party's name taken out of titles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from requests_.errors import Conflict
from requests_.ids import CaseId
from requests_.model.case import Case
from requests_.model.events.base import DocumentOutcome
from requests_.model.events.reviewing import DocumentUnreadable
from requests_.model.exemptions import QUIET_CODES
from requests_.model.letters.check import Silence
from requests_.model.letters.reasons import COPY
from requests_.model.people import Capacity, DataSubject, Requester
from requests_.model.places import places_of
from requests_.model.promises import heard_by, owed_stores
from requests_.model.rights import Regime
from requests_.model.sources import SearchState, SourceProgress
from requests_.settings import ControllerProfile
from requests_.store.cases import due_on_or_none
from requests_.store.document_rows import CaseDocument
from requests_.store.documents import DecidedMark
from requests_.store.going import Going, going_of
from requests_.store.labels import Labels
from requests_.store.queries.letters import silence_of
from requests_.store.queries.protected import protected_terms
from requests_.store.queries.timeline import timeline_rows
from requests_.store.queries.written_records import words_of_records
from requests_.store.session import UnitOfWork
from templates.labels import label
from workers.render.gaps import document_line, left_out_line, searched_before_line, sent_late_line, unsearched_line
from workers.render.pack import LeftOut, Looked, SearchLine
from workers.render.people import as_person
from workers.render.titles import OWN, TitleCleaner, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleDocument:
    """One document to be disclosed, with the marks that are withheld in it."""

    found: CaseDocument
    title: str
    source: str
    regime: Regime
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
    gaps: tuple[str, ...]
    looked: Looked
    labels: Labels
    shown: frozenset[str]
    protected: frozenset[str]
    own_people: frozenset[str]
    silence: Silence

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
    titles, regimes = {source.key: source.title for source in uow.searches.sources()}, uow.searches.regimes()
    found = uow.documents.of_case(key)
    marks = uow.documents.marks(key)
    going = going_of(found, marks)
    withheld = [mark for document in going.documents for mark in going.withheld[document.key]]
    labels = Labels([mark for document in going.documents for mark in going.covered(document.key)])
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
        documents=tuple(_document(document, titles, regimes, going, cleaner) for document in going.documents),
        left_out=(
            *(_left_out(document, document.outcome_reason, regimes) for document in going.whole),
            *(_left_out(copy, COPY, regimes) for copy in going.copies),
        ),
        searches=_searches(case, titles, Counter(document.source for document in found if is_quiet(document))),
        looked=_looked(case, titles, words_of_records(uow.session, key)),
        gaps=_gaps(uow, case, titles, cleaner, heard_by(written_on, due_on_or_none(case))),
        labels=labels,
        shown=shown,
        protected=protected_terms(uow.session, case),
        own_people=frozenset(person.key for person in people if person.role in OWN),
        silence=silence_of(uow.session, key),
    )


def is_shown(mark: DecidedMark) -> bool:
    """Whether a mark's words are disclosed on purpose: a person said so, or nothing else was ever proposed for them."""
    return mark.decision == "disclose" or (mark.decision is None and mark.disposition == "disclose")


def is_quiet(document: CaseDocument) -> bool:
    """Whether it is left out for a reason whose very name would tell of an investigation."""
    return document.outcome is DocumentOutcome.WITHHOLD and document.outcome_reason in QUIET_CODES


def _document(
    document: CaseDocument,
    titles: dict[str, str],
    regimes: Mapping[str, Regime],
    going: Going,
    cleaner: TitleCleaner,
) -> BundleDocument:
    return BundleDocument(
        found=document,
        title=cleaner.clean(document.title),
        source=titles.get(document.source, document.source),
        regime=regimes[document.source],
        hidden=document.hidden,
        withheld=going.withheld[document.key],
    )


def _left_out(document: CaseDocument, reason: str, regimes: Mapping[str, Regime]) -> LeftOut:
    kind = label("category_short", document.category)
    return LeftOut(kind=kind, dated_on=document.dated_on, reason=reason, regime=regimes[document.source])


def _gaps(uow: UnitOfWork, case: Case, titles: dict[str, str], cleaner: TitleCleaner, by: date) -> tuple[str, ...]:
    stopped = {
        str(row.payload["document"]): str(row.payload["reason"])
        for row in timeline_rows(uow.session, case.key)
        if row.kind == DocumentUnreadable.kind
    }
    late = sorted({enquiry.source for enquiry in case.following_answers})
    sent = [sent_late_line(titles.get(key, key), by) for key in late]
    stores = [
        unsearched_line(titles.get(key, key), case.sources[key].state, by, is_again=key in case.searched_before)
        for key in owed_stores(case)
        if key not in late
    ]
    documents = [
        document_line(
            document,
            title=cleaner.clean(document.title),
            store=titles.get(document.source, document.source),
            stopped_by=stopped.get(document.key, ""),
            by=by,
        )
        for document in uow.documents.of_case(case.key)
        if document.outcome is DocumentOutcome.TO_FOLLOW
    ]
    return (*stores, *sent, *documents)


def _looked(case: Case, titles: Mapping[str, str], records: Mapping[str, str]) -> Looked:
    """Where we looked, where we did until the case was opened again, and where not, each with the reason given."""
    places = places_of(case, titles)

    def because(key: str) -> str:
        return records.get(case.sources[key].record, "") if key in case.sources else ""

    return Looked(
        searched=tuple(titles.get(key, key) for key in sorted((*places.searched, *places.before))),
        before=tuple(searched_before_line(titles.get(key, key), because(key)) for key in places.before),
        not_searched=tuple(left_out_line(titles.get(key, key), because(key)) for key in places.never),
        is_whole=not places.owed and not places.never,
    )


def _searches(case: Case, titles: dict[str, str], quiet: Counter[str]) -> tuple[SearchLine, ...]:
    lines = []
    for key, source in sorted({**case.searched_before, **case.sources}.items()):
        earlier = case.searched_before.get(key)
        counted = source if source.state is SearchState.SEARCHED or earlier is None else earlier
        # A number that counts what must not be told would tell it.
        found = max(counted.found + counted.possible - quiet[key], 0)
        says = _came_of(source, was_searched=earlier is not None)
        lines.append(SearchLine(title=titles.get(key, key), says=says, looked_at=counted.looked_at, found=found))
    return tuple(lines)


def _came_of(source: SourceProgress, *, was_searched: bool) -> str:
    if source.state is not SearchState.SEARCHED:
        if was_searched:
            return "Searched before the request was opened again; the letter says why not again"
        left_out = source.state is SearchState.LEFT_OUT
        return "Not searched: the letter says why" if left_out else "Not searched yet: the letter says why"
    if not source.unreadable:
        return "Searched"
    files = "1 file" if source.unreadable == 1 else f"{source.unreadable} files"
    return f"Searched, but {files} could not be read, or not to the end"
