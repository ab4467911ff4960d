"""Which band a row of a people list falls into."""

from __future__ import annotations

from datetime import date

import pytest

from workers.finding.bands import Decision, decide
from workers.finding.expansion import expand
from workers.finding.profile import SubjectProfile
from workers.finding.score import RowScorer
from workers.finding.weights import load_weights

PERSON = SubjectProfile(
    given_name="Alexander James",
    family_name="Nowak",
    date_of_birth=date(2012, 3, 4),
    upn="A823432112001",
    aliases=("Alex", "Olek Nowacki"),
    addresses=("12 Mill Lane, Brackenford BX1 2CD", "5 Dock Road, Brackenford BX7 7QQ"),
    phones=("07700 900111",),
)
ADDRESS = "12 Mill Lane, Brackenford, BX1 2CD"


def banded(**fields: str) -> Decision:
    weights = load_weights()
    comparison = RowScorer(expand(PERSON), weights).compare(fields)
    return Decision.EXCLUDED if comparison is None else decide(comparison, weights)[0]


@pytest.mark.parametrize(
    ("case", "fields"),
    [
        ("all the same", {"given_name": "Alexander", "family_name": "Nowak", "date_of_birth": "04/03/2012"}),
        ("capitals", {"given_name": "ALEXANDER", "family_name": "NOWAK", "date_of_birth": "2012-03-04"}),
        ("one field", {"name": "Nowak, Alexander", "date_of_birth": "4 March 2012"}),
        ("short form", {"given_name": "Alex", "family_name": "Nowak", "date_of_birth": "04/03/2012"}),
        ("other family name", {"given_name": "Olek", "family_name": "Nowacki", "date_of_birth": "04/03/2012"}),
        ("former name column", {"given_name": "Alex", "family_name": "Byrne", "former_name": "Nowak",
                                "date_of_birth": "04/03/2012"}),
        ("day and month swapped", {"given_name": "Alexander", "family_name": "Nowak", "date_of_birth": "03/04/2012"}),
        ("names swapped", {"given_name": "Nowak", "family_name": "Alexander", "date_of_birth": "04/03/2012"}),
        ("UPN and a new family name", {"given_name": "Alexander", "family_name": "Byrne", "upn": "A823432112001"}),
        ("surname slip at an old address", {"given_name": "Alexander", "family_name": "Novak", "address": "5 Dock Road",
                                            "date_of_birth": "04/03/2012"}),
    ],
)  # fmt: skip
def test_the_same_person_is_a_match(case: str, fields: dict[str, str]) -> None:
    assert banded(**fields) is Decision.MATCH, case


@pytest.mark.parametrize(
    ("case", "fields"),
    [
        ("name alone", {"given_name": "Alexander", "family_name": "Nowak"}),
        ("name and address, no birth date", {"given_name": "Alexander", "family_name": "Nowak", "address": ADDRESS}),
        ("initial", {"given_name": "A", "family_name": "Nowak", "date_of_birth": "04/03/2012"}),
        ("given name one slip apart", {"given_name": "Alexandar", "family_name": "Nowak",
                                       "date_of_birth": "04/03/2012", "address": ADDRESS}),
        ("their UPN on a twin's row", {"given_name": "Maria", "family_name": "Nowak", "date_of_birth": "04/03/2012",
                                       "upn": "A823432112001"}),
        ("same name and birthday, another UPN", {"given_name": "Alexander", "family_name": "Nowak",
                                                 "date_of_birth": "04/03/2012", "upn": "B823432199999"}),
        ("another birth date at the same address", {"given_name": "Alexander", "family_name": "Nowak",
                                                    "date_of_birth": "01/01/1980", "address": ADDRESS}),
    ],
)  # fmt: skip
def test_what_could_be_a_relative_is_for_a_person_to_decide(case: str, fields: dict[str, str]) -> None:
    assert banded(**fields) is Decision.POSSIBLE, case


@pytest.mark.parametrize(
    ("address", "lives_there"),
    [
        (ADDRESS, True),
        ("12 Mill Ln, Brackenford BX1 2CD", True),
        ("Flat 2, 12 Mill Lane, BX1 2CD", True),
        ("5 Dock Road", True),
        ("BX1 2CD", True),
        ("14 Mill Lane, Brackenford BX1 2CD", False),
        ("12 Mill Road, Brackenford BX1 2CD", False),
        ("12 Mill Road", False),
        ("12 Mill Lane, Elsewhere ZZ9 9ZZ", False),
        ("Brackenford", False),
    ],
)
def test_a_neighbour_and_a_road_of_that_name_elsewhere_are_another_address(address: str, lives_there: bool) -> None:
    row = {"given_name": "Alexander", "family_name": "Nowak", "address": address}
    comparison = RowScorer(expand(PERSON), load_weights()).compare(row)
    assert comparison is not None
    assert comparison.lives_there is lives_there


@pytest.mark.parametrize(
    ("case", "fields"),
    [
        ("twin", {"given_name": "Maria", "family_name": "Nowak", "date_of_birth": "04/03/2012", "address": ADDRESS}),
        ("namesake", {"given_name": "Alexander", "family_name": "Nowak", "date_of_birth": "09/09/2009"}),
        ("namesake with another UPN", {"given_name": "Alexander", "family_name": "Nowak", "upn": "B823432199999"}),
        ("somebody else born that day", {"given_name": "Tom", "family_name": "Reed", "date_of_birth": "04/03/2012"}),
    ],
)
def test_twins_and_namesakes_are_somebody_else(case: str, fields: dict[str, str]) -> None:
    assert banded(**fields) is Decision.EXCLUDED, case
