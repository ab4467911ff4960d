"""How long things are kept, on every day there is."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_.ids import CaseId
from requests_.model.retention import SCHEDULE, CaseSpan, Kept, goes_on, group_goes_on, groups_of

DAYS = st.dates(date(2000, 1, 1), date(2150, 1, 1))


def span(last_on: date, keep_until: date | None = None, stays_for: str = "") -> CaseSpan:
    return CaseSpan(
        case=CaseId("c"), reference="r", right="access", last_on=last_on, keep_until=keep_until, stays_for=stays_for
    )


SPANS = st.builds(span, DAYS, st.none() | DAYS)


def test_every_line_of_the_schedule_says_why_and_by_which_law() -> None:
    assert set(SCHEDULE) == set(Kept)
    for row in SCHEDULE.values():
        assert row.what
        assert row.why
        assert row.counts_from
        assert "article 5(1)" in row.citation


@pytest.mark.parametrize(
    ("kept", "day", "gone_on"),
    [
        (Kept.EVIDENCE, date(2026, 1, 15), date(2026, 4, 15)),
        (Kept.EVIDENCE, date(2025, 11, 30), date(2026, 2, 28)),  # no 30 February
        (Kept.EVIDENCE, date(2027, 11, 30), date(2028, 2, 29)),  # a leap year
        (Kept.EVIDENCE, date(2026, 12, 31), date(2027, 3, 31)),
        (Kept.CASE, date(2024, 2, 29), date(2027, 2, 28)),
        (Kept.CASE, date(2026, 6, 1), date(2029, 6, 1)),
    ],
)
def test_months_are_counted_to_the_corresponding_date(kept: Kept, day: date, gone_on: date) -> None:
    assert goes_on(kept, day) == gone_on


@given(st.sampled_from(list(Kept)), DAYS)
def test_nothing_goes_in_an_earlier_month_or_skips_one(kept: Kept, day: date) -> None:
    gone_on = goes_on(kept, day)
    assert (gone_on.year - day.year) * 12 + gone_on.month - day.month == SCHEDULE[kept].months
    assert gone_on.day == day.day or (gone_on.day < day.day and (gone_on + timedelta(days=1)).day == 1)


@given(st.sampled_from(list(Kept)), DAYS, DAYS)
def test_what_counts_from_a_later_day_never_goes_earlier(kept: Kept, one: date, other: date) -> None:
    first, second = sorted((one, other))
    assert goes_on(kept, first) <= goes_on(kept, second)


@given(st.lists(SPANS, min_size=1, max_size=5))
def test_a_group_goes_when_the_last_of_it_is_due_and_nobody_keeps_it_back(group: list[CaseSpan]) -> None:
    gone_on = group_goes_on(group)
    assert gone_on is not None
    alone = [group_goes_on([each]) for each in group]
    assert gone_on == max(day for day in alone if day is not None)
    assert all(gone_on >= each.keep_until for each in group if each.keep_until)


@given(st.lists(SPANS, max_size=4), DAYS)
def test_one_case_that_has_to_stay_keeps_the_whole_group(group: list[CaseSpan], day: date) -> None:
    assert group_goes_on([*group, span(day, stays_for="A legal hold stands.")]) is None


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefghxyz")), max_size=12))
def test_every_case_is_in_one_group_and_linked_cases_are_in_the_same(links: list[tuple[str, str]]) -> None:
    cases = "abcdefgh"
    groups = groups_of(cases, links)
    assert sorted(case for group in groups for case in group) == sorted(cases)
    for one, other in links:
        if other in cases:
            assert any({one, other} <= group for group in groups)
    assert len(groups) >= len(cases) - len(links)
