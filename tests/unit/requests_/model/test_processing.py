"""The record of processing activities says everything that article 30 and section 61 ask."""

import pytest

from requests_.model.processing import ACTIVITIES, HELD, RECIPIENTS, RETENTION, SECURITY, TRANSFERS, Activity
from requests_.model.processing_told import processing_told
from requests_.model.rights import Category, Regime

SENSITIVE = (Category.HEALTH, Category.CHARACTERISTICS, Category.CRIMINAL_OFFENCE, Category.INTERVIEWS_UNDER_CAUTION)


def test_the_fifteen_kinds_of_the_notice_are_each_in_it_once_and_in_its_order() -> None:
    kinds = [category for category in Category if category is not Category.CASE_DOCUMENTS]
    assert [held.category for held in HELD] == kinds
    assert len(HELD) == 15


@pytest.mark.parametrize("activity", ACTIVITIES, ids=lambda activity: activity.key)
def test_every_activity_has_a_purpose_a_duty_a_basis_and_people(activity: Activity) -> None:
    assert all((activity.purpose, activity.duty, activity.basis, activity.people))
    assert ("section 35" in activity.basis) == (activity.regime is Regime.LAW_ENFORCEMENT)


@pytest.mark.parametrize("category", SENSITIVE)
def test_what_is_sensitive_has_a_condition_and_a_policy(category: Category) -> None:
    [held] = [row for row in HELD if row.category is category]
    assert "appropriate policy document" in held.condition


def test_recipients_inside_and_outside_retention_transfers_and_security_are_said() -> None:
    assert (sum(row.is_internal for row in RECIPIENTS), sum(not row.is_internal for row in RECIPIENTS)) == (7, 18)
    assert len({row.name for row in RECIPIENTS}) == len(RECIPIENTS)
    assert all((RETENTION, TRANSFERS, *SECURITY))


@pytest.mark.parametrize("is_young", [False, True])
@pytest.mark.parametrize("regime", list(Regime))
def test_what_people_are_told_with_a_copy_is_what_the_register_says(regime: Regime, is_young: bool) -> None:
    """UK GDPR art. 15(1)(a) to (d); DPA 2018 s.45(2)."""
    told = processing_told(regime, (), is_young=is_young)
    assert len(told.purposes) == sum(row.regime is regime for row in ACTIVITIES)
    assert {row.plain.young if is_young else row.plain.adult for row in RECIPIENTS} == set(told.recipients)
    assert len(told.sources) == len({row.source for row in HELD})
    assert all(
        act in " ".join(row.duty for row in ACTIVITIES)
        for act in (each.removeprefix("the ") for each in told.acts[:1])
        if "Protection" not in act
    )


def test_the_sources_that_are_told_are_those_of_the_kinds_that_were_found() -> None:
    of_attendance = processing_told(Regime.UK_GDPR, (Category.ATTENDANCE,), is_young=False)
    assert of_attendance.sources == ("schools",)
    both = processing_told(Regime.UK_GDPR, (Category.ATTENDANCE, Category.WITNESS_STATEMENTS), is_young=False)
    assert both.sources == ("schools", "our own staff")
