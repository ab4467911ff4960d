"""The staff queue: its lists, and a page of one. Nothing here grows with the cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    exists,
    false,
    func,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from requests_.deadlines.working_days import WorkingDays
from requests_.ids import CaseId
from requests_.model.desk import SOON_DAYS, CaseList, NeedToKnow, PageMark, QueueFilters, QueueView, Sort, WaitsFor
from requests_.model.handling import Flag, plain, unopened_since
from requests_.model.staff import SYSTEM, Actor, Permission
from requests_.store.case_tables import CaseRow
from requests_.store.case_words import cases_with, typed_words
from requests_.store.desk_tables import CaseAccess
from requests_.store.handling_tables import CaseFlag, CaseHandover, CaseWatch
from requests_.store.people_tables import RequestDetails
from requests_.store.queries.teams import is_of_team
from requests_.store.staff_tables import StaffMember
from requests_.store.together import AnySelect, Section

Condition = ColumnElement[bool]
_OPEN = CaseRow.case_list == CaseList.OPEN
_VIEWS: dict[QueueView, Callable[[Actor, date], tuple[Condition, ...]]] = {
    QueueView.OPEN: lambda actor, today: (_OPEN,),
    QueueView.MINE: lambda actor, today: (_OPEN, CaseRow.assigned_to == actor.key),
    QueueView.UNASSIGNED: lambda actor, today: (_OPEN, CaseRow.assigned_to.is_(None)),
    QueueView.UNOPENED: lambda actor, today: (
        _OPEN,
        CaseRow.opened_at.is_(None),
        CaseRow.received_on <= unopened_since(today, WorkingDays.england_and_wales()),
    ),
    # A step waits in a request that was answered, too.
    QueueView.SECOND_PERSON: lambda actor, today: (CaseRow.waits_for == WaitsFor.SECOND_PERSON,),
    QueueView.REQUESTER: lambda actor, today: (_OPEN, CaseRow.waits_for == WaitsFor.REQUESTER),
    QueueView.TEAM: lambda actor, today: (_OPEN, CaseRow.waits_for == WaitsFor.TEAM),
    QueueView.SOON: lambda actor, today: (_OPEN, CaseRow.queue_on.between(today, today + timedelta(SOON_DAYS))),
    QueueView.OVERDUE: lambda actor, today: (_OPEN, CaseRow.queue_on < today),
    QueueView.UNANSWERED: lambda actor, today: (
        _OPEN,
        CaseRow.waits_for == WaitsFor.REQUESTER,
        CaseRow.closable_on <= today,
    ),
    QueueView.WATCHED: lambda actor, today: (
        CaseRow.id.in_(select(CaseWatch.case_id).where(CaseWatch.staff_id == actor.key)),
    ),
    QueueView.ENDED: lambda actor, today: (CaseRow.case_list == CaseList.ENDED,),
    QueueView.ALL: lambda actor, today: (),
}
_SORTS: dict[Sort, tuple[InstrumentedAttribute[date], bool]] = {
    Sort.DUE: (CaseRow.queue_on, False),
    Sort.RECEIVED: (CaseRow.received_on, False),
    Sort.NEWEST: (CaseRow.received_on, True),
}


# What a line of the queue shows, and the column it stands in.
_SHOWN: dict[str, ColumnElement[Any] | InstrumentedAttribute[Any]] = {
    "case": CaseRow.id,
    "reference": CaseRow.reference,
    "subject_name": RequestDetails.subject_name,
    "right": CaseRow.right,
    "stage": CaseRow.stage,
    "received_on": CaseRow.received_on,
    "due_on": CaseRow.due_on,
    "clock_state": CaseRow.clock_state,
    "responded_on": CaseRow.responded_on,
    "has_failure": CaseRow.has_failure,
    "waits_for": CaseRow.waits_for,
    "assigned_to": StaffMember.display_name,
    "assigned_key": CaseRow.assigned_to,
    "is_restricted": CaseRow.is_restricted,
    "set_on": CaseRow.set_on,
    "set_by": CaseRow.set_by,
    "team_answer_on": CaseRow.team_answer_on,
    "team_escalate_on": CaseRow.team_escalate_on,
    "flags": select(func.aggregate_strings(CaseFlag.flag, " "))
    .where(CaseFlag.case_id == CaseRow.id)
    .correlate(CaseRow)
    .scalar_subquery(),
    "taken_on": case((CaseHandover.case_id.is_(None), True), else_=CaseHandover.accepted_at.is_not(None)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One line of the queue. `due_on` is None while the clock has not started or is stopped.

    `subject_name` is "" once the details are erased, and for whoever may only know that the case runs.
    """

    case: CaseId
    reference: str
    subject_name: str
    right: str
    stage: str
    received_on: date
    due_on: date | None
    clock_state: str
    responded_on: date | None
    has_failure: bool
    waits_for: str
    assigned_to: str
    assigned_key: str
    is_restricted: bool
    sorted_on: date
    set_on: date | None
    set_by: str | None
    team_answer_on: date | None
    team_escalate_on: date | None
    flags: tuple[Flag, ...]
    is_taken_on: bool

    @property
    def mark(self) -> PageMark:
        """Where the next page would begin."""
        return PageMark(self.sorted_on, self.case)


def queue_rows(
    session: Session,
    filters: QueueFilters = QueueFilters(),  # noqa: B008  (frozen)
    *,
    actor: Actor = SYSTEM,
    today: date = date.min,
    search: str = "",
    mark: PageMark | None = None,
    limit: int = 50,
) -> tuple[QueueRow, ...]:
    """A page of a list, as `actor` may know it.

    Every word of `search` begins a word of the reference, of a name, of the school or of the pupil number.
    """
    section = list_section(filters, actor=actor, today=today, search=search, mark=mark, limit=limit)
    return in_list_order(section.alone(session), mark)


def list_section(
    filters: QueueFilters, *, actor: Actor, today: date, search: str, mark: PageMark | None, limit: int
) -> Section[QueueRow]:
    """What `queue_rows` reads."""
    words = typed_words(search)
    query = list_query(filters, actor=actor, today=today, words=words, mark=mark, limit=limit)
    is_nothing_looked_for = bool(search.strip()) and not words
    return Section(query.where(false()) if is_nothing_looked_for else query, partial(_row, actor))


def in_list_order(rows: tuple[QueueRow, ...], mark: PageMark | None) -> tuple[QueueRow, ...]:
    """A page's rows as its list has them: the page before a mark is read backwards."""
    return rows[::-1] if mark is not None and mark.is_before else rows


def list_query(
    filters: QueueFilters,
    *,
    actor: Actor,
    today: date,
    limit: int,
    words: tuple[str, ...] = (),
    mark: PageMark | None = None,
) -> AnySelect:
    """The statement behind a page of a list: it follows an index in its order, and stops at `limit`."""
    column, is_downwards = _SORTS[filters.sort]
    runs_down = is_downwards != (mark is not None and mark.is_before)
    query = (
        select(is_named(actor), column, *_SHOWN.values())
        .select_from(CaseRow)
        .outerjoin(RequestDetails, RequestDetails.case_id == CaseRow.id)
        .outerjoin(StaffMember, StaffMember.id == CaseRow.assigned_to)
        .outerjoin(CaseHandover, CaseHandover.case_id == CaseRow.id)
        .where(*conditions(filters, actor, today), *_found_by(words, actor))
        .order_by(*((column.desc(), CaseRow.id.desc()) if runs_down else (column, CaseRow.id)))
        .limit(limit)
    )
    if mark is None:
        return query
    place, here = tuple_(column, CaseRow.id), (mark.on, mark.case)
    return query.where(place < here if runs_down else place > here)


def conditions(filters: QueueFilters, actor: Actor, today: date) -> tuple[Condition, ...]:
    """What makes a case one of a list, as far as `actor` may know of it."""
    narrowed: list[Condition] = [*_VIEWS[filters.view](actor, today)]
    chosen = (
        (CaseRow.right, filters.right),
        (CaseRow.stage, filters.stage),
        (CaseRow.assigned_to, filters.assigned),
    )
    narrowed += [column == wanted for column, wanted in chosen if wanted]
    if filters.team:
        narrowed.append(is_of_team(filters.team))
    if filters.flag:
        narrowed.append(CaseRow.id.in_(select(CaseFlag.case_id).where(CaseFlag.flag == filters.flag)))
    if not actor.may(Permission.SEE_EVERY_CASE):
        narrowed.append(CaseRow.id.in_(select(CaseAccess.case_id).where(CaseAccess.staff_id == actor.key)))
    return tuple(narrowed)


def _found_by(words: tuple[str, ...], actor: Actor) -> tuple[Condition, ...]:
    # A restricted case is not found by its people's names: that would tell them to whoever tries some.
    if not words:
        return ()
    may_be_found = or_(CaseRow.is_restricted == false(), is_named(actor))
    return (*(CaseRow.id.in_(cases_with(word)) for word in words), may_be_found)


def is_named(actor: Actor) -> Condition:
    """Whether `actor` is named on a case."""
    return exists(_named(actor))


def _named(actor: Actor) -> Select[str]:
    return select(CaseAccess.case_id).where(and_(CaseAccess.case_id == CaseRow.id, CaseAccess.staff_id == actor.key))


def _row(actor: Actor, is_named: bool, on: date, *cells: Any) -> QueueRow:
    shown = dict(zip(_SHOWN, cells, strict=True))
    need = NeedToKnow(is_named=is_named, is_restricted=shown["is_restricted"])
    shown["subject_name"] = (shown["subject_name"] or "") if need.opens_for(actor) else ""
    shown["flags"], shown["is_taken_on"] = plain((shown["flags"] or "").split()), bool(shown.pop("taken_on"))
    shown["assigned_to"], shown["assigned_key"] = shown["assigned_to"] or "", shown["assigned_key"] or ""
    return QueueRow(**shown, sorted_on=on)
