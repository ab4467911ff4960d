from datetime import date, timedelta

import pytest

from requests_.deadlines.law_texts import DUAA_ON
from requests_.deadlines.rules import RULES, ClockRegime, Rule, calendar_for
from requests_.deadlines.working_days import Territory

ROWS = pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))


def test_every_regime_has_a_rule() -> None:
    assert set(RULES) == set(ClockRegime)


@ROWS
def test_a_rule_says_where_it_is_written(rule: Rule) -> None:
    assert rule.key.startswith("TL-")
    assert rule.title
    assert rule.length > 0
    assert all(basis.period for basis in rule.bases)


@ROWS
def test_the_texts_of_a_rule_follow_on_without_a_gap(rule: Rule) -> None:
    for earlier, later in zip(rule.bases, rule.bases[1:], strict=False):
        assert earlier.to_on is not None
        assert later.from_on == earlier.to_on + timedelta(days=1)
    assert rule.bases[-1].to_on is None


@ROWS
def test_a_clock_that_waits_stops_or_extends_says_by_what_text(rule: Rule) -> None:
    newest = rule.bases[-1]
    assert not rule.waits_for_evidence or newest.start
    assert not rule.stops_for_clarification or newest.pause
    assert not rule.extension or newest.extension


@pytest.mark.parametrize(
    ("received_on", "period"),
    [(date(2026, 2, 4), "UK GDPR art. 12(3)"), (date(2026, 2, 5), "UK GDPR art. 12A(1)")],
)
def test_the_text_is_the_one_in_force_on_the_day_of_receipt(received_on: date, period: str) -> None:
    basis = RULES[ClockRegime.UKGDPR_SAR].basis_on(received_on)
    assert basis is not None
    assert basis.period == period


def test_there_is_no_text_before_the_first() -> None:
    assert RULES[ClockRegime.COMPLAINT_ACK].basis_on(date(2026, 6, 18)) is None


def test_part_3_gained_its_extension_and_its_stop_on_5_february_2026() -> None:
    old, new = RULES[ClockRegime.P3_ACCESS].bases
    assert (old.extension, old.pause, new.from_on) == ("", "", DUAA_ON)


@pytest.mark.parametrize("regime", list(ClockRegime))
def test_only_foi_and_eir_look_at_the_whole_kingdom(regime: ClockRegime) -> None:
    is_uk = regime in (ClockRegime.FOI, ClockRegime.EIR, ClockRegime.EIR_40)
    assert (calendar_for(regime).territory is Territory.UNITED_KINGDOM) is is_uk
