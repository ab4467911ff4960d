"""The caseworker's desk: which list a case stands in, whom it waits for, and who needs to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from requests_.model.case import Case, Stage
from requests_.model.complaints import NEWS_DAYS
from requests_.model.promises import owed_of
from requests_.model.sources import SearchState
from requests_.model.staff import Actor, Permission
from requests_.model.unanswered import awaited

ENDED = (Stage.RESPONDED, Stage.CLOSED, Stage.REFUSED, Stage.WITHDRAWN)
# What stands in place of a clock's state once a complaint is acknowledged: no clock of the law is left.
ACKNOWLEDGED = "acknowledged"
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
    SECOND_PERSON = "second_person"


class QueueView(StrEnum):
    """A list of cases that people open all day."""

    OPEN = "open"
    MINE = "mine"
    UNASSIGNED = "unassigned"
    UNOPENED = "unopened"
    SECOND_PERSON = "second_person"
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
    """Which cases are listed, and in what order. "" leaves a filter out.

    `assigned` is a staff id; `team` is a team's, and stands for all that lie in it too.
    """

    view: QueueView = QueueView.OPEN
    right: str = ""
    stage: str = ""
    assigned: str = ""
    team: str = ""
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
    """The list a case stands in now. An answered case with a date of the regulator to keep is not over.

    Neither is one of which a letter waits to be posted, whose letter promised more, or to which a team answered late.
    """
    is_owed = bool(case.to_post) or owed_of(case) is not None
    is_over = case.stage in ENDED and case.next_set_date is None and not is_owed
    return CaseList.ENDED if is_over else CaseList.OPEN


def news_due_on(case: Case) -> date | None:
    """The day by which whoever complained hears from us again, as our last letter said (DPA 2018 s.164A(4))."""
    if case.told_on is None or case.stage in ENDED:
        return None
    return case.told_on + timedelta(days=NEWS_DAYS)


def pending_due_on(case: Case, due_on: date | None) -> date | None:
    """The law's date that is still to be kept: none once a complaint is acknowledged, or a case ended unanswered."""
    is_met = case.acknowledged_on is not None or (case.stage in ENDED and case.responded_on is None)
    return None if is_met else due_on


@dataclass(frozen=True, slots=True)
class KeptDate:
    """A date beside the law's own: `setter` is who set it.

    It is "council" for what we promised in a letter or when a case was reopened, "complaint" for the next news of a
    complaint, "post" for a letter that somebody prints and posts.
    """

    due_on: date
    setter: str


def kept_date(case: Case) -> KeptDate | None:
    """The first date to keep beside the law's own."""
    found, again = case.next_set_date, case.reopened
    dates = [KeptDate(found.due_on, found.row.setter)] if found is not None else []
    dates += [KeptDate(again.due_on, "council")] if again is not None else []
    dates += [KeptDate(letter.post_by, "post") for letter in case.to_post if letter.post_by is not None]
    if (owed := owed_of(case)) is not None:
        dates.append(KeptDate(owed.due_on, "council"))
    if (news_by := news_due_on(case)) is not None:
        dates.append(KeptDate(news_by, "complaint"))
    return min(dates, key=lambda kept: kept.due_on, default=None)


def queue_day(case: Case, due_on: date | None) -> date:
    """The day a case is sorted by: the statutory date, or an earlier one that somebody has set or we have promised.

    Once the case has been answered only such a date is left to keep.
    """
    kept = kept_date(case)
    set_on = NO_DATE if kept is None else kept.due_on
    is_answered = case.stage in ENDED or case.responded_on is not None
    return set_on if kept is not None and is_answered else min(due_on or NO_DATE, set_on)


def waits_for(case: Case) -> WaitsFor:
    """Whose answer the case waits for now; a step that waits for a second person holds up every other."""
    if case.proposal is not None:
        return WaitsFor.SECOND_PERSON
    if case.stage in ENDED:
        return WaitsFor.NOBODY
    if awaited(case):
        return WaitsFor.REQUESTER
    is_searched_by_others = (
        source.state is SearchState.WAITING and not source.is_settled for source in case.sources.values()
    )
    # What is knowingly answered without is not waited for.
    is_asked = any(case.enquiries[key].is_open for key in case.unsettled_enquiries)
    if any(is_searched_by_others) or is_asked:
        return WaitsFor.TEAM
    return WaitsFor.NOBODY
