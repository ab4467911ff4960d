import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_.model.review import occurrences_of


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("Dee Fox", "Dee Fox came. dee fox left.", ["Dee Fox", "dee fox"]),
        ("Dee Fox", "Dee\n  Fox came", ["Dee\n  Fox"]),
        ("Dee", "Deeside and Indeed, Dee.", ["Dee"]),
        ("Dee", "Dee's coat", ["Dee"]),
        ("O'Neil (Sam)", "about O'Neil (Sam) only", ["O'Neil (Sam)"]),
        ("a.b", "axb a.b", ["a.b"]),
        ("Zoë", "ZOË", ["ZOË"]),
        ("Dee Fox", "Dee sees a fox", []),
        ("  ", "anything", []),
    ],
)
def test_words_are_found_as_whole_words_whatever_their_case_and_line_breaks(
    words: str, text: str, found: list[str]
) -> None:
    assert [hit.text for hit in occurrences_of(words, [text])] == found


@given(st.text("abÀ .\n(", min_size=1, max_size=5), st.lists(st.text("abÀ .\n(", max_size=20), max_size=3))
def test_a_find_stands_where_it_says(words: str, texts: list[str]) -> None:
    for hit in occurrences_of(words, texts):
        assert texts[hit.unit][hit.start : hit.end] == hit.text
        assert hit.text.casefold().split() == words.casefold().split()
