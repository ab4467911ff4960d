"""What the searches of the sources came to."""

from __future__ import annotations

from collections.abc import Iterable

from requests_.clock import Clock
from requests_.errors import Conflict, InvalidCommand, NotFound
from requests_.ids import CaseId, DocumentId
from requests_.model.case import Case
from requests_.model.events.base import CaseEvent, DocumentOutcome
from requests_.model.events.clock import RegimeAdded
from requests_.model.events.reviewing import DocumentDecided, DocumentRead, DocumentRetrieved, DocumentUnreadable
from requests_.model.events.searching import (
    SearchCompleted,
    SourceGapAccepted,
    SourceSearched,
    SourceSearchFailed,
    SourceSearchRetried,
    SourceWaiting,
)
from requests_.model.exemptions import offered_for
from requests_.model.lifecycle import Action, require, why_not
from requests_.model.outcomes import DECIDED_RIGHTS
from requests_.model.rights import Regime
from requests_.model.search_again import Find, Since, what_became
from requests_.model.search_commands import (
    AcceptSourceGap,
    AttachRetrieved,
    FoundDocument,
    RecordSourceFailed,
    RecordSourceSearched,
    RecordSourceWaiting,
    SearchAgain,
)
from requests_.model.sources import Band, ReadState, SearchState, may_be_searched_again
from requests_.model.staff import SYSTEM
from requests_.store.searches import SearchRecord
from requests_.store.session import UnitOfWork


def record_source_searched(uow: UnitOfWork, clock: Clock, command: RecordSourceSearched) -> None:
    """Keep the finds of one source and ask for each to be read."""
    case = _pending(uow, command.case, command.source, command.attempt)
    if case is None:
        return
    at = clock.utc_now()
    became = _what_became(uow, command)
    for found in command.documents:
        document, must_be_read = uow.documents.add_found(command.case, command.source, found)
        # For the other rights a record is decided as it stands: nothing is marked in it, so nothing is read.
        if must_be_read and case.right not in DECIDED_RIGHTS:
            case = _held_back(uow, clock, case, document, found)
            uow.outbox.add("read_document", command.case, f"{document}:{found.sha256}", at, document=document)
    uow.documents.note_since(command.case, command.source, became, clock.london_date())
    uow.people.add_people(command.case, command.people)
    possible = sum(found.band is Band.POSSIBLE for found in command.documents)
    matched = len(command.documents) - possible
    record = SearchRecord(
        state=SearchState.SEARCHED,
        attempt=command.attempt,
        looked_at=command.looked_at,
        found=matched,
        possible=possible,
        seconds=command.seconds,
        unreadable=command.unreadable,
    )
    uow.searches.record(command.case, command.source, record)
    case = _under_its_law(uow, clock, case, command.source) if matched else case
    event = SourceSearched(
        source=command.source,
        attempt=command.attempt,
        looked_at=command.looked_at,
        found=matched,
        possible=possible,
        unreadable=len(command.unreadable),
        altered=sum(since is Since.ALTERED for since in became.values()),
        gone=sum(since is Since.GONE for since in became.values()),
    )
    _settle(uow, clock, case, event)


def _what_became(uow: UnitOfWork, command: RecordSourceSearched) -> dict[str, Since]:
    """What became of what an earlier search of the source had found; somebody else's records are not looked for."""
    known = (one for one in uow.documents.of_case(command.case) if one.source == command.source)
    before = [one for one in known if one.outcome is not DocumentOutcome.NOT_ABOUT_SUBJECT]
    return what_became(
        [Find(one.ref, one.media_type, one.first_sha256) for one in before],
        [Find(one.ref, one.media_type, one.sha256) for one in command.documents],
        uow.vault.of(command.case).get,
    )


def _held_back(uow: UnitOfWork, clock: Clock, case: Case, document: DocumentId, found: FoundDocument) -> Case:
    """What is never given out by itself is withheld as a decision of its own: the schedule tells it, staff change it.

    A ground that does not fit whoever asks (a parent's alone) holds nothing back: a reviewer decides.
    """
    held = found.held_back
    fitting = {row.code for regime in Regime for row in offered_for(regime, case.capacity)}
    if held is None or held.code not in fitting:
        return case
    at = clock.utc_now()
    record = uow.people.add_record(case.key, document, held.code, held.why, by=SYSTEM.key, at=at)
    uow.documents.decide(case.key, document, DocumentOutcome.WITHHOLD, held.code)
    event = DocumentDecided(document=document, outcome=DocumentOutcome.WITHHOLD, reason=held.code, record=record)
    return uow.cases.append(case, SYSTEM, at, event)


def record_source_failed(uow: UnitOfWork, clock: Clock, command: RecordSourceFailed) -> None:
    """One source could not be searched: the gap shows until it is searched again or accepted."""
    case = _pending(uow, command.case, command.source, command.attempt)
    if case is None:
        return
    record = SearchRecord(state=SearchState.FAILED, attempt=command.attempt, reason=command.reason)
    uow.searches.record(command.case, command.source, record)
    _settle(uow, clock, case, SourceSearchFailed(source=command.source, attempt=command.attempt, reason=command.reason))


def record_source_waiting(uow: UnitOfWork, clock: Clock, command: RecordSourceWaiting) -> None:
    """One source is searched by people, who have been asked."""
    case = _pending(uow, command.case, command.source, command.attempt)
    if case is None:
        return
    reason = "Another team searches this source itself."
    record = SearchRecord(state=SearchState.WAITING, attempt=command.attempt, reason=reason)
    uow.searches.record(command.case, command.source, record)
    _settle(uow, clock, case, SourceWaiting(source=command.source, attempt=command.attempt))


def search_again(uow: UnitOfWork, clock: Clock, command: SearchAgain) -> None:
    """Search one source again, or for the first time where it had been left out; the others keep what they found."""
    case = uow.cases.load(command.case)
    require(case, Action.SEARCH_AGAIN, command.actor)
    kinds = {one.key: one.kind for one in uow.searches.sources()}
    if command.source not in kinds:
        raise NotFound("There is no such source.")
    source = case.sources.get(command.source)
    if not may_be_searched_again(source.state if source else None, kinds[command.source]):
        raise Conflict("It is being searched, or searched by people: they are asked under Other teams.")
    attempt, at = (source.attempt if source else 0) + 1, clock.utc_now()
    uow.searches.record(command.case, command.source, SearchRecord(state=SearchState.PENDING, attempt=attempt))
    after = uow.cases.append(case, command.actor, at, SourceSearchRetried(source=command.source, attempt=attempt))
    effect = f"{command.source}:{attempt}:at-{after.version}"
    uow.outbox.add("search_source", command.case, effect, at, source=command.source, attempt=str(attempt))


def searchable_again(uow: UnitOfWork, case: CaseId) -> tuple[str, ...]:
    """The sources of a case that were searched, and can be once more; none that was left out."""
    kinds = {one.key: one.kind for one in uow.searches.sources()}
    sources = uow.cases.load(case).sources
    return tuple(
        key
        for key, source in sources.items()
        if key in kinds and source.state is not SearchState.LEFT_OUT and may_be_searched_again(source.state, kinds[key])
    )


def accept_source_gap(uow: UnitOfWork, clock: Clock, command: AcceptSourceGap) -> None:
    """Answer without a source, for a reason that is written down; the pack's schedule says so."""
    case = uow.cases.load(command.case)
    require(case, Action.ACCEPT_SOURCE_GAP, command.actor)
    source = case.sources.get(command.source)
    if source is None or source.is_settled or source.state is SearchState.PENDING:
        raise Conflict("There is no gap to accept for this source.")
    if not command.because.strip():
        raise InvalidCommand("Write down why it is answered without this source.", field="because")
    at, by = clock.utc_now(), command.actor
    record = uow.people.add_record(command.case, "gap", "", command.because.strip(), by=by.key, at=at)
    uow.searches.accept_gap(command.case, command.source)
    uow.cases.append(case, by, at, SourceGapAccepted(source=command.source, record=record))


def attach_retrieved(uow: UnitOfWork, clock: Clock, command: AttachRetrieved) -> None:
    """Put the scan of a paper file into the case: it is read and marked like everything else."""
    case = uow.cases.load(command.case)
    require(case, Action.ATTACH_RETRIEVED, command.actor)
    document = uow.documents.get(command.case, command.document)
    if document.read_state not in (ReadState.TO_RETRIEVE, ReadState.UNREADABLE):
        raise InvalidCommand("This document does not wait for a scan.")
    uow.documents.attach(
        command.case,
        command.document,
        sha256=command.sha256,
        file_name=command.file_name,
        media_type=command.media_type,
    )
    at = clock.utc_now()
    uow.cases.append(case, command.actor, at, DocumentRetrieved(document=command.document))
    effect = f"{command.document}:{command.sha256}"
    uow.outbox.add("read_document", command.case, effect, at, document=command.document)


def record_document_read(
    uow: UnitOfWork,
    clock: Clock,
    case_key: CaseId,
    document: DocumentId,
    *,
    read_sha256: str,
    pages: int,
    hidden: list[str],
) -> None:
    """A document was read; its read form is in the vault."""
    case = uow.cases.load(case_key)
    uow.documents.record_read(case_key, document, read_sha256=read_sha256, pages=pages, hidden=hidden)
    event = DocumentRead(document=document, pages=pages, hidden=len(hidden))
    _ask_for_proposals(uow, clock, uow.cases.append(case, SYSTEM, clock.utc_now(), event))


def record_attached(
    uow: UnitOfWork, clock: Clock, case_key: CaseId, document: DocumentId, attached: Iterable[FoundDocument]
) -> None:
    """Keep the files that came inside a document as documents of their own, for a reviewer to decide.

    One that the search found by itself is there already, under its reference or with its very bytes.
    """
    parent = uow.documents.get(case_key, document)
    inside = [one for one in uow.documents.of_case(case_key) if one.ref.startswith(f"{parent.ref}!")]
    known = {one.ref for one in inside} | {one.sha256 for one in inside}
    for found in attached:
        if not known & {found.ref, found.sha256}:
            known |= {found.ref, found.sha256}
            key, _ = uow.documents.add_found(case_key, parent.source, found)
            effect = f"{key}:{found.sha256}"
            uow.outbox.add("read_document", case_key, effect, clock.utc_now(), document=key)


def record_document_unreadable(
    uow: UnitOfWork, clock: Clock, case_key: CaseId, document: DocumentId, *, code: str, fault: str
) -> None:
    """A document cannot be read by machine: a person decides what becomes of it."""
    case = uow.cases.load(case_key)
    uow.documents.record_unreadable(case_key, document, fault)
    event = DocumentUnreadable(document=document, reason=code)
    _ask_for_proposals(uow, clock, uow.cases.append(case, SYSTEM, clock.utc_now(), event))


def _under_its_law(uow: UnitOfWork, clock: Clock, case: Case, source: str) -> Case:
    """What is held under the other law brings that law's clock with it."""
    regime = uow.searches.regimes()[source]
    if regime in case.regimes or why_not(case, Action.ADD_REGIME, SYSTEM) is not None:
        return case
    return uow.cases.append(case, SYSTEM, clock.utc_now(), RegimeAdded(regime=regime))


def _pending(uow: UnitOfWork, key: CaseId, source: str, attempt: int) -> Case | None:
    case = uow.cases.load(key)
    state = case.sources.get(source)
    is_awaited = state is not None and state.state is SearchState.PENDING and state.attempt == attempt
    return case if is_awaited else None


def _settle(uow: UnitOfWork, clock: Clock, case: Case, event: CaseEvent) -> None:
    after = uow.cases.append(case, SYSTEM, clock.utc_now(), event)
    if not after.pending_sources:
        after = uow.cases.append(after, SYSTEM, clock.utc_now(), SearchCompleted())
    _ask_for_proposals(uow, clock, after)


def _ask_for_proposals(uow: UnitOfWork, clock: Clock, case: Case) -> None:
    if case.right in DECIDED_RIGHTS or case.pending_sources or case.proposals_made or uow.documents.unread(case.key):
        return
    uow.outbox.add("propose_redactions", case.key, f"at-{case.version}", clock.utc_now())
