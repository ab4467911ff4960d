"""Whether a text is about the person, with look-alikes around."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from workers.finding.expansion import expand
from workers.finding.look_alikes import Landscape, Other, Tie
from workers.finding.profile import SubjectProfile
from workers.finding.verdicts import TextJudge

PERSON = SubjectProfile(
    given_name="Alexander",
    family_name="Hart",
    date_of_birth=date(2012, 3, 14),
    upn="A823432112001",
    addresses=("12 Mill Lane, Brackenford BX1 2CD",),
)


def other(tie: Tie, given: str, born: date, address: str = "", upn: str = "") -> Other:
    addresses = (address,) if address else ()
    profile = SubjectProfile(given_name=given, family_name="Hart", date_of_birth=born, addresses=addresses, upn=upn)
    return Other(tie=tie, person=expand(profile))


TWIN = other(Tie.HOUSEHOLD, "Alexandra", date(2012, 3, 14), "12 Mill Lane, Brackenford BX1 2CD")
NAMESAKE = other(Tie.NAMESAKE, "Alexander", date(2010, 9, 9), "3 Elm Road, Brackenford BX2 2AA", "B823432112002")
DOUBLE = other(Tie.NAMESAKE, "Alexander", date(2012, 3, 14), "3 Elm Road, Brackenford BX2 2AA", "B823432112002")
ALONE = Landscape(
    person=expand(PERSON),
    has_lists=True,
    parents=(("miriam", "cole"),),
    parent_contacts=frozenset({"m.cole@mail.example"}),
)


def decided(text: str, *others: Other, landscape: Landscape = ALONE) -> str:
    verdict = TextJudge(replace(landscape, others=others)).judge(text)
    return str(verdict.decision) if verdict else "none"


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("Alexander Hart was late.", "match"),
        ("Alexander Hart (14/03/2012) was late.", "match"),
        ("Pupil: A823432112001", "match"),
        ("Alexander Hart (09/09/2010) was late.", "none"),
        ("Alexander Hart, UPN B823432112002", "none"),
        ("Pupil\nAlexander Hart\nDate of birth\n9 September 2010", "none"),
        ("Tom Reed (02/05/2011), 6B. He sits with Alexander Hart.", "possible"),
        ("Tom Reed (02/05/2011), 6B.\nAlexander Hart (14/03/2012), 6A.", "match"),
        ("Alexnader Hart was late.", "possible"),
        ("Alexander Heart, born 14/03/2012", "match"),
        ("Dear Ms Miriam Cole, Alexander has been absent.", "possible"),
        ("From: m.cole@mail.example\nAlexander is ill.", "possible"),
        ("A. Hart (14/03/2012) was late.", "possible"),
        ("Mr Alexander Hart, Head of Service", "none"),
        ("Dear Mr and Mrs Hart of 12 Mill Lane", "possible"),
        ("Alexander Brown and Tom Hart were late.", "none"),
        ("Nobody was late.", "none"),
    ],
)
def test_a_text_is_judged_by_what_stands_beside_the_name(text: str, alone: str) -> None:
    assert decided(text) == alone


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Alexandra Hart (14/03/2012), 12 Mill Lane BX1 2CD", "none"),
        ("Alex Hart was late.", "possible"),
        ("Alexander Hart was late.", "match"),
        ("The parents of Alexandra at 12 Mill Lane, Ms Hart", "none"),
    ],
)
def test_a_twin_of_a_like_name_is_never_taken_for_the_person(text: str, expected: str) -> None:
    assert decided(text, TWIN) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Alexander Hart was late.", "possible"),
        ("Alexander Hart (14/03/2012) was late.", "match"),
        ("Alexander Hart of 3 Elm Road was late.", "none"),
        ("Alexander Hart of 12 Mill Lane was late.", "match"),
        ("Alexander Hart, born 9/9/2010. Alexander Hart was late again.", "none"),
        ("Alexander Hart, born 9/9/2010.\nAlexander Hart, born 14/3/2012.", "match"),
    ],
)
def test_a_name_that_two_children_bear_needs_something_beside_it(text: str, expected: str) -> None:
    assert decided(text, NAMESAKE) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Alexander Hart (14/03/2012) was late.", "possible"),
        ("Alexander Hart (14/03/2012), UPN B823432112002", "none"),
        ("Alexander Hart (14/03/2012) of 12 Mill Lane", "match"),
        ("Alexander Hart, UPN A823432112001", "match"),
    ],
)
def test_a_birthday_that_two_of_one_name_share_proves_nothing(text: str, expected: str) -> None:
    assert decided(text, DOUBLE) == expected


def test_without_any_list_of_people_a_bare_name_is_only_possible() -> None:
    assert decided("Alexander Hart was late.", landscape=replace(ALONE, has_lists=False)) == "possible"


def test_the_passage_shows_where_the_name_stands() -> None:
    verdict = TextJudge(ALONE).judge("x " * 200 + "Alexander Hart was late." + " y" * 200)
    assert verdict is not None
    assert "Alexander Hart was late." in verdict.passage
    assert len(verdict.passage) < 250
