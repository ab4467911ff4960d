"""The exemption catalogue: each code with what the law asks of it, and what stops its wrong use."""

import pytest

from requests_.model.exemptions import (
    EXEMPTIONS,
    Decider,
    ExemptionUse,
    Family,
    Recheck,
    in_regime,
    offered_for,
    why_not,
)
from requests_.model.people import Capacity
from requests_.model.rights import Regime
from requests_.model.staff import Actor
from tests.factories.people import APPROVER, CASEWORKER, OFFICER

UK, P3 = Regime.UK_GDPR, Regime.LAW_ENFORCEMENT
ANYONE, SENIOR, DPO = Decider.CASEWORKER, Decider.APPROVER, Decider.DATA_PROTECTION_OFFICER

# code, law, family, regimes, offered, decided by, two people, must something be written down
CATALOGUE = [
    ("S2P2_CRIME", "Schedule 2, paragraph 2", "schedule_2_part_1", "uk", True, ANYONE, True, True),
    ("S2P2_CTRL2", "Schedule 2, paragraph 2(2)", "schedule_2_part_1", "uk", True, ANYONE, True, True),
    ("S2P5_2_REQUIRED", "Schedule 2, paragraph 5(2)", "schedule_2_part_1", "uk", True, ANYONE, False, True),
    ("S2P5_3_LEGAL", "Schedule 2, paragraph 5(3)", "schedule_2_part_1", "uk", True, ANYONE, True, True),
    ("S2P14_JUDICIAL", "Schedule 2, paragraph 14(3)", "schedule_2_part_2", "uk", True, ANYONE, True, True),
    ("S2P16_THIRD_PARTY", "Schedule 2, paragraph 16", "schedule_2_part_3", "uk", True, ANYONE, False, True),
    ("S2P19_LPP", "Schedule 2, paragraph 19", "schedule_2_part_4", "uk", True, ANYONE, False, True),
    ("S2P20_SELFINC", "Schedule 2, paragraph 20", "schedule_2_part_4", "uk", True, DPO, True, True),
    ("S2P22_MGMT", "Schedule 2, paragraph 22", "schedule_2_part_4", "uk", False, ANYONE, False, False),
    ("S2P23_NEGOT", "Schedule 2, paragraph 23", "schedule_2_part_4", "uk", False, ANYONE, False, False),
    ("S2P24_REF", "Schedule 2, paragraph 24", "schedule_2_part_4", "uk", True, ANYONE, False, True),
    ("S2P25_SCRIPT", "Schedule 2, paragraph 25", "schedule_2_part_4", "uk", True, ANYONE, False, False),
    ("S2P25_MARKS", "Schedule 2, paragraph 25", "schedule_2_part_4", "uk", True, ANYONE, False, True),
    ("S3P3_COURT_HEALTH", "Schedule 3, paragraph 3", "schedule_3_court_and_wishes", "uk", False, ANYONE, False, False),
    ("S3P9_COURT_SOCIAL", "Schedule 3, paragraph 9", "schedule_3_court_and_wishes", "uk", False, ANYONE, False, False),
    ("S3P18_COURT_EDU", "Schedule 3, paragraph 18", "schedule_3_court_and_wishes", "uk", False, ANYONE, False, False),
    ("S3P4_EXPECT_HEALTH", "Schedule 3, paragraph 4", "schedule_3_court_and_wishes", "uk", True, SENIOR, True, True),
    ("S3P10_EXPECT_SOCIAL", "Schedule 3, paragraph 10", "schedule_3_court_and_wishes", "uk", True, SENIOR, True, True),
    ("S3P5_HARM_HEALTH", "Schedule 3, paragraph 5", "schedule_3_harm", "uk", True, ANYONE, True, True),
    ("S3P6_HEALTH_GATE", "Schedule 3, paragraph 6", "schedule_3_harm", "uk", True, ANYONE, False, True),
    ("S3P11_HARM_SOCIAL", "Schedule 3, paragraph 11", "schedule_3_harm", "uk", True, SENIOR, True, True),
    ("S3P19_HARM_EDU", "Schedule 3, paragraph 19", "schedule_3_harm", "uk", True, DPO, True, True),
    ("S3P21_CHILD_ABUSE", "Schedule 3, paragraph 21", "schedule_3_harm", "uk", True, SENIOR, True, True),
    ("S4P3_ADOPTION", "Schedule 4, paragraph 3", "schedule_4", "uk", True, ANYONE, False, True),
    ("S4P4_SEN", "Schedule 4, paragraph 4", "schedule_4", "uk", True, ANYONE, False, True),
    ("A12_5_UNFOUNDED", "article 12(5)", "article_12", "both", True, SENIOR, True, True),
    ("A12_5_EXCESSIVE", "article 12(5)", "article_12", "both", True, SENIOR, True, True),
    ("A15_4_OTHERS", "article 15(4)", "article_15_4", "uk", True, SENIOR, False, True),
    ("P3_S43_3", "section 43(3)", "part_3", "part 3", True, ANYONE, False, True),
    ("P3_S45_4_A", "section 45(4)(a)", "part_3", "part 3", True, ANYONE, True, True),
    ("P3_S45_4_B", "section 45(4)(b)", "part_3", "part 3", True, ANYONE, True, True),
    ("P3_S45_4_C", "section 45(4)(c)", "part_3", "part 3", True, DPO, True, True),
    ("P3_S45_4_D", "section 45(4)(d)", "part_3", "part 3", False, DPO, True, True),
    ("P3_S45_4_E", "section 45(4)(e)", "part_3", "part 3", True, ANYONE, True, True),
    ("P3_S45A_LPP", "section 45A", "part_3", "part 3", True, ANYONE, False, True),
    ("OUT_OF_SCOPE", "article 15(1)", "scope", "both", True, ANYONE, False, False),
]
REGIMES = {"uk": {UK}, "part 3": {P3}, "both": {UK, P3}}


@pytest.mark.parametrize("row", CATALOGUE, ids=[row[0] for row in CATALOGUE])
def test_EX_a_code_asks_what_its_law_asks(row: tuple[str, str, str, str, bool, Decider, bool, bool]) -> None:
    code, law, family, regimes, offered, decider, two, record = row
    found = EXEMPTIONS[code]
    assert law in found.citation
    assert (found.family, set(found.regimes)) == (Family(family), REGIMES[regimes])
    assert (found.is_offered, found.decided_by, found.needs_two_people) == (offered, decider, two)
    assert bool(found.must_record) == record


def test_EX_no_code_is_missing_from_the_examples() -> None:
    assert {row[0] for row in CATALOGUE} == set(EXEMPTIONS)


def test_EX_schedules_2_to_4_reach_nothing_that_is_held_under_part_3() -> None:
    assert all(row.regimes == {UK} for row in EXEMPTIONS.values() if ", Schedule " in row.citation)
    assert all(P3 not in row.regimes for row in offered_for(UK, Capacity.PARENT) if row.code.startswith("S"))


@pytest.mark.parametrize(
    ("family", "restricted", "untouched"),
    [
        (Family.SCHEDULE_2_PART_1, {"5(1)(a)", "15(1)-(3)", "16", "19", "21(1)"}, {"12", "21(2)"}),
        (Family.SCHEDULE_2_PART_2, {"15(1)-(3)", "16", "19"}, {"5(1)(a)", "34"}),
        (Family.SCHEDULE_2_PART_3, {"15(1)-(3)"}, {"13", "16"}),
        (Family.SCHEDULE_2_PART_4, {"13", "14", "15(1)-(3)"}, {"16", "17(1)-(2)"}),
        (Family.SCHEDULE_3_COURT_AND_WISHES, {"15(1)-(3)", "16", "18(1)"}, {"19", "34"}),
        (Family.SCHEDULE_3_HARM, {"15(1)-(3)"}, {"16"}),
        (Family.SCHEDULE_4, {"15(1)-(3)"}, {"16"}),
        (Family.PART_3, {"s.45(1)", "s.48(1)"}, {"15(1)-(3)"}),
    ],
)
def test_EX_a_family_switches_off_its_own_provisions(family: Family, restricted: set[str], untouched: set[str]) -> None:
    found = set(next(row.restricts for row in EXEMPTIONS.values() if row.family is family))
    assert restricted <= found
    assert not untouched & found


def use(code: str, **changes: object) -> ExemptionUse:
    values: dict[str, object] = dict(
        code=code, regime=UK, capacity=Capacity.PARENT, actor=CASEWORKER, record="Legal services, 3 June 2026."
    )
    return ExemptionUse(**{**values, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (use("NO_SUCH"), "Choose a reason from the list"),
        (use("A12_5_UNFOUNDED", actor=APPROVER), "Choose a reason from the list"),
        (use("S3P9_COURT_SOCIAL"), "Only a court may withhold"),
        (use("S2P22_MGMT"), "ask the data protection officer"),
        (use("P3_S45_4_D", regime=P3, actor=OFFICER), "National security"),
        (use("S2P19_LPP", regime=P3), "is not a ground under Part 3 of the Data Protection Act 2018"),
        (use("P3_S45_4_B"), "is not a ground under the UK GDPR"),
        (use("S3P21_CHILD_ABUSE", capacity=Capacity.SUBJECT, actor=APPROVER), "a parent's request only"),
        (use("S3P11_HARM_SOCIAL"), "is decided by somebody who may sign off"),
        (use("S3P19_HARM_EDU", actor=APPROVER), "is decided by the data protection officer"),
        (use("S2P19_LPP", record="  "), "needs a record: who in legal services confirmed it, and when."),
    ],
)
def test_EX_wrong_use_is_answered_with_the_rules_own_sentence(wrong: ExemptionUse, says: str) -> None:
    assert says in (why_not(wrong) or "")


@pytest.mark.parametrize(
    ("code", "regime", "actor"),
    [
        ("S2P19_LPP", UK, CASEWORKER),
        ("S3P11_HARM_SOCIAL", UK, APPROVER),
        ("S3P19_HARM_EDU", UK, OFFICER),
        ("P3_S45_4_B", P3, CASEWORKER),
        ("OUT_OF_SCOPE", P3, CASEWORKER),
    ],
)
def test_EX_right_use_is_let_through(code: str, regime: Regime, actor: Actor) -> None:
    assert why_not(use(code, regime=regime, actor=actor)) is None


def test_EX_only_what_can_be_used_is_offered() -> None:
    for regime in Regime:
        for capacity in Capacity:
            for row in offered_for(regime, capacity):
                right_use = use(row.code, regime=regime, capacity=capacity, actor=OFFICER)
                assert why_not(right_use) is None, row.code


@pytest.mark.parametrize(
    ("code", "regime", "becomes"),
    [
        ("S2P16_THIRD_PARTY", P3, "P3_S45_4_E"),
        ("S2P19_LPP", P3, "P3_S45A_LPP"),
        ("P3_S45_4_E", UK, "S2P16_THIRD_PARTY"),
        ("S2P16_THIRD_PARTY", UK, "S2P16_THIRD_PARTY"),
        ("S2P17_WORKER", P3, "S2P17_WORKER"),
        ("S4P4_SEN", P3, "S4P4_SEN"),
    ],
)
def test_EX_a_ground_has_its_like_under_the_other_law(code: str, regime: Regime, becomes: str) -> None:
    assert in_regime(code, regime) == becomes


def test_EX_what_ends_is_looked_at_again() -> None:
    assert EXEMPTIONS["S2P2_CRIME"].recheck is Recheck.END_OF_PROSECUTION
    assert EXEMPTIONS["S3P5_HARM_HEALTH"].recheck is Recheck.SIX_MONTHS
