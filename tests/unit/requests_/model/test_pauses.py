"""Why a question stops the clock, and whose clock it stops."""

from datetime import date

import pytest

from requests_.deadlines.periods import Pause
from requests_.model.pauses import PAUSE_REASONS, PauseReason, Question, may_stop
from requests_.model.rights import Regime

UK, PART_3 = Regime.UK_GDPR, Regime.LAW_ENFORCEMENT
# What is asked, and whether it stops the clock under each law (UK GDPR art. 12A(5); DPA 2018 s.54(3C)).
REASONS = [
    ("subject_matter", True, True),
    ("period", True, True),
    ("place", True, True),
    ("names_used", True, True),
    ("occasion", True, True),
    ("processing", True, True),
]


@pytest.mark.parametrize(("reason", "under_uk", "under_part_3"), REASONS)
def test_TL_20_a_reason_stops_the_clocks_that_its_law_lets_it_stop(
    reason: str, under_uk: bool, under_part_3: bool
) -> None:
    assert may_stop(PauseReason(reason), UK) is under_uk
    assert may_stop(PauseReason(reason), PART_3) is under_part_3


def test_every_reason_is_tried_above_and_none_is_about_who_somebody_is() -> None:
    assert {reason for reason, *_ in REASONS} == set(PauseReason) == set(PAUSE_REASONS)
    assert not {"identity", "authority", "fee"} & set(PauseReason)


@pytest.mark.parametrize(
    ("regimes", "stopped"),
    [((), {UK}), ((UK,), {UK}), ((PART_3,), {PART_3}), ((UK, PART_3), {UK, PART_3})],
)
def test_a_question_stops_the_clocks_it_names_or_that_of_the_case(
    regimes: tuple[Regime, ...], stopped: set[Regime]
) -> None:
    question = Question(Pause(date(2026, 6, 15)), PauseReason.PERIOD, regimes)
    assert {regime for regime in Regime if question.stops(regime, own=UK)} == stopped


def test_TL_21_both_days_of_a_pause_are_counted() -> None:
    asked_on, today = date(2026, 6, 15), date(2026, 6, 30)
    assert Question(Pause(asked_on, date(2026, 6, 18))).days(today) == 4
    assert Question(Pause(asked_on)).days(today) == 16
