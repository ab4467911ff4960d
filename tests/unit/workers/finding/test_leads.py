"""Texts that name nobody and still lead to the person: an address, a number, a parent's contact, a day of birth."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from workers.finding.expansion import expand
from workers.finding.folding import flat, house
from workers.finding.look_alikes import Landscape, Other, Tie
from workers.finding.profile import SubjectProfile
from workers.finding.verdicts import TextJudge, Verdict

PERSON = SubjectProfile(
    given_name="Maëlle",
    family_name="Hart",
    date_of_birth=date(2012, 3, 14),
    upn="A823432112001",
    addresses=("12 Mill Lane, Brackenford BX1 2CD", "The Old Rectory, Church End, Brackenford BX7 7DD"),
    phones=("01632 960 555",),
    emails=("maelle.hart@pupils.example",),
)
LANDSCAPE = Landscape(
    person=expand(PERSON),
    has_lists=True,
    parents=(("miriam", "cole"),),
    parent_contacts=frozenset({"m.cole@mail.example", "07700 900 123"}),
    others=(
        Other(
            tie=Tie.HOUSEHOLD,
            person=expand(SubjectProfile(given_name="Ruben", family_name="Hart", date_of_birth=date(2014, 1, 1))),
        ),
    ),
)


def judged(text: str, landscape: Landscape = LANDSCAPE) -> Verdict | None:
    return TextJudge(landscape).judge(text)


def decided(text: str) -> str:
    verdict = judged(text)
    return str(verdict.decision) if verdict else "none"


@pytest.mark.parametrize(
    "text",
    [
        "Home visit to 12 Mill Lane: nobody answered.",
        "Home visit to 12, MILL LN. Nobody answered.",
        "Visit to 12 Mill\nLane and no answer",
        "Keys for the Old Rectory (BX7 7DD) were handed in.",
        "Call back 01632 960555 before noon.",
        "Please reply to maelle.hart@pupils.example today.",
        "A parent rang from 07700 900123 and left no name.",
        "From: m.cole@mail.example\nWhen does term end?",
    ],
)
def test_a_text_that_gives_only_an_address_or_a_number_is_offered_to_a_person(text: str) -> None:
    verdict = judged(text)
    assert verdict is not None
    assert verdict.decision == "possible"
    assert verdict.passage
    assert verdict.why


@pytest.mark.parametrize(
    "text",
    [
        "Home visit to 12 Mill Road: nobody answered.",
        "Home visit to 12 Mill Close: nobody answered.",
        "Home visit to 112 Mill Lane: nobody answered.",
        "Home visit to 12 Millbank Lane: nobody answered.",
        "Keys for the Old Rectory (BX9 9ZZ) were handed in.",
        "The Old Rectory is for sale.",
        "Postcode BX1 2CD is without water.",
        "Call back 01632 960556 before noon.",
        "Please reply to hart@pupils.example today.",
    ],
)
def test_the_address_or_number_of_somebody_else_leads_nowhere(text: str) -> None:
    assert decided(text) == "none"


def test_an_address_under_which_a_brother_is_named_is_his() -> None:
    assert decided("Ruben, 12 Mill Lane, was seen at the dentist.") == "none"


def test_an_address_without_its_kind_of_road_may_be_theirs() -> None:
    assert decided("Seen at 12 Mill, door locked.") == "possible"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Maelle, born 14 March 2012, came late.", "possible"),
        ("Maëlle (14/03/2012) came late.", "possible"),
        ("Maelle Cole (14/03/2012) came late.", "possible"),
        ("Maelle, born 14 March 2013, came late.", "none"),
        ("A child born on 14 March 2012 came late.", "none"),
    ],
)
def test_a_given_name_with_their_date_of_birth_is_offered_under_any_family_name(text: str, expected: str) -> None:
    assert decided(text) == expected


def test_a_given_name_with_their_postcode_is_offered_to_a_person() -> None:
    assert decided("Maelle, BX1 2CD, was not at home.") == "possible"


def test_the_passage_shows_the_address_where_no_name_stands() -> None:
    verdict = judged("x " * 200 + "visited 12 Mill Lane at noon" + " y" * 200)
    assert verdict is not None
    assert "visited 12 Mill Lane at noon" in verdict.passage


def test_a_name_with_the_postcode_of_another_place_behind_it_is_not_accepted_by_itself() -> None:
    assert decided("Maelle Hart, 3 Elm Road, Brackenford BX2 2AA") == "possible"
    assert decided("Maelle Hart was late.") == "match"


def test_without_anything_known_of_the_person_no_number_leads_to_them() -> None:
    bare = expand(SubjectProfile(given_name="Maëlle", family_name="Hart"))
    assert judged("12 Mill Lane, 01632 960555", replace(LANDSCAPE, person=bare)) is None


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("The Old Rectory, Church End, Brackenford BX7 7DD", ("the old rectory", "BX77DD")),
        ("12 Mill Lane, Brackenford BX1 2CD", None),
        ("The Old Rectory, Brackenford", None),
        ("Home, Brackenford BX7 7DD", None),
    ],
)
def test_a_house_is_known_by_its_name_and_postcode_together(address: str, found: tuple[str, str] | None) -> None:
    assert house(address) == found


def test_a_flat_text_has_its_words_and_numbers_with_one_space_between() -> None:
    assert flat("12, Mill\nLane – Zoë's") == " 12 mill lane zoes "
