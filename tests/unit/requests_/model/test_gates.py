"""What must be settled before a passage may go."""

from datetime import date

import pytest

from requests_.model.gates import (
    FACTOR_QUESTIONS,
    ORDER_OF_WORK,
    RULINGS,
    WORKER_ROWS,
    HealthGround,
    HealthRecord,
    ThirdPartyFactors,
    WorkerKind,
    WorkerLimb,
    closed_health_gates,
    health_gate,
    silence_gate,
    third_party_gate,
    worker_limb,
)
from requests_.model.staff import Actor
from tests.factories.people import APPROVER, CASEWORKER, OFFICER

TODAY = date(2026, 7, 15)


def opinion(ground: HealthGround, on: date | None = None) -> HealthRecord:
    return HealthRecord(ground=ground, opinion_on=on)


@pytest.mark.parametrize(
    ("rule", "record", "is_open"),
    [
        ("EX-H1", None, False),
        ("EX-H2", opinion(HealthGround.ALREADY_KNOWN), True),
        ("EX-H3", opinion(HealthGround.HARM_OPINION, date(2026, 7, 1)), False),
        ("EX-H4", opinion(HealthGround.NO_HARM_OPINION, date(2026, 1, 15)), False),
        ("EX-H5", opinion(HealthGround.NO_HARM_OPINION, date(2026, 1, 16)), True),
        ("EX-H5", opinion(HealthGround.NO_HARM_OPINION, TODAY), True),
        ("EX-H4", opinion(HealthGround.NO_HARM_OPINION, date(2026, 7, 16)), False),
        ("EX-H4", opinion(HealthGround.NO_HARM_OPINION), False),
    ],
)
def test_EX_H_nothing_about_health_passes_without_an_opinion_of_six_months_or_knowledge(
    rule: str, record: HealthRecord | None, is_open: bool
) -> None:
    found = health_gate(record, TODAY)
    assert (found.rule, found.is_open) == (rule, is_open)


def test_EX_H_only_items_about_health_wait() -> None:
    categories = {"a": "health", "b": "health", "c": "attendance"}
    assert closed_health_gates(categories, {}, TODAY) == ("a", "b")
    assert closed_health_gates(categories, {"a": opinion(HealthGround.ALREADY_KNOWN)}, TODAY) == ("b",)


@pytest.mark.parametrize(
    ("rule", "kind", "limb"),
    [
        ("EX-W1", WorkerKind.HEALTH_PROFESSIONAL, WorkerLimb.HEALTH),
        ("EX-W2", WorkerKind.COUNCIL_OFFICER, WorkerLimb.SOCIAL_WORK),
        ("EX-W2", WorkerKind.CHILDRENS_COURT_OFFICER, WorkerLimb.SOCIAL_WORK),
        ("EX-W2", WorkerKind.PAID_PROVIDER, WorkerLimb.SOCIAL_WORK),
        ("EX-W3", WorkerKind.TEACHER, WorkerLimb.EDUCATION),
    ],
)
def test_EX_W_a_worker_acting_as_one_is_named(rule: str, kind: WorkerKind, limb: WorkerLimb) -> None:
    found = worker_limb(kind, acted_officially=True)
    assert found is not None
    assert (found.rule, found.limb) == (rule, limb)
    assert worker_limb(kind, acted_officially=False) is None


def test_EX_W_a_private_person_is_no_worker() -> None:
    assert worker_limb(WorkerKind.PRIVATE_PERSON, acted_officially=True) is None


FACTORS = ThirdPartyFactors(
    kind_of_information="a first name",
    duty_of_confidence="none",
    steps_for_consent="a letter of 3 June",
    able_to_consent="yes",
    refused_consent="no answer",
)
TEACHER = worker_limb(WorkerKind.TEACHER, acted_officially=True)


@pytest.mark.parametrize(
    ("rule", "has_consented", "limb", "factors", "is_reasonable", "is_open"),
    [
        ("EX-T1", True, None, None, False, True),
        ("EX-T2", False, TEACHER, None, False, True),
        ("EX-T3", False, None, None, True, False),
        ("EX-T4", False, None, FACTORS, True, True),
        ("EX-T5", False, None, FACTORS, False, False),
    ],
)
def test_EX_T_another_person_is_shown_for_a_reason_that_is_written_down(
    rule: str, has_consented: bool, limb: object, factors: ThirdPartyFactors | None, is_reasonable: bool, is_open: bool
) -> None:
    found = third_party_gate(
        has_consented=has_consented,
        limb=limb,  # type: ignore[arg-type]
        factors=factors,
        is_reasonable=is_reasonable,
    )
    assert (found.rule, found.is_open) == (rule, is_open)


@pytest.mark.parametrize("missing", FACTOR_QUESTIONS)
def test_EX_T3_a_missing_factor_keeps_it_closed(missing: str) -> None:
    from dataclasses import replace

    factors = replace(FACTORS, **{missing: " "})  # type: ignore[arg-type]
    assert third_party_gate(has_consented=False, limb=None, factors=factors, is_reasonable=True).rule == "EX-T3"


@pytest.mark.parametrize(
    ("rule", "actor", "record", "is_open"),
    [
        ("EX-N1", CASEWORKER, "It would warn them.", False),
        ("EX-N1", APPROVER, "It would warn them.", False),
        ("EX-N2", OFFICER, " ", False),
        ("EX-N3", OFFICER, "It would warn them.", True),
    ],
)
def test_EX_N_neither_yes_nor_no_is_said_by_the_data_protection_officer_alone(
    rule: str, actor: Actor, record: str, is_open: bool
) -> None:
    found = silence_gate(actor, record)
    assert (found.rule, found.is_open) == (rule, is_open)


def test_EX_O_the_law_comes_first_and_other_people_last() -> None:
    asked = [step.asks for step in ORDER_OF_WORK]
    assert [step.rule for step in ORDER_OF_WORK] == [
        "EX-O1", "EX-O2", "EX-O3", "EX-O4", "EX-O5", "EX-O6", "EX-O7", "EX-O8",
    ]  # fmt: skip
    assert asked[0].startswith("Under which law")
    assert "health" in asked[1]
    assert "court" in asked[2]
    assert "legal advice" in asked[3]
    assert "investigation" in asked[4]
    assert "protect a child" in asked[5]
    assert "serious harm" in asked[6]
    assert "another person" in asked[7]


def test_every_ruling_and_limb_has_a_rule_of_its_own() -> None:
    assert set(RULINGS) == {row.rule for row in RULINGS.values()}
    assert len({row.rule for row in WORKER_ROWS}) == len(WORKER_ROWS)
