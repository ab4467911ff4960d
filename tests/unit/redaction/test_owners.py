"""Whose a number is: the subject's own, an official's and an organisation's are not taken from the pack."""

import pytest

from redaction.propose import propose_text
from redaction.values import Person, Role

PEOPLE = (
    Person(
        key="amelia", name="Amelia Okafor", role=Role.SUBJECT, upn="A123456789012", phones=("01632 960111",),
        numbers=("943 476 5919", "LCS 778899"),
    ),
    Person(key="tomasz", name="Tomasz Kowalczyk", role=Role.PROFESSIONAL, phones=("01632 960005",)),
    Person(
        key="council", name="Brackenford Council", role=Role.ORGANISATION, phones=("01632 960000",),
        emails=("hello@brackenford.example",),
    ),
    Person(key="grace", name="Grace Hall", role=Role.THIRD_PARTY, numbers=("401 023 2137", "X/77-12")),
)  # fmt: skip


def owned(text: str) -> list[tuple[str, str]]:
    return [(one.person, one.disposition.value) for one in propose_text(text, PEOPLE) if one.kind != "person"]


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("NHS number 943 476 5919", "amelia"),
        ("NHS 943-476-5919", "amelia"),
        ("UPN A1234 5678 9012", "amelia"),
        ("ring (01632) 960111", "amelia"),
        ("client no LCS778899", "amelia"),
        ("the office, 01632 960005", "tomasz"),
        ("the council, +44 1632 960000", "council"),
        ("write to hello@brackenford.example", "council"),
    ],
)
def test_a_number_of_the_subject_an_official_or_an_organisation_goes_out(text: str, owner: str) -> None:
    found = owned(text)
    assert all(disposition == "disclose" for _, disposition in found)
    assert {person for person, _ in found} <= {owner}


@pytest.mark.parametrize("text", ["NHS no 401 023 2137", "NHS 4010232137", "her file X/77-12 was sent", "file X7712"])
def test_a_listed_number_of_somebody_else_is_kept_back_whatever_kind_it_is(text: str) -> None:
    assert owned(text) == [("grace", "withhold")]


def test_an_organisations_name_is_not_taken_apart_like_a_persons() -> None:
    found = propose_text("Brackenford is a town. The council met B. there. Brackenford Council wrote.", PEOPLE)
    assert [one.text for one in found if one.person == "council"] == ["Brackenford Council"]
