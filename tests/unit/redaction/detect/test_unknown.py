"""People nobody listed are referred, whatever their given name means as a word."""

import pytest

from redaction.detect.unknown import find_unknown
from redaction.normalise import read
from redaction.values import UnitForm


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Friend Lily-Mae Sorrell also absent the same days.", "Lily-Mae Sorrell"),
        ("Her friend Lily-Mae's mum told us.", "Lily-Mae"),
        ("Friend Lily Sorrell also absent.", "Lily Sorrell"),
        ("Attendance 61 %. Friend Tommy-Lee Harker also absent.", "Tommy-Lee Harker"),
        ("Rose Tindle did not come. Nobody rang.", "Rose Tindle"),
        ("Went with Grace Tindle's aunt.", "Grace Tindle"),
        ("It was Ellie-Mae, and then Alfie-Jay.", "Ellie-Mae"),
        ("It was Ellie-Mae, and then Alfie-Jay.", "Alfie-Jay"),
    ],
)
def test_a_given_name_that_is_a_word_or_has_a_hyphen_is_found(text: str, name: str) -> None:
    found = [text[one.start : one.end] for one in find_unknown(read(text))]
    assert any(one.endswith(name) for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "The Well-Being Lead said so.",
        "On Grace Road, by Hope Cottage.",
        "Will Prosecution follow?",
        "In May Tyneford closed.",
    ],
)
def test_words_with_a_hyphen_roads_and_months_are_no_names(text: str) -> None:
    assert find_unknown(read(text)) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Xanthe hit Saoirse.", "Xanthe"),
        ("Absent again. Mungo said that she was ill.", "Mungo"),
        ("Xanthe lives at 2 Pump Row.", "Xanthe"),
        ("Her best friend is Wren.", "Wren"),
        ("Wren hit her.", "Wren"),
        ("Bluebell said that she saw it.", "Bluebell"),
        ("She went with her cousin Ocean.", "Ocean"),
        ("His brother, Zephyr, was there.", "Zephyr"),
    ],
)
def test_a_name_in_no_list_is_told_by_the_words_around_it(text: str, name: str) -> None:
    assert name in [text[one.start : one.end] for one in find_unknown(read(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Mum said no.",
        "School rang. Nobody came.",
        "She said so. They went home.",
        "Her friend School came.",
        "Police came.",
    ],
)
def test_who_is_called_by_what_they_are_is_nobody(text: str) -> None:
    assert find_unknown(read(text)) == []


GROUPS = [
    "White British", "White and Black Caribbean", "Any other White background", "Gypsy, Roma or Traveller",
    "Kashmiri Pakistani", "Black Nigerian", "Sri Lankan Tamil", "White Eastern European", "British Sign Language",
    "Roman Catholic", "Greek Orthodox", "Arabic", "Gujarati", "Tigrinya", "Mandarin", "Buddhist", "Church of England",
]  # fmt: skip


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize(
    ("form", "said"),
    [
        (UnitForm.FIELDS, "Mother\t{}\nChild\t{}"),
        (UnitForm.PROSE, "Child {}, mother {}."),
        (UnitForm.PROSE, "The family is {} and reads it."),
        (UnitForm.TABLE, "UPN\tName\tEthnicity\nA1\tthe child\t{}"),
    ],
)
def test_what_people_are_counted_as_is_nobody(group: str, form: UnitForm, said: str) -> None:
    assert find_unknown(read(said.replace("{}", group), form)) == []


@pytest.mark.parametrize("said", ["First language: Shona", "Religion: Christian", "Ethnicity: White"])
def test_a_language_that_is_a_name_too_is_nobody_where_its_label_asks_for_one(said: str) -> None:
    assert find_unknown(read(said)) == []


@pytest.mark.parametrize(
    "name", ["Christian English", "Shona Walsh", "Jack White", "Mrs White", "Sasha French", "Israel Black"]
)
def test_a_person_whose_names_are_such_words_is_still_found(name: str) -> None:
    found = [f"Her friend {name} rang."[one.start : one.end] for one in find_unknown(read(f"Her friend {name} rang."))]
    assert any(one in name or name in one for one in found)
