"""The caseworker's desk: which list a case stands in, whom it waits for, and who needs to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from requests_.model.case import Case, Stage
from requests_.model.enquiries import open_enquiries
from requests_.model.sources import SearchState
from requests_.model.staff import Actor, Permission

ENDED = (Stage.RESPONDED, Stage.CLOSED, Stage.REFUSED, Stage.WITHDRAWN)
# Where a case without a due date stands: after every other.
NO_DATE = date(9999, 12, 31)
SOON_DAYS = 7


class CaseList(StrEnum):
    """Whether a case is still to be answered."""

    OPEN = "open"
    ENDED = "ended"


class WaitsFor(StrEnum):
    """Whose answer a case waits for."""

    NOBODY = ""
    REQUESTER = "requester"
    TEAM = "team"


class QueueView(StrEnum):
    """A list of cases that people open all day."""

    OPEN = "open"
    MINE = "mine"
    UNASSIGNED = "unassigned"
    UNOPENED = "unopened"
    REQUESTER = "requester"
    TEAM = "team"
    SOON = "soon"
    OVERDUE = "overdue"
    UNANSWERED = "unanswered"
    WATCHED = "watched"
    ENDED = "ended"
    ALL = "all"


class Sort(StrEnum):
    """What stands first."""

    DUE = "due"
    RECEIVED = "received"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueFilters:
    """Which cases are listed, and in what order. `assigned` is a staff id; "" leaves a filter out."""

    view: QueueView = QueueView.OPEN
    right: str = ""
    stage: str = ""
    assigned: str = ""
    flag: str = ""
    sort: Sort = Sort.DUE


@dataclass(frozen=True, slots=True)
class PageMark:
    """Where a page of a list begins: after a case and its date in the list's order, or before it."""

    on: date
    case: str
    is_before: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedToKnow:
    """What decides whether somebody may open a case: named on it (or given it), and whether it is restricted."""

    is_named: bool
    is_restricted: bool

    def opens_for(self, actor: Actor) -> bool:
        """Whether the case opens for `actor`. A restricted case opens for those named on it alone."""
        if self.is_named:
            return actor.may(Permission.SEE_CASE)
        return not self.is_restricted and actor.may(Permission.SEE_EVERY_CASE)

    def is_decided_by(self, actor: Actor) -> bool:
        """Whether `actor` decides who else may open the case: those who work on it, and the last word's holders."""
        if actor.may(Permission.DECIDE_ACCESS):
            return True
        return self.opens_for(actor) and actor.may(Permission.ASSIGN_CASE)


def list_of(case: Case) -> CaseList:
    """The list a case stands in now. An answered case with a date of the regulator to keep is not over."""
    return CaseList.ENDED if case.stage in ENDED and case.next_set_date is None else CaseList.OPEN


def queue_day(case: Case, due_on: date | None) -> date:
    """The day a case is sorted by: the statutory date, or an earlier one that the regulator or a court has set.

    Once the case is answered only the date that was set is left to keep.
    """
    found = case.next_set_date
    set_on = NO_DATE if found is None else found.due_on
    return set_on if found is not None and case.stage in ENDED else min(due_on or NO_DATE, set_on)


def waits_for(case: Case) -> WaitsFor:
    """Whose answer the case waits for now."""
    if case.stage in ENDED:
        return WaitsFor.NOBODY
    asked = [check for check in case.checks.values() if check.requested_on and not check.received_on]
    if case.awaits_clarification or asked:
        return WaitsFor.REQUESTER
    is_searched_by_others = (
        source.state is SearchState.WAITING and not source.is_settled for source in case.sources.values()
    )
    if any(is_searched_by_others) or open_enquiries(case.enquiries):
        return WaitsFor.TEAM
    return WaitsFor.NOBODY
