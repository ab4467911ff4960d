"""Dates that somebody outside sets: who sets each kind, and by which the queue sorts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_.ids import CaseId
from requests_.model.case import Case, Stage
from requests_.model.desk import ENDED, NO_DATE, CaseList, list_of, queue_day
from requests_.model.set_dates import SET_DATES, SetDate, SetDateEnd, SetDateKind, Setter

KINDS = [
    ("complaint_inquiry", Setter.REGULATOR),
    ("lawfulness_check", Setter.REGULATOR),
    ("information_notice", Setter.REGULATOR),
    ("enforcement_notice", Setter.REGULATOR),
    ("tribunal_direction", Setter.TRIBUNAL),
    ("court_order", Setter.COURT),
]


@pytest.mark.parametrize(("kind", "setter"), KINDS)
def test_each_kind_of_date_says_who_sets_it(kind: str, setter: Setter) -> None:
    assert SET_DATES[SetDateKind(kind)].setter is setter


def test_every_kind_is_tried_above() -> None:
    assert {kind for kind, _ in KINDS} == set(SetDateKind) == set(SET_DATES)


DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
ENDS = st.sampled_from([None, *SetDateEnd])
DATES = st.lists(
    st.builds(
        SetDate,
        key=st.uuids().map(str),
        kind=st.sampled_from(SetDateKind),
        due_on=DAYS,
        letter_on=st.just(date(2026, 1, 1)),
        end=ENDS,
    ),
    max_size=4,
)


@given(st.sampled_from(Stage), st.none() | DAYS, DATES)
def test_a_case_is_sorted_by_the_first_date_that_is_still_to_be_kept(
    stage: Stage, due_on: date | None, dates: list[SetDate]
) -> None:
    case = Case(key=CaseId("c"), stage=stage, set_dates={each.key: each for each in dates})
    still = [each.due_on for each in dates if each.is_open]
    day = queue_day(case, due_on)
    if still and stage in ENDED:
        assert day == min(still)
    else:
        assert day == min([due_on or NO_DATE, *still])
    assert list_of(case) is (CaseList.ENDED if stage in ENDED and not still else CaseList.OPEN)
