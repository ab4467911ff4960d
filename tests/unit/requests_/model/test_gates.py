"""What must be settled before a passage may go."""

from datetime import date

import pytest

from requests_.model.gates import (
    ORDER_OF_WORK,
    RULINGS,
    HealthGround,
    HealthRecord,
    closed_health_gates,
    health_gate,
    silence_gate,
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


def test_every_ruling_has_a_rule_of_its_own() -> None:
    assert set(RULINGS) == {row.rule for row in RULINGS.values()}
