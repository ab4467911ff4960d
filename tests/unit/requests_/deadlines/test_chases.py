"""When somebody who was asked to search is asked after: the plan, and the case's own last day above it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_.deadlines.chases import Chase, ChaseKind, ChasePlan, answer_by, chases
from requests_.deadlines.working_days import WorkingDays
from requests_.model.enquiries import CHASE_PLANS, Team

ENGLAND = WorkingDays.england_and_wales()
ASKED = date(2026, 6, 15)
PLANS = st.builds(
    ChasePlan,
    answer_within=st.integers(1, 15),
    remind_before=st.integers(0, 3),
    chase_after=st.integers(1, 5),
    every=st.integers(1, 8),
    escalate_after=st.integers(0, 4),
)


def planned(case_due_on: date | None) -> list[tuple[str, str]]:
    due_on = answer_by(ASKED, ChasePlan(), ENGLAND, case_due_on=case_due_on)
    return [
        (f"{each.on:%d %b}", str(each.kind)) for each in chases(due_on, ChasePlan(), ENGLAND, case_due_on=case_due_on)
    ]


def test_five_days_then_the_next_then_every_four_and_after_two_it_is_escalated() -> None:
    assert answer_by(ASKED, ChasePlan(), ENGLAND, case_due_on=None) == date(2026, 6, 22)
    assert planned(None) == [
        ("18 Jun", "reminder"),
        ("23 Jun", "chase"),
        ("29 Jun", "chase"),
        ("03 Jul", "escalation"),
    ]


@pytest.mark.parametrize(
    ("case_due_on", "kinds"),
    [
        (date(2026, 7, 3), ["reminder", "chase", "chase", "escalation"]),
        (date(2026, 7, 2), ["reminder", "chase", "chase"]),
        (date(2026, 6, 22), ["reminder"]),
        (date(2026, 6, 10), []),
    ],
)
def test_nothing_is_planned_past_the_last_day_of_the_case(case_due_on: date, kinds: list[str]) -> None:
    assert [kind for _, kind in planned(case_due_on)] == kinds


def test_an_answer_is_due_by_the_last_day_of_the_case_at_the_latest() -> None:
    assert answer_by(ASKED, ChasePlan(), ENGLAND, case_due_on=date(2026, 6, 18)) == date(2026, 6, 18)
    # A case that is late already has no day ahead to keep to.
    assert answer_by(ASKED, ChasePlan(), ENGLAND, case_due_on=ASKED) == date(2026, 6, 22)


def test_where_the_holidays_are_not_known_nothing_is_planned() -> None:
    assert chases(date(2090, 1, 2), ChasePlan(), ENGLAND, case_due_on=None) == ()


def test_every_kind_of_team_has_its_plan() -> None:
    assert set(CHASE_PLANS) == set(Team)
    assert CHASE_PLANS[Team.LEGAL].answer_within == 10


@given(PLANS, st.integers(-10, 60) | st.none())
def test_a_plan_goes_on_in_time_and_ends_with_the_case(plan: ChasePlan, days: int | None) -> None:
    case_due_on = None if days is None else ASKED + timedelta(days)
    due_on = answer_by(ASKED, plan, ENGLAND, case_due_on=case_due_on)
    found: tuple[Chase, ...] = chases(due_on, plan, ENGLAND, case_due_on=case_due_on)
    assert list(found) == sorted(found, key=lambda each: each.on)
    assert all(case_due_on is None or each.on <= case_due_on for each in found)
    assert sum(each.kind is ChaseKind.CHASE for each in found) <= plan.escalate_after
    if case_due_on is None:
        assert found[-1].kind is ChaseKind.ESCALATION
    if case_due_on is not None and case_due_on > ASKED:
        assert due_on <= case_due_on
