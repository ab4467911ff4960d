"""How hard a text is to read is told by its sentences and its words, not by its addresses."""

import pytest

from requests_.model.letters.reading_age import grade, hard_to_read, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("cat", 1), ("table", 2), ("information", 4), ("made", 1), ("asked", 1), ("wanted", 2), ("we", 1), ("free", 1),
        ("people", 2), ("164A", 1), ("family", 3), ("school’s", 1),
    ],
)  # fmt: skip
def test_syllables_are_counted_about_right(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The cat sat on the mat.", 0.39 * 6 + 11.8 * 1 - 15.59),
        ("The cat sat. It was fat.", 0.39 * 3 + 11.8 * 1 - 15.59),
        ("The cat sat\nIt was fat", 0.39 * 3 + 11.8 * 1 - 15.59),
        ("The information is here.", 0.39 * 4 + 11.8 * 7 / 4 - 15.59),
        ("", 0.0),
    ],
)
def test_the_grade_is_the_published_formula(text: str, expected: float) -> None:
    assert grade(text) == pytest.approx(expected)


def test_an_address_makes_a_text_no_harder() -> None:
    plain = "Please call us on this number."
    full = "Please call us on 01632 960 001 this number information.governance@brackenford.example."
    assert grade(full) == pytest.approx(grade(plain))


def test_officialese_is_harder_than_plain_words() -> None:
    official = (
        "Notwithstanding the aforementioned considerations, the organisation regrettably determines that dissemination "
        "of the documentation requested would be inappropriate pursuant to applicable statutory provisions."
    )
    assert grade(official) > 20
    assert grade("We cannot give you this. The law does not let us.") < 4


def test_a_hard_text_is_told_with_its_hardest_sentence_and_one_far_too_hard_is_enough() -> None:
    hard = "Notwithstanding your representations, the controller has determined, pursuant to statute, to decline"
    easy = "We read what you sent us. We thought hard about it. It was not an easy choice for us. "
    for text in (hard, f"{easy * 9}{hard}."):
        (says,) = hard_to_read(text, "young")
        assert says.startswith("It is hard to read")
        assert f"“{hard}”" in says
    assert hard_to_read(easy, "young") == []
    assert hard_to_read("", "young") == []
