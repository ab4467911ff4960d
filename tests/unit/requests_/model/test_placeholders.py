"""No letter leaves with a place that somebody was to fill in."""

import pytest

from requests_.model.letters.placeholders import unfilled
from requests_.model.question_words import QUESTION_WORDS


@pytest.mark.parametrize("words", [*QUESTION_WORDS.values(), "We looked [dates].", "Dear [NAME],", "[Say why]", "[x]"])
def test_whatever_stands_in_square_brackets_is_a_place_to_fill_in(words: str) -> None:
    assert unfilled(words) is ("[" in words)


@pytest.mark.parametrize(
    "words",
    [
        "By <insert date>.",
        "By XX/XX/2026.",
        "By 12/XX/2026.",
        "By dd/mm/yyyy.",
        "By ____.",
        "By {date}.",
        "Dear <Name>,",
    ],
)
def test_so_are_angle_brackets_braces_a_line_and_a_date_of_which_a_part_is_missing(words: str) -> None:
    assert unfilled(words)


@pytest.mark.parametrize(
    "words",
    [
        "Write to <rights@council.example> or <https://council.example/ask>.",
        "Fewer < 5, more > 3; the file my_notes_2.docx of 12/06/2026; chapter XX.",
        "See [2020] EWCA Civ 12.",
        "You wrote “they was [sic] late”.",
        "A label such as [Person A], [Person B: telephone] or [withheld: e-mail].",
        "He said […] and [...] left.",
        "An open [ bracket",
    ],
)
def test_a_label_a_quotation_and_the_year_of_a_judgment_are_none(words: str) -> None:
    assert not unfilled(words)
