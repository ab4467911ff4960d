"""The rows that figures are counted from: taken from the sealed events, as they were known at a moment."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from requests_.clock import london_date_of, midnight
from requests_.model.events.sending import ResponseSent
from requests_.reporting.beside_cases import BesideCases
from requests_.reporting.period import Period
from requests_.reporting.publishing import Edition, edition
from requests_.reporting.publishing import known_at as known_at_of
from requests_.reporting.record import CaseRecord
from requests_.reporting.record_events import record_of
from requests_.reporting.returns import Origin, Return, build_return
from requests_.store.breach_tables import BreachEventRow
from requests_.store.case_tables import CaseEventRow, CaseRow
from requests_.store.document_tables import Mark, SourceDocument
from requests_.store.erased_tables import ErasedCase
from requests_.store.people_tables import RequestDetails
from requests_.store.queries.beside_cases import beside_cases
from requests_.store.queries.counted_events import ROWS_AT_ONCE, bearing_on, counted_events, is_among
from requests_.store.queries.counted_marks import require_every_case, require_marks, require_whole
from requests_.store.register_tables import RegisterEntry
from requests_.store.registers import CHAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditHead:
    """The end of every chain in one: which record of events the figures were counted from.

    `digest` is the SHA-256 over the lines `<chain> <number of events> <last seal>`, sorted, each with its newline. A
    chain is named by the id of its case or breach; that of the registers by its name.
    """

    digest: str
    cases: int
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRows:
    """The cases of a period and what is counted beside them, the moment they were known at, and its audit head."""

    records: tuple[CaseRecord, ...]
    beside: BesideCases
    known_at: datetime
    head: AuditHead


def report_rows(session: Session, period: Period, *, known_at: datetime) -> ReportRows:
    """Every case that bears on a period, as its events recorded up to `known_at` (aware) leave it.

    Raises DamagedRecord where the events of one of them do not verify, or what is counted from bears no mark.
    """
    return ReportRows(
        records=tuple(
            sorted(_records(session, period, known_at), key=lambda record: (record.received_on, record.reference))
        ),
        beside=beside_cases(session, known_at=known_at, until=min(period.last_on, london_date_of(known_at))),
        known_at=known_at,
        head=audit_head(session, known_at=known_at),
    )


def return_of(session: Session, period: Period, *, known_at: datetime) -> Return:
    """The return of a period, as it was known at a moment: the same question is answered alike for ever."""
    rows = report_rows(session, period, known_at=known_at)
    today = london_date_of(known_at)
    return build_return(rows.records, period, today=today, origin=origin_of(rows), beside=rows.beside)


def return_to_give(session: Session, period: Period, *, known_at: datetime) -> Return:
    """The return of a period for whoever it is handed to: nothing it could be counted from was touched."""
    require_whole(session)
    return return_of(session, period, known_at=known_at)


def edition_of(session: Session, quarter: Period, *, today: date) -> Edition:
    """What the website may say of a quarter: the same numbers for ever. Raises NotPublished."""
    require_whole(session)
    return edition(return_of(session, quarter, known_at=known_at_of(quarter, today=today)))


def origin_of(rows: ReportRows) -> Origin:
    """What figures that are counted from `rows` say about where they come from."""
    head = rows.head
    return Origin(known_at=rows.known_at, head=head.digest, cases=head.cases, events=head.events)


def people_at_work(session: Session, since: datetime, until: datetime) -> int:
    """How many members of staff recorded anything in a case between two moments."""
    is_between = and_(CaseEventRow.at >= since, CaseEventRow.at <= until)
    query = select(func.count(CaseEventRow.actor_key.distinct())).where(CaseEventRow.actor_kind == "staff", is_between)
    return session.scalar(query) or 0


def audit_head(session: Session, *, known_at: datetime) -> AuditHead:
    """The end of every chain at a moment."""
    cases = _ends(session, CaseEventRow, CaseEventRow.case_id, known_at)
    breaches = _ends(session, BreachEventRow, BreachEventRow.breach_id, known_at)
    of_registers = select(RegisterEntry.seq, RegisterEntry.seal).where(RegisterEntry.changed_at <= known_at)
    registers = [(CHAIN, *row) for row in session.execute(of_registers.order_by(RegisterEntry.seq.desc()).limit(1))]
    digest, events = hashlib.sha256(), 0
    # Sorted here: databases differ in how they order text.
    for chain, seq, seal in sorted([*cases, *breaches, *registers]):
        digest.update(f"{chain} {seq} {seal}\n".encode())
        events += seq
    return AuditHead(digest=digest.hexdigest(), cases=len(cases), events=events)


def _ends(
    session: Session, table: type[CaseEventRow | BreachEventRow], chain: Any, known_at: datetime
) -> list[tuple[str, int, str]]:
    last = (
        select(chain.label("chain"), func.max(table.seq).label("seq"))
        .where(table.at <= known_at)
        .group_by(chain)
        .subquery()
    )
    rows = session.execute(
        select(chain, table.seq, table.seal)
        .join(last, and_(chain == last.c.chain, table.seq == last.c.seq))
        .execution_options(yield_per=ROWS_AT_ONCE)
    )
    return [(key, seq, seal) for key, seq, seal in rows]


def _records(session: Session, period: Period, known_at: datetime) -> Iterator[CaseRecord]:
    keys = bearing_on(period)
    bears = is_among(keys)
    schools = {key: _school(subject) or erased or "" for key, subject, erased in session.execute(_schools(bears))}
    places = _places(session, period, bears)
    pages = _pages(session, period, bears)
    require_marks(session, schools)
    for key, reference, events in counted_events(session, keys, schools, known_at=known_at):
        record = record_of(reference, events)
        if record.received_on <= period.last_on:
            in_full, in_part = pages.get(key, (0, 0))
            yield replace(
                record,
                school=schools.get(key, ""),
                withheld_places=places.get(key, ()),
                pages_withheld=in_full,
                pages_partly_withheld=in_part,
            )
    require_every_case(session)


def _schools(bears: ColumnElement[bool]) -> Select[tuple[str, Any, str]]:
    return (
        select(CaseRow.id, RequestDetails.subject, ErasedCase.school)
        .outerjoin(RequestDetails, RequestDetails.case_id == CaseRow.id)
        .outerjoin(ErasedCase, ErasedCase.case_id == CaseRow.id)
        .where(bears)
    )


def _school(subject: Mapping[str, Any] | None) -> str:
    return str((subject or {}).get("school") or "")


def _answered(period: Period, bears: ColumnElement[bool]) -> ColumnElement[bool]:
    is_since = (CaseEventRow.kind == ResponseSent.kind, CaseEventRow.at >= midnight(period.first_on))
    return and_(bears, CaseRow.id.in_(select(CaseEventRow.case_id).where(*is_since)))


def _places(session: Session, period: Period, bears: ColumnElement[bool]) -> dict[str, tuple[tuple[str, int], ...]]:
    """Places withheld inside documents, by exemption code, of each case answered since the period began."""
    rows = session.execute(
        select(Mark.case_id, Mark.reason, func.count())
        .join(CaseRow, CaseRow.id == Mark.case_id)
        .where(_answered(period, bears), Mark.decision == "withhold")
        .group_by(Mark.case_id, Mark.reason)
        .order_by(Mark.case_id, Mark.reason)
    )
    return {key: tuple((reason, count) for _, reason, count in found) for key, found in groupby(rows, lambda r: r[0])}


def _pages(session: Session, period: Period, bears: ColumnElement[bool]) -> dict[str, tuple[int, int]]:
    """Pages withheld in full and in part, of each case answered since the period began."""
    answered = _answered(period, bears)
    in_full = session.execute(
        select(SourceDocument.case_id, func.sum(SourceDocument.pages))
        .join(CaseRow, CaseRow.id == SourceDocument.case_id)
        .where(answered, SourceDocument.outcome == "withhold")
        .group_by(SourceDocument.case_id)
    )
    covered = (
        select(Mark.case_id, Mark.document_id, Mark.unit)
        .join(SourceDocument, SourceDocument.id == Mark.document_id)
        .join(CaseRow, CaseRow.id == Mark.case_id)
        .where(answered, Mark.decision == "withhold", SourceDocument.outcome == "include")
        .distinct()
        .subquery()
    )
    in_part = session.execute(select(covered.c.case_id, func.count()).group_by(covered.c.case_id))
    full, part = {key: int(pages) for key, pages in in_full}, {key: pages for key, pages in in_part}
    return {key: (full.get(key, 0), part.get(key, 0)) for key in full.keys() | part.keys()}
