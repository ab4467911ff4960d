"""A page of the queue with what stands above it, in one statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from requests_.model.desk import PageMark, QueueFilters, QueueView
from requests_.model.staff import PERMISSIONS, Actor, Permission, Role
from requests_.model.teams import StaffTeam, in_tree_order
from requests_.store.case_tables import CaseRow
from requests_.store.desk_tables import AccessAsk, SavedView
from requests_.store.queries.breaches import Waiting, waiting_section
from requests_.store.queries.case_queue import QueueRow, conditions, in_list_order, is_named, list_section
from requests_.store.queries.handling import CallRow, calls_section
from requests_.store.queries.inbox import waiting_by_mail
from requests_.store.queries.teams import teams_section
from requests_.store.staff_tables import StaffMember
from requests_.store.together import Section, Together

# A list that is longer is told as "more than": counting goes no further.
MOST_COUNTED = 1_000
COUNTED = tuple(view for view in QueueView if view not in (QueueView.ENDED, QueueView.ALL))


@dataclass(frozen=True, slots=True)
class KeptView:
    """A list that somebody keeps under a name: `filters` are its address's words."""

    key: str
    name: str
    filters: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueHead:
    """What stands above the list: how many cases each list holds (at most `MOST_COUNTED` + 1), and who works on cases.

    `colleagues` are (staff id, name), by name; `asks` are (reference, who asks to see it) that `actor` may answer;
    `calls` are the notes that call `actor`.
    `by_mail` is how many mails wait to be looked at, `breaches` what hurries of them.
    """

    counts: dict[QueueView, int]
    colleagues: tuple[tuple[str, str], ...]
    teams: tuple[StaffTeam, ...]
    asks: tuple[tuple[str, str], ...]
    calls: tuple[CallRow, ...]
    kept_views: tuple[KeptView, ...]
    by_mail: int
    breaches: Waiting


@dataclass(frozen=True, slots=True)
class QueuePage:
    """A page of a list, and what stands above it."""

    rows: tuple[QueueRow, ...]
    head: QueueHead


def queue_page(
    session: Session,
    filters: QueueFilters,
    *,
    actor: Actor,
    today: date,
    search: str,
    mark: PageMark | None,
    limit: int,
) -> QueuePage:
    """A page of a list as `actor` may know it (see `queue_rows`), with its head."""
    page = list_section(filters, actor=actor, today=today, search=search, mark=mark, limit=limit)
    read = Together({**_head_sections(actor, today), "page": page}).read(session)
    return QueuePage(in_list_order(read["page"], mark), _head(read))


def queue_head(session: Session, *, actor: Actor, today: date) -> QueueHead:
    """What stands above every list."""
    return _head(Together(_head_sections(actor, today)).read(session))


def _head(read: dict[str, tuple[Any, ...]]) -> QueueHead:
    return QueueHead(
        counts=dict(read["counts"]),
        colleagues=tuple(sorted((row for row in read["colleagues"] if row), key=lambda row: row[1].casefold())),
        teams=in_tree_order(read["teams"]),
        asks=read["asks"],
        calls=read["calls"],
        kept_views=tuple(sorted(read["kept"], key=lambda kept: kept.name.casefold())),
        by_mail=next(iter(read["by_mail"]), 0),
        breaches=read["breaches"][0],
    )


def _head_sections(actor: Actor, today: date) -> dict[str, Section[Any]]:
    counts = (select(literal(view.value), _count(QueueFilters(view=view), actor, today)) for view in COUNTED)
    counted = union_all(*counts).subquery()
    colleagues = select(StaffMember.id, StaffMember.display_name, StaffMember.roles).where(StaffMember.is_active)
    kept = select(SavedView.id, SavedView.name, SavedView.filters).where(SavedView.staff_id == actor.key)
    return {
        "counts": Section(select(*counted.c), lambda view, number: (QueueView(view), number)),
        "colleagues": Section(colleagues, lambda key, name, roles: (key, name) if _works(roles) else ()),
        "teams": teams_section(),
        "kept": Section(kept, KeptView),
        "calls": calls_section(actor.key),
        "breaches": waiting_section(actor),
        "by_mail": Section(waiting_by_mail(), int),
        "asks": Section(_asks_for(actor), lambda reference, name: (reference, name)),
    }


def _works(roles: list[str]) -> bool:
    return any(Permission.WORK_CASE in PERMISSIONS[Role(role)] for role in roles)


def _asks_for(actor: Actor) -> Select[str, str]:
    asked = (
        select(CaseRow.reference, StaffMember.display_name)
        .join(AccessAsk, AccessAsk.case_id == CaseRow.id)
        .join(StaffMember, StaffMember.id == AccessAsk.staff_id)
        .where(AccessAsk.answered_at.is_(None), AccessAsk.staff_id != actor.key)
        .order_by(AccessAsk.asked_at, CaseRow.reference)
    )
    if actor.may(Permission.DECIDE_ACCESS):
        return asked
    if not actor.may(Permission.ASSIGN_CASE):
        return asked.where(false())
    return asked.where(or_(CaseRow.is_restricted == false(), is_named(actor)))


def _count(filters: QueueFilters, actor: Actor, today: date) -> ColumnElement[int]:
    few = select(CaseRow.id).where(*conditions(filters, actor, today)).limit(MOST_COUNTED + 1).subquery()
    return select(func.count()).select_from(few).scalar_subquery()
