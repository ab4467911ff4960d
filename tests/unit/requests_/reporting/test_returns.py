"""A return is the same whenever it is made again, and its publishable edition points at nobody."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from requests_.model.rights import Right
from requests_.reporting.breakdowns import DIMENSIONS
from requests_.reporting.figures import Figure
from requests_.reporting.period import Period, period_named
from requests_.reporting.publishing import group_name, published, whole_name
from requests_.reporting.record import CaseRecord, Outcome
from requests_.reporting.returns import Origin, Return, build_return
from requests_.reporting.suppression import SMALLEST_SHOWN, Showing
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


MANY = [
    *(case_record(f"ok-{n}", date(2026, 5, 4), answered_on=date(2026, 5, 20)) for n in range(20)),
    *(case_record(f"late-{n}", date(2026, 4, 7), answered_on=date(2026, 6, 20), channel="phone") for n in range(2)),
    case_record("erased", date(2026, 5, 6), answered_on=date(2026, 5, 21), right=Right.ERASURE),
]


def test_the_published_edition_names_no_case_and_no_school() -> None:
    public = published(made(MANY)).found
    assert "school" not in {table.key for table in public.breakdowns}
    figures = [*public.figures, *(f for t in public.breakdowns for g in t.groups for f in g.figures)]
    assert all(figure.cases == () and figure.whole == () for figure in figures)


def test_the_two_late_ones_of_twenty_three_are_not_to_be_had() -> None:
    public = published(made(MANY))
    figure = {f.name: f for f in public.found.figures}
    assert public.of(figure["RP-3.late"]) is Showing.SMALL
    assert public.of(figure["RP-3.on_time"]) is Showing.HIDDEN
    assert public.of(figure["RP-2.closed"]) is Showing.SHOWN
    [rights] = [table for table in public.found.breakdowns if table.key == "right"]
    # One deletion request of 23: neither it nor the 22 others can be shown beside the total.
    states = {g.value: public.of(g.figures[0], group_name(rights, g.value)) for g in rights.groups}
    assert states == {"access": Showing.HIDDEN, "erasure": Showing.SMALL}


def test_a_median_of_fewer_than_five_is_not_published() -> None:
    public = published(made(MANY[20:22]))
    [figure] = [f for f in public.found.figures if f.name == "RP-9.median_gross"]
    assert public.of(figure) is Showing.SMALL


def test_withdrawals_are_not_to_be_had_from_two_totals() -> None:
    gone = case_record("gone", date(2026, 5, 4), ended_on=date(2026, 5, 9), outcome=Outcome.WITHDRAWN)
    public = published(made([*MANY[:20], gone]))
    figure = {f.name: f for f in public.found.figures}
    assert public.of(figure["RP-11.withdrawn"]) is Showing.SMALL
    shown = [public.of(figure["RP-2.closed"]), public.of_whole(figure["RP-11.granted"])]
    assert Showing.HIDDEN in shown


@given(any_records(), st.integers(1, 6))
def test_no_number_from_one_to_four_is_ever_published(records: list[CaseRecord], times: int) -> None:
    copies = [replace(record, reference=f"{record.reference}-{n}") for n in range(times) for record in records]
    public = published(made(copies))
    for within, figure in _everything(public.found):
        if 0 < figure.count < SMALLEST_SHOWN:
            assert public.of(figure, within) is Showing.SMALL
        if figure.out_of is not None and 0 < figure.out_of < SMALLEST_SHOWN:
            assert public.of_whole(figure, within) is Showing.SMALL, whole_name(figure, within)


def _everything(found: Return) -> list[tuple[str, Figure]]:
    tables = [(group_name(t, g.value), f) for t in found.breakdowns for g in t.groups for f in g.figures]
    return [*(("", figure) for figure in found.figures), *tables]
