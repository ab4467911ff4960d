"""Searching one ESS source for everything about one person."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from functools import partial

import structlog

from requests_.model.enquiries import AskTeam, Team, answer_day, words_about
from requests_.model.events.base import DocumentOutcome
from requests_.model.outcomes import DECIDED_RIGHTS
from requests_.model.people import CasePerson, DataSubject, PersonRole
from requests_.model.records import RECORDS_TYPE
from requests_.model.search_commands import (
    FoundDocument,
    HeldBack,
    RecordSourceFailed,
    RecordSourceSearched,
    RecordSourceWaiting,
)
from requests_.model.sources import Band
from requests_.model.sources import SearchState as SourceState
from requests_.model.staff import SYSTEM
from requests_.services.enquiries import ask_team
from requests_.services.searching import record_source_failed, record_source_searched, record_source_waiting
from requests_.store.cases import due_on_or_none
from requests_.store.document_rows import CaseDocument
from requests_.store.outbox import Work
from requests_.store.session import UnitOfWork
from requests_.store.vault import CaseFiles
from workers.context import Record, Tools
from workers.finding.bands import Decision
from workers.finding.landscape import survey
from workers.finding.profile import SubjectProfile
from workers.finding.record import Finding, RelatedPerson, SearchState, StoreSearch
from workers.finding.rulings import Ruling
from workers.finding.search import search_store
from workers.sources.errors import SourceError
from workers.sources.headings import heading_of
from workers.sources.held_back import HoldBack, of_columns, whole
from workers.sources.stores import SqlPlace, Store, TeamPlace

_HELD = ":held-back:"
_APART = f":{Band.POSSIBLE}:"  # between the table and the person, in the reference of rows that are kept apart
_RULINGS = {DocumentOutcome.INCLUDE: Ruling.SAME, DocumentOutcome.NOT_ABOUT_SUBJECT: Ruling.ANOTHER}
_BANDS = {Decision.MATCH: Band.MATCH, Decision.POSSIBLE: Band.POSSIBLE}


def search_source(tools: Tools, work: Work) -> Record:
    """Search one store. One that is down is recorded as failed, never as empty."""
    source, attempt = work.arguments["source"], int(work.arguments["attempt"])
    try:
        store = tools.ess_stores[source]
    except KeyError:
        return _failed(tools, work, source, attempt, "This store is not among those that are searched any more.")
    except SourceError as fault:
        return _failed(tools, work, source, attempt, str(fault))
    with tools.store.unit_of_work() as uow:
        profile = profile_of(uow.people.subject_of(work.case))
        is_by_record = uow.cases.load(work.case).right in DECIDED_RIGHTS
        rulings = rulings_of(uow.documents.of_case(work.case))
    landscape = survey(tools.ess_stores.values(), profile, rulings=rulings)
    log = structlog.get_logger().bind(case=work.case, source=source)
    result = search_store(
        store,
        profile,
        landscape=landscape,
        progress=lambda done, total: log.debug("looked_at", done=done, total=total),
        catalogue=tools.catalogue,
        rulings=rulings,
    )
    return _outcome(tools, work, store, attempt, result, is_by_record=is_by_record)


def _failed(tools: Tools, work: Work, source: str, attempt: int, reason: str) -> Record:
    failed = RecordSourceFailed(case=work.case, source=source, attempt=attempt, reason=reason)
    return partial(_record, record_source_failed, tools, failed)


def profile_of(subject: DataSubject) -> SubjectProfile:
    """The data subject as the search knows them."""
    return SubjectProfile(
        given_name=subject.given_name,
        family_name=subject.family_name,
        date_of_birth=subject.date_of_birth,
        upn=subject.upn,
        aliases=subject.other_names,
        addresses=subject.addresses,
        emails=subject.emails,
        phones=subject.phones,
    )


def rulings_of(documents: Iterable[CaseDocument]) -> dict[tuple[str, str], Ruling]:
    """What reviewers decided about possible people, by what they decided about those people's rows.

    Where one document of a person is about the data subject and another is not, nothing follows for the person.
    """
    said: dict[tuple[str, str], set[Ruling]] = defaultdict(set)
    for document in documents:
        _, is_apart, person = document.ref.partition(_APART)
        ruling = _RULINGS.get(document.outcome) if document.outcome else None
        if is_apart and ruling is not None:
            said[document.source, person].add(ruling)
    return {key: next(iter(rulings)) for key, rulings in said.items() if len(rulings) == 1}


def _outcome(
    tools: Tools, work: Work, store: Store, attempt: int, result: StoreSearch, *, is_by_record: bool
) -> Record:
    record = result.record
    if record.state is SearchState.WAITING:
        waiting = RecordSourceWaiting(case=work.case, source=record.store, attempt=attempt)
        return partial(_ask_the_team, tools, waiting, store)
    if record.state is SearchState.FAILED:
        failed = RecordSourceFailed(case=work.case, source=record.store, attempt=attempt, reason=record.reason)
        return partial(_record, record_source_failed, tools, failed)
    searched = RecordSourceSearched(
        case=work.case,
        source=record.store,
        attempt=attempt,
        looked_at=record.looked_at,
        seconds=record.seconds,
        documents=tuple(_documents(tools.store.vault.of(work.case), store, result.findings, is_by_record=is_by_record)),
        people=tuple(_person(person) for person in result.people),
        unreadable=tuple(f"{ref}: {reason}" for ref, reason in record.unreadable),
    )
    return partial(_record, record_source_searched, tools, searched)


def _ask_the_team(tools: Tools, waiting: RecordSourceWaiting, store: Store, uow: UnitOfWork) -> None:
    """The search of another team's system is an enquiry to them: their answer settles it."""
    record_source_waiting(uow, tools.clock, waiting)
    case = uow.cases.load(waiting.case)
    is_asked = any(enquiry.source == store.id for enquiry in case.enquiries.values())
    if is_asked or not isinstance(store.place, TeamPlace) or case.sources[store.id].state is not SourceState.WAITING:
        return
    command = AskTeam(
        case=waiting.case,
        team=Team.OTHER,
        name=store.title,
        email=store.place.email,
        words=words_about(uow.people.subject_of(waiting.case)),
        due_on=answer_day(Team.OTHER, tools.clock.london_date(), due_on_or_none(case)),
        source=store.id,
        actor=SYSTEM,
    )
    ask_team(uow, tools.clock, command)


def _documents(
    files: CaseFiles, store: Store, findings: Iterable[Finding], *, is_by_record: bool
) -> Iterable[FoundDocument]:
    """One document a find; the rows of one table and one certainty make one between them, unless each is decided.

    Those of somebody who is possibly the person are kept apart from everybody else's: one answer settles them.
    """
    tables: dict[tuple[str, Band, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        band = _BANDS.get(finding.decision)
        if band is None:
            continue
        if finding.record.row and is_by_record:
            yield _table(files, store, finding.record.group, band, [finding], key=finding.ref, is_record=True)
        elif finding.record.row:
            is_apart = finding.person and (band is Band.POSSIBLE or finding.is_ruled)
            tables[finding.record.group, band, finding.person if is_apart else ""].append(finding)
        else:
            yield _single(files, store, finding, band)
    for (table, band, person), rows in tables.items():
        key = f"{table}{_APART}{person}" if person else f"{table}:{band}"
        columns = of_columns(store.withhold, category=rows[0].category, table=table)
        kept_out = frozenset(column for rule in columns for column in rule.columns)
        yield _table(files, store, table, band, rows, key=key, without=kept_out)
        for number, rule in enumerate(columns, start=1):
            if any(label in rule.columns and words for finding in rows for label, words in finding.record.row):
                yield _table(files, store, table, band, rows, key=f"{key}{_HELD}{number}", only=rule)


def _single(files: CaseFiles, store: Store, finding: Finding, band: Band) -> FoundDocument:
    content = finding.record.content()
    return FoundDocument(
        ref=finding.ref,
        title=finding.title,
        category=finding.category,
        dated_on=finding.date,
        media_type=finding.record.media_type,
        file_name=finding.record.file_name or "record.txt",
        sha256=files.put(content) if content else "",
        band=band,
        score=finding.score,
        why=finding.why,
        held_back=_held(whole(store.withhold, category=finding.category, table=finding.record.group)),
    )


def _table(
    files: CaseFiles,
    store: Store,
    table: str,
    band: Band,
    rows: list[Finding],
    *,
    key: str,
    is_record: bool = False,
    without: frozenset[str] = frozenset(),
    only: HoldBack | None = None,
) -> FoundDocument:
    """The rows of a table as one document: `without` some columns, or `only` those of a rule that holds them back."""
    rows.sort(key=lambda finding: (finding.date is None, finding.date, finding.ref))
    columns = list(dict.fromkeys(label for finding in rows for label, _ in finding.record.row))
    if is_record:  # one row, with every column that it has in its table: what is missing can be filled in
        columns = list(rows[0].record.columns) or columns
    columns = [column for column in columns if (column in only.columns if only else column not in without)]
    cells = [[dict(finding.record.row).get(column, "") for column in columns] for finding in rows]
    place, title = store.place, rows[0].title
    if only:
        title = f"{title}: {', '.join(columns)}"
    headings = [heading_of(place, table, column) if isinstance(place, SqlPlace) else column for column in columns]
    compared = [(fact.field, fact.asked, fact.found) for finding in rows for fact in finding.beside]
    told = {"title": title, "columns": headings, "rows": cells}
    told |= ({"fields": columns} if is_record else {}) | ({"compared": compared} if compared else {})
    content = json.dumps(told, ensure_ascii=False).encode()
    dates = [finding.date for finding in rows if finding.date is not None]
    return FoundDocument(
        ref=key,
        title=title,
        category=rows[0].category,
        dated_on=max(dates, default=None),
        media_type=RECORDS_TYPE,
        file_name=f"{table}.records.json",
        sha256=files.put(content),
        band=band,
        score=max(finding.score for finding in rows),
        why=tuple(dict.fromkeys(why for finding in rows for why in finding.why))[:5],
        held_back=_held(only or whole(store.withhold, category=rows[0].category, table=table)),
    )


def _held(rule: HoldBack | None) -> HeldBack | None:
    return None if rule is None else HeldBack(code=rule.code, why=rule.why)


def _person(person: RelatedPerson) -> CasePerson:
    return CasePerson(
        key="",
        name=person.name,
        role=PersonRole.PROFESSIONAL if person.role == "professional" else PersonRole.THIRD_PARTY,
        relation=person.relation,
        emails=person.emails,
        phones=person.phones,
        addresses=person.addresses,
        date_of_birth=person.date_of_birth,
    )


def _record(service: object, tools: Tools, command: object, uow: UnitOfWork) -> None:
    service(uow, tools.clock, command)  # type: ignore[operator]
