"""A return is the same whenever it is made again."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given

from requests_.reporting.breakdowns import DIMENSIONS
from requests_.reporting.period import Period, period_named
from requests_.reporting.record import CaseRecord
from requests_.reporting.returns import Origin, Return, build_return
from tests.factories.records import any_records, case_record

TODAY = date(2026, 9, 1)
ORIGIN = Origin(known_at=datetime(2026, 9, 1, 8, tzinfo=UTC), head="ab" * 32, cases=12, events=340)
QUARTER = period_named("2026-q1")


def made(records: list[CaseRecord], period: Period = QUARTER, today: date = TODAY) -> Return:
    return build_return(records, period, today=today, origin=ORIGIN)


@given(any_records())
def test_the_same_cases_in_any_order_make_the_same_seal(records: list[CaseRecord]) -> None:
    assert made(records).seal == made(records[::-1]).seal


def test_one_more_case_or_another_audit_head_is_another_seal() -> None:
    records = [case_record("a", date(2026, 5, 1))]
    first = made(records)
    more = made([*records, case_record("b", date(2026, 5, 1))])
    other = replace(first, origin=replace(ORIGIN, head="cd" * 32))
    assert len({first.seal, more.seal, other.seal}) == 3


def test_a_quarter_is_shown_month_by_month_and_a_month_is_not() -> None:
    records = [case_record("a", date(2026, 4, 30)), case_record("b", date(2026, 6, 1))]
    [months] = [table for table in made(records).breakdowns if table.key == "month"]
    assert [(group.value, group.figures[0].count) for group in months.groups] == [
        ("2026-04", 1),
        ("2026-05", 0),
        ("2026-06", 1),
    ]
    assert "month" not in {table.key for table in made(records, period_named("2026-05")).breakdowns}


def test_months_to_come_are_left_out() -> None:
    [months] = [table for table in made([], today=date(2026, 5, 20)).breakdowns if table.key == "month"]
    assert [group.value for group in months.groups] == ["2026-04", "2026-05"]
    assert made([], today=date(2026, 5, 20)).is_running
    assert not made([]).is_running


@given(any_records())
def test_the_groups_of_every_breakdown_hold_every_case_once(records: list[CaseRecord]) -> None:
    found = made(records)
    received, closed = (next(f for f in found.figures if f.name == name) for name in ("RP-1.received", "RP-2.closed"))
    assert {table.key for table in found.breakdowns} == {"month", *(row.key for row in DIMENSIONS)}
    several = {"service", "team"}  # a case may stand under more than one
    for table in found.breakdowns:
        if table.key in several:
            continue
        assert sum(group.figures[0].count for group in table.groups) == received.count
        assert sum(group.figures[1].out_of or 0 for group in table.groups) == closed.count
