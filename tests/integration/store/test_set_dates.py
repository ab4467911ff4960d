"""A date that the regulator or a court sets: kept beside the statutory one, in the queue, never moving it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from requests_.errors import InvalidCommand, NotFound
from requests_.ids import CaseId
from requests_.model.clock_commands import EndOutsideDate, SetOutsideDate
from requests_.model.desk import QueueFilters, QueueView
from requests_.model.set_dates import SetDateEnd, SetDateKind
from requests_.services import set_dates
from requests_.store.cases import reading_of
from requests_.store.queries.case_queue import queue_rows
from requests_.store.queries.due_dates import due_rows
from requests_.store.queries.written_records import words_of_records
from tests.factories.cases import Desk
from tests.factories.people import CASEWORKER

TODAY = date(2026, 6, 15)
LETTER = "Case officer, IC-104233-B7K2"


def set_by(desk: Desk, case: CaseId, due_on: date, kind: str = "complaint_inquiry", **changes: object) -> None:
    values: dict[str, object] = dict(letter_on=TODAY - timedelta(3), letter=LETTER, actor=CASEWORKER)
    command = SetOutsideDate(case=case, kind=SetDateKind(kind), due_on=due_on, **{**values, **changes})  # type: ignore[arg-type]
    desk.do(set_dates.set_date, command)


def ended(desk: Desk, case: CaseId, end: SetDateEnd = SetDateEnd.MET, ended_on: date = TODAY) -> EndOutsideDate:
    found = desk.case(case).next_set_date
    key, answer = found.key if found else "none", "By letter of today." if end is SetDateEnd.MET else ""
    return EndOutsideDate(case=case, date_key=key, end=end, ended_on=ended_on, answer=answer, actor=CASEWORKER)


def test_a_date_that_was_met_says_what_was_answered(desk: Desk) -> None:
    case = desk.received()
    set_by(desk, case, TODAY + timedelta(5), "enforcement_notice")
    with pytest.raises(InvalidCommand, match="what we answered or did"):
        desk.do(set_dates.end_date, replace(ended(desk, case), answer=" "))
    desk.do(set_dates.end_date, ended(desk, case))
    (known,) = desk.case(case).set_dates.values()
    with desk.store.reading() as session:
        assert words_of_records(session, case)[known.reply] == "By letter of today."


def listed(desk: Desk, view: QueueView) -> list[tuple[str, date]]:
    rows = desk.within(lambda uow: queue_rows(uow.session, QueueFilters(view=view), today=desk.clock.london_date()))
    return [(row.case, row.sorted_on) for row in rows]


@pytest.mark.parametrize("kind", SetDateKind)
def test_a_date_stands_beside_the_statutory_one_and_never_moves_it(desk: Desk, kind: SetDateKind) -> None:
    case = desk.received()
    before = reading_of(desk.case(case))
    set_by(desk, case, TODAY + timedelta(5), kind)
    after = desk.case(case)
    assert reading_of(after) == before
    assert after.next_set_date is not None
    assert after.next_set_date.due_on == TODAY + timedelta(5)
    with desk.store.reading() as session:
        assert list(words_of_records(session, case).values()) == [LETTER]


def test_the_queue_sorts_by_the_earlier_of_both_dates(desk: Desk) -> None:
    sooner, later = desk.received(), desk.received()
    set_by(desk, sooner, TODAY + timedelta(5))
    set_by(desk, later, date(2026, 12, 1))
    assert listed(desk, QueueView.OPEN) == [(sooner, date(2026, 6, 20)), (later, date(2026, 7, 15))]
    assert listed(desk, QueueView.SOON) == [(sooner, date(2026, 6, 20))]
    desk.clock.move(days=6)
    assert listed(desk, QueueView.OVERDUE) == [(sooner, date(2026, 6, 20))]
    desk.do(set_dates.end_date, ended(desk, sooner))
    assert listed(desk, QueueView.OVERDUE) == []


def test_an_answered_case_with_a_date_to_keep_is_on_the_desk_again_until_it_is_met(desk: Desk) -> None:
    case = desk.responded()
    assert listed(desk, QueueView.OPEN) == []
    set_by(desk, case, TODAY + timedelta(40))
    set_by(desk, case, TODAY + timedelta(20), "information_notice")
    assert listed(desk, QueueView.OPEN) == [(case, TODAY + timedelta(20))]
    with desk.store.reading() as session:
        july = due_rows(session, actor=CASEWORKER, first=date(2026, 7, 1), last=date(2026, 7, 31), is_own=False)
    assert [row.due_on for row in july] == [date(2026, 7, 5)]
    desk.do(set_dates.end_date, ended(desk, case, SetDateEnd.REPLACED))
    assert listed(desk, QueueView.OPEN) == [(case, TODAY + timedelta(40))]
    desk.do(set_dates.end_date, ended(desk, case))
    assert listed(desk, QueueView.OPEN) == []


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"letter": " "}, "Name the letter"),
        ({"letter_on": TODAY + timedelta(1)}, "a day that has not come"),
        ({"due_on": TODAY - timedelta(4)}, "before the letter"),
    ],
)
def test_a_date_needs_its_letter(desk: Desk, changes: dict[str, object], says: str) -> None:
    case = desk.received()
    with pytest.raises(InvalidCommand, match=says):
        set_by(desk, case, **{"due_on": TODAY, **changes})  # type: ignore[arg-type]
    assert desk.case(case).set_dates == {}


def test_a_date_ends_once_and_on_a_day_that_can_be(desk: Desk) -> None:
    case = desk.received()
    set_by(desk, case, TODAY + timedelta(5))
    with pytest.raises(InvalidCommand, match="between the letter and today"):
        desk.do(set_dates.end_date, ended(desk, case, ended_on=TODAY + timedelta(1)))
    set_by(desk, case, TODAY + timedelta(9))
    again = ended(desk, case)
    desk.do(set_dates.end_date, again)
    with pytest.raises(NotFound):
        desk.do(set_dates.end_date, again)
