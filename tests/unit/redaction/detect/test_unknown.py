"""People nobody listed are referred, whatever their given name means as a word."""

import pytest

from redaction.detect.unknown import find_unknown
from redaction.normalise import read


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
