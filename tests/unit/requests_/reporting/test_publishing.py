"""What the website says of a quarter points at nobody: whatever is printed, a small number may be one of several."""

import csv
import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from requests_.deadlines.statutory_clock import Pause
from requests_.model.rights import Right
from requests_.reporting.period import Period, period_named, quarter_of
from requests_.reporting.population import Population, population
from requests_.reporting.published_files import HEADINGS, edition_csv, edition_json, edition_workbook
from requests_.reporting.publishing import (
    PUBLIC_ROWS,
    REACH,
    STEP,
    Edition,
    NotPublished,
    PublicLine,
    PublicRow,
    edition,
    known_at,
    newest_quarter,
    public_lines,
    quarter_to_publish,
    rounded,
)
from requests_.reporting.record import CaseRecord, Ending, Outcome
from requests_.reporting.returns import Origin, build_return
from tests.factories.records import any_records, case_record

D, ONE = date, timedelta(1)
QUARTERS = (period_named("2026-q1"), period_named("2026-q2"))
AFTER = D(2026, 12, 1)
ROWS = {row.name: row for row in PUBLIC_ROWS}
Vector = dict[str, int]


def at(records: list[CaseRecord], quarter: Period = QUARTERS[0]) -> Population:
    return population(records, quarter, today=AFTER)


def printed(records: list[CaseRecord], quarter: Period = QUARTERS[0]) -> Edition:
    return Edition(period=quarter, stamp="then", head="ab" * 32, lines=tuple(public_lines(at(records, quarter))))


@given(any_records(), st.integers(1, 9))
def test_every_number_is_rounded_and_every_part_lies_in_its_whole(records: list[CaseRecord], times: int) -> None:

    copies = [replace(record, reference=f"{record.reference}-{n}") for n in range(times) for record in records]
    cases = at(copies)
    for row in PUBLIC_ROWS:
        behind = set(case.record.reference for case in row.cases(cases))
        assert abs(rounded(len(behind)) - len(behind)) <= REACH
        if row.within:
            assert behind <= {case.record.reference for case in ROWS[row.within].cases(cases)}, row.name
    for line in public_lines(cases):
        assert not (line.count or 0) % STEP
        assert not (line.out_of or 0) % STEP


@given(any_records(), st.integers(1, 9))
def test_a_share_lies_between_the_least_and_the_most_that_are_printed(records: list[CaseRecord], times: int) -> None:

    cases = at([replace(record, reference=f"{record.reference}-{n}") for n in range(times) for record in records])
    words = {line.title: line.value for line in public_lines(cases)}
    for row in PUBLIC_ROWS:
        whole = len(ROWS[row.within].cases(cases)) if row.within else 0
        if whole and (said := re.fullmatch(r"(\d+)% to (\d+)%", words[row.title])):
            true = 100 * len(row.cases(cases)) / whole
            assert int(said[1]) <= true <= int(said[2])
            if row.rest:
                least, most = (int(word) for word in re.findall(r"\d+", words[row.rest]))
                assert least <= 100 - true <= most


# Cases that count in one row of one quarter alone: they came years ago, were taken back, and opened again in it.
LONG_AGO, GONE = D(2019, 1, 7), D(2019, 1, 10)
NEVER_ANSWERED = (Pause(D(2019, 1, 8)),)


def population_of(vector: Vector, quarter: Period, *, is_due_answered_in_it: bool) -> list[CaseRecord]:
    """Cases of which a quarter has exactly so many in every row."""
    first, last = quarter.first_on, quarter.last_on
    found: list[CaseRecord] = []

    def add(received_on: date = LONG_AGO, **changes: object) -> None:
        found.append(case_record(f"{quarter.key}-{len(found)}", received_on, **changes))

    def came_back(on: date, then: Ending) -> tuple[Ending, Ending]:
        gone = Ending(on=GONE, outcome=Outcome.WITHDRAWN, reopened_on=on, reopened_for="requester_returned")
        return (gone, then)

    for n in range(vector["RP-1.received"]):
        add(
            first,
            ended_on=first,
            right=Right.ACCESS if n < vector["RP-1.access"] else Right.ERASURE,
            capacity="parent" if n < vector["RP-1.for_others"] else "subject",
            channel="online" if n < vector["RP-1.online"] else "letter",
        )
    on_time = vector["RP-4.due"] - vector["RP-4.failed"]
    answered_on = first + 5 * ONE if is_due_answered_in_it else first - ONE
    for n in range(vector["RP-2.closed"] - (on_time if is_due_answered_in_it else 0)):
        is_refused, is_in_part = n < vector["RP-11.refused"], n < vector["RP-11.not_all"]
        outcome = Outcome.REFUSED if is_refused else Outcome.GRANTED_IN_PART if is_in_part else Outcome.GRANTED
        add(
            pauses=() if n < vector["RP-3.late"] else NEVER_ANSWERED,
            extension_notice_on=D(2019, 1, 8) if n < vector["RP-6.answered"] else None,
            endings=came_back(first + 5 * ONE, Ending(on=first + 5 * ONE, outcome=outcome)),
        )
    waited = (Pause(D(2019, 1, 8), first - 5 * ONE),)
    for _ in range(on_time):
        add(
            pauses=waited,
            endings=came_back(
                first - 5 * ONE if not is_due_answered_in_it else first, Ending(on=answered_on, outcome=Outcome.GRANTED)
            ),
        )
    for _ in range(vector["RP-4.failed"]):
        add(pauses=waited, endings=came_back(first, Ending(on=last - ONE, outcome=Outcome.WITHDRAWN)))
    for n in range(vector["RP-8.open"]):
        pauses = () if n < vector["RP-8.overdue"] else NEVER_ANSWERED
        add(pauses=pauses, endings=came_back(last, Ending(on=last + ONE, outcome=Outcome.WITHDRAWN)))
    for _ in range(vector["RP-12.received"]):
        add(first, right=Right.COMPLAINT, ended_on=first)
    for n in range(vector["RP-12.closed"]):
        result = "upheld" if n < vector["RP-12.upheld"] else "not_upheld"
        answer = Ending(on=first + 5 * ONE, outcome=Outcome.GRANTED, complaint_result=result)
        add(right=Right.COMPLAINT, endings=came_back(first + 5 * ONE, answer))
    return found


@st.composite
def vectors(draw: st.DrawFn) -> Vector:
    """So many in every row, a part never more than its whole."""
    found: Vector = {}
    for row in PUBLIC_ROWS:
        found[row.name] = draw(st.integers(0, found[row.within] if row.within else 14))
    return found


def others(vector: Vector, name: str) -> list[Vector]:
    """Everything else that a number may be: those of the same whole that are printed alike move with it."""
    tree = [row for row in PUBLIC_ROWS if _root(row.name) == _root(name)]
    alike = [row.name for row in tree if rounded(vector[row.name]) == rounded(vector[name])]
    near = range(max(0, rounded(vector[name]) - REACH), rounded(vector[name]) + REACH + 1)
    return [{**vector, **dict.fromkeys(alike, value)} for value in near]


def _root(name: str) -> str:
    while ROWS[name].within:
        name = ROWS[name].within
    return name


@settings(max_examples=40)
@given(vectors(), st.sampled_from(PUBLIC_ROWS))
def test_a_small_number_may_be_one_of_three_at_least_whatever_is_printed_of_its_quarter(
    vector: Vector, row: PublicRow
) -> None:
    name = row.name
    quarter = QUARTERS[0]
    first = printed(population_of(vector, quarter, is_due_answered_in_it=False))
    assert {
        n: len(r.cases(at(population_of(vector, quarter, is_due_answered_in_it=False)))) for n, r in ROWS.items()
    } == vector
    worlds = [
        (other[name], population_of(other, quarter, is_due_answered_in_it=False)) for other in others(vector, name)
    ]
    assert len({value for value, _ in worlds}) >= 3
    for _, records in worlds:
        again = printed(records)
        assert (again.lines, again.seal) == (first.lines, first.seal)


@settings(max_examples=25)
@given(vectors(), vectors(), st.sampled_from(PUBLIC_ROWS))
def test_a_small_number_may_be_one_of_three_at_least_whatever_is_printed_of_both_quarters(
    vector: Vector, next_one: Vector, row: PublicRow
) -> None:
    name = row.name
    # What falls due on time is answered in the quarter: so many answers leave room for it.
    plenty = [{**each, "RP-2.closed": each["RP-2.closed"] + 40} for each in (vector, next_one)]
    then = population_of(plenty[1], QUARTERS[1], is_due_answered_in_it=True)
    found: dict[Period, set[tuple[PublicLine, ...]]] = {quarter: set() for quarter in QUARTERS}
    for other in others(plenty[0], name):
        records = [*population_of(other, QUARTERS[0], is_due_answered_in_it=True), *then]
        for quarter in QUARTERS:
            found[quarter].add(printed(records, quarter).lines)
    assert [len(editions) for editions in found.values()] == [1, 1]


def test_no_two_rows_are_parts_that_share_nothing() -> None:
    """A whole that falls into printed parts would give each away: here every row of a whole is all of it."""
    vector = dict.fromkeys(ROWS, 3)
    cases = at(population_of(vector, QUARTERS[0], is_due_answered_in_it=False))
    for row in PUBLIC_ROWS:
        if row.within:
            assert set(row.cases(cases)) == set(ROWS[row.within].cases(cases))


@pytest.mark.parametrize(
    ("period", "today", "says"),
    [
        ("2026-06", D(2026, 12, 1), "one edition a quarter"),
        ("2026-27-year", D(2027, 12, 1), "one edition a quarter"),
        ("2026-04-01..2026-06-29", D(2026, 12, 1), "one edition a quarter"),
        ("2026-q1", D(2026, 7, 31), "can be published from 1 August 2026"),
    ],
)
def test_nothing_but_a_quarter_is_published_and_not_before_a_month_after_it(
    period: str, today: date, says: str
) -> None:
    with pytest.raises(NotPublished, match=says):
        known_at(period_named(period), today=today)


@given(st.dates(D(2018, 5, 25), D(2040, 1, 1)))
def test_the_newest_quarter_can_be_published_and_the_one_after_it_cannot(today: date) -> None:
    newest = newest_quarter(today)
    known_at(newest, today=today)
    with pytest.raises(NotPublished):
        known_at(quarter_of(newest.last_on + ONE), today=today)


@pytest.mark.parametrize(
    ("chosen", "offered"),
    [("2026-q1", "2026-q1"), ("2026-q3", "2026-q2"), ("2026-05", "2026-q2"), ("2026-27-year", "2026-q2")],
)
def test_the_page_of_a_period_offers_its_own_edition_or_the_newest(chosen: str, offered: str) -> None:
    assert quarter_to_publish(period_named(chosen), D(2026, 11, 27)).key == offered


def test_a_quarter_is_counted_as_it_was_known_at_the_end_of_the_month_after_it_whenever_it_is_made() -> None:
    moments = {known_at(period_named("2026-q1"), today=today) for today in (D(2026, 8, 1), D(2029, 1, 1))}
    assert moments == {datetime(2026, 7, 31, 22, 59, 59, 999999, tzinfo=UTC)}


def test_the_files_name_no_case_and_say_nothing_exactly() -> None:
    records = [case_record(f"RR-{n}", D(2026, 5, 4), answered_on=D(2026, 5, 20 + n % 5)) for n in range(23)]
    origin = Origin(known_at=datetime(2026, 7, 31, tzinfo=UTC), head="ab" * 32, cases=1234, events=5678)
    found = edition(build_return(records, QUARTERS[0], today=AFTER, origin=origin))
    text = edition_csv(found)
    book = openpyxl.load_workbook(io.BytesIO(edition_workbook(found)))
    cells = [cell for row in book["Figures"].iter_rows(values_only=True) for cell in row]
    every = (text, str(list(edition_json(found))), str(cells))
    assert not [said for said in every for exact in ("RR-", "1234", "5678", "'23'", "=SUM") if exact in said]
    rows = list(csv.reader(io.StringIO(text)))
    [late] = [row for row in rows if row[:2] == ["RP-3", "Answered late"]]
    assert tuple(HEADINGS) in [tuple(row) for row in rows]
    assert late == ["RP-3", "Answered late", "0% to 9%", "0", "25"]
    assert ["RP-9", "Half were answered within", "18 days", "", ""] in rows
