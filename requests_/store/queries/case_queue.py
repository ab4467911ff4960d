"""The staff queue: its lists, a page of one, and how many cases stand in each. Nothing here grows with the cases."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import (
    ColumnElement,
    Select,
    Text,
    and_,
    cast,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from requests_.ids import CaseId
from requests_.model.desk import SOON_DAYS, CaseList, NeedToKnow, PageMark, QueueFilters, QueueView, Sort, WaitsFor
from requests_.model.staff import PERMISSIONS, SYSTEM, Actor, Permission, Role
from requests_.store.case_tables import CaseRow
from requests_.store.case_words import cases_with, typed_words
from requests_.store.desk_tables import AccessAsk, CaseAccess, SavedView
from requests_.store.people_tables import RequestDetails
from requests_.store.staff_tables import StaffMember

# A list that is longer is told as "more than": counting goes no further.
MOST_COUNTED = 1_000
COUNTED = tuple(view for view in QueueView if view not in (QueueView.ENDED, QueueView.ALL))

Condition = ColumnElement[bool]
_OPEN = CaseRow.case_list == CaseList.OPEN
_VIEWS: dict[QueueView, Callable[[Actor, date], tuple[Condition, ...]]] = {
    QueueView.OPEN: lambda actor, today: (_OPEN,),
    QueueView.MINE: lambda actor, today: (_OPEN, CaseRow.assigned_to == actor.key),
    QueueView.UNASSIGNED: lambda actor, today: (_OPEN, CaseRow.assigned_to.is_(None)),
    QueueView.REQUESTER: lambda actor, today: (_OPEN, CaseRow.waits_for == WaitsFor.REQUESTER),
    QueueView.TEAM: lambda actor, today: (_OPEN, CaseRow.waits_for == WaitsFor.TEAM),
    QueueView.SOON: lambda actor, today: (_OPEN, CaseRow.queue_on.between(today, today + timedelta(SOON_DAYS))),
    QueueView.OVERDUE: lambda actor, today: (_OPEN, CaseRow.queue_on < today),
    QueueView.UNANSWERED: lambda actor, today: (
        _OPEN,
        CaseRow.waits_for == WaitsFor.REQUESTER,
        CaseRow.closable_on <= today,
    ),
    QueueView.ENDED: lambda actor, today: (CaseRow.case_list == CaseList.ENDED,),
    QueueView.ALL: lambda actor, today: (),
}
_SORTS: dict[Sort, tuple[InstrumentedAttribute[date], bool]] = {
    Sort.DUE: (CaseRow.queue_on, False),
    Sort.RECEIVED: (CaseRow.received_on, False),
    Sort.NEWEST: (CaseRow.received_on, True),
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
    words = typed_words(search)
    if search.strip() and not words:
        return ()
    query = list_query(filters, actor=actor, today=today, words=words, mark=mark, limit=limit)
    rows = [_row(*row, actor) for row in session.execute(query)]
    return tuple(reversed(rows) if mark is not None and mark.is_before else rows)


def list_query(
    filters: QueueFilters,
    *,
    actor: Actor,
    today: date,
    limit: int,
    words: tuple[str, ...] = (),
    mark: PageMark | None = None,
) -> Select[CaseRow, str, str, bool, date]:
    """The statement behind a page of a list: it follows an index in its order, and stops at `limit`."""
    column, is_downwards = _SORTS[filters.sort]
    runs_down = is_downwards != (mark is not None and mark.is_before)
    query = (
        select(CaseRow, RequestDetails.subject_name, StaffMember.display_name, _is_named(actor), column)
        .outerjoin(RequestDetails, RequestDetails.case_id == CaseRow.id)
        .outerjoin(StaffMember, StaffMember.id == CaseRow.assigned_to)
        .where(*_conditions(filters, actor, today), *_found_by(words, actor))
        .order_by(*((column.desc(), CaseRow.id.desc()) if runs_down else (column, CaseRow.id)))
        .limit(limit)
    )
    if mark is None:
        return query
    place, here = tuple_(column, CaseRow.id), (mark.on, mark.case)
    return query.where(place < here if runs_down else place > here)


@dataclass(frozen=True, slots=True)
class KeptView:
    """A list that somebody keeps under a name: `filters` are its address's words."""

    key: str
    name: str
    filters: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueHead:
    """What stands above the list: how many cases each list holds (at most `MOST_COUNTED` + 1), and who works on cases.

    `colleagues` are (staff id, name), by name; `asks` are (reference, who asks to see it) that `actor` may answer.
    """

    counts: dict[QueueView, int]
    colleagues: tuple[tuple[str, str], ...]
    asks: tuple[tuple[str, str], ...]
    kept_views: tuple[KeptView, ...]


def queue_head(session: Session, *, actor: Actor, today: date) -> QueueHead:
    """The counts of the lists, the names to choose from, the open asks and `actor`'s own lists, in one statement."""
    counts = (
        select(
            literal("count"),
            literal(view.value),
            literal(""),
            literal(""),
            _count(QueueFilters(view=view), actor, today),
        )
        for view in COUNTED
    )
    colleagues = select(
        literal("colleague"), StaffMember.id, StaffMember.display_name, cast(StaffMember.roles, Text), literal(0)
    ).where(StaffMember.is_active)
    kept = select(literal("kept"), SavedView.id, SavedView.name, SavedView.filters, literal(0)).where(
        SavedView.staff_id == actor.key
    )
    rows = session.execute(union_all(*counts, colleagues, kept, _asks_for(actor))).all()
    workers = [(key, name) for kind, key, name, roles, _ in rows if kind == "colleague" and _works(json.loads(roles))]
    return QueueHead(
        counts={QueueView(key): number for kind, key, *_, number in rows if kind == "count"},
        colleagues=tuple(sorted(workers, key=lambda row: row[1].casefold())),
        asks=tuple(sorted((key, name) for kind, key, name, *_ in rows if kind == "ask")),
        kept_views=tuple(
            sorted((KeptView(*row[1:4]) for row in rows if row[0] == "kept"), key=lambda kept: kept.name.casefold())
        ),
    )


def _works(roles: list[str]) -> bool:
    return any(Permission.WORK_CASE in PERMISSIONS[Role(role)] for role in roles)


def _asks_for(actor: Actor) -> Select[str, str, str, str, int]:
    asked = (
        select(literal("ask"), CaseRow.reference, StaffMember.display_name, literal(""), literal(0))
        .join(AccessAsk, AccessAsk.case_id == CaseRow.id)
        .join(StaffMember, StaffMember.id == AccessAsk.staff_id)
        .where(AccessAsk.answered_at.is_(None), AccessAsk.staff_id != actor.key)
    )
    if actor.may(Permission.DECIDE_ACCESS):
        return asked
    if not actor.may(Permission.ASSIGN_CASE):
        return asked.where(false())
    return asked.where(or_(CaseRow.is_restricted == false(), _is_named(actor)))


def _count(filters: QueueFilters, actor: Actor, today: date) -> ColumnElement[int]:
    few = select(CaseRow.id).where(*_conditions(filters, actor, today)).limit(MOST_COUNTED + 1).subquery()
    return select(func.count()).select_from(few).scalar_subquery()


def _conditions(filters: QueueFilters, actor: Actor, today: date) -> tuple[Condition, ...]:
    narrowed: list[Condition] = [*_VIEWS[filters.view](actor, today)]
    chosen = (
        (CaseRow.right, filters.right),
        (CaseRow.stage, filters.stage),
        (CaseRow.assigned_to, filters.assigned),
    )
    narrowed += [column == wanted for column, wanted in chosen if wanted]
    if not actor.may(Permission.SEE_EVERY_CASE):
        narrowed.append(CaseRow.id.in_(select(CaseAccess.case_id).where(CaseAccess.staff_id == actor.key)))
    return tuple(narrowed)


def _found_by(words: tuple[str, ...], actor: Actor) -> tuple[Condition, ...]:
    # A restricted case is not found by its people's names: that would tell them to whoever tries some.
    if not words:
        return ()
    may_be_found = or_(CaseRow.is_restricted == false(), _is_named(actor))
    return (*(CaseRow.id.in_(cases_with(word)) for word in words), may_be_found)


def _is_named(actor: Actor) -> Condition:
    return exists(_named(actor))


def _named(actor: Actor) -> Select[str]:
    return select(CaseAccess.case_id).where(and_(CaseAccess.case_id == CaseRow.id, CaseAccess.staff_id == actor.key))


def _row(
    case: CaseRow, subject_name: str | None, assigned: str | None, is_named: bool, on: date, actor: Actor
) -> QueueRow:
    need = NeedToKnow(is_named=is_named, is_restricted=case.is_restricted)
    return QueueRow(
        case=CaseId(case.id),
        reference=case.reference,
        subject_name=(subject_name or "") if need.opens_for(actor) else "",
        right=case.right,
        stage=case.stage,
        received_on=case.received_on,
        due_on=case.due_on,
        clock_state=case.clock_state,
        responded_on=case.responded_on,
        has_failure=case.has_failure,
        waits_for=case.waits_for,
        assigned_to=assigned or "",
        assigned_key=case.assigned_to or "",
        is_restricted=case.is_restricted,
        sorted_on=on,
        set_on=case.set_on,
        set_by=case.set_by,
        team_answer_on=case.team_answer_on,
        team_escalate_on=case.team_escalate_on,
    )
