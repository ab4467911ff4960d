"""Where a text names the person."""

from __future__ import annotations

import pytest

from workers.finding.expansion import expand
from workers.finding.mentions import Form, Lexicon, mentions
from workers.finding.profile import SubjectProfile
from workers.finding.words import words_of

PERSON = SubjectProfile(given_name="Jack Thomas", family_name="Smith", aliases=("Jacko",))
DOUBLE = SubjectProfile(given_name="Mary", family_name="van der Berg-O'Neill")
SAME_TWICE = SubjectProfile(given_name="Graeme", family_name="Graham")


def forms(text: str, profile: SubjectProfile = PERSON) -> list[Form]:
    return [one.form for one in mentions(text, list(words_of(text)), Lexicon(expand(profile), taken=()))]


@pytest.mark.parametrize(
    "text",
    [
        "Jack Smith was late.",
        "JACK SMITH",
        "Smith, Jack",
        "SMITH Jack (Year 6)",
        "Jack Thomas Smith",
        "Jack T. Smith",
        "Jack\nSmith",
        "Surname: Smith   Forename(s): Jack",
        "First name: Jack\nLast name: Smith",
        "1\tSmith\tJack\t6B",
        "jack.smith@school.example",
        "Jacko Smith",
        "Jack Smiht was seen",
        "Jack Smith's attendance",
        "Smith_Jack.docx",
    ],
)
def test_both_names_together_are_a_full_mention(text: str) -> None:
    assert Form.FULL in forms(text.replace("_", " "))


@pytest.mark.parametrize(
    "text",
    [
        "Tom Smith, Jack Brown",
        "Smith said that Jack had left",
        "Tom Smith. Jack was there.",
        "Jackson Smithers",
        "Jack went to see Mr Smith",
    ],
)
def test_names_that_belong_to_two_people_are_no_full_mention(text: str) -> None:
    assert Form.FULL not in forms(text)


def test_an_initial_is_a_mention_of_its_own_kind() -> None:
    assert forms("J. Smith was late") == [Form.INITIAL]


@pytest.mark.parametrize("text", ["Mary van der Berg-O'Neill", "Mary O’Neill", "Berg, Mary"])
def test_every_part_of_a_double_name_counts(text: str) -> None:
    assert Form.FULL in forms(text, DOUBLE)


def test_a_word_that_could_be_either_name_is_never_both_at_once() -> None:
    assert Form.FULL not in forms("Mr Graham was there", SAME_TWICE)
    assert Form.FULL in forms("Graeme Graham was there", SAME_TWICE)
