"""What a detector reads is one alphabet with one kind of space, and every place leads back to the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.normalise import fold, read


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Siân O’Neill", "Sian O'Neill"),
        ("Łukasz Szymański", "Lukasz Szymanski"),
        ("Oka-\nfor said", "Okafor said"),
        ("Oka\u00adfor", "Okafor"),
        ("Gra\u200bce", "Grace"),
        ("Gra\u0301ce", "Grace"),
        ("\ufb01ona", "fiona"),
        ("Groß", "Gross"),
        ("Оkafоr", "Okafor"),  # two Cyrillic letters
        ("Grace\u00a0Okafor", "Grace Okafor"),
        ("a\tb", "a\tb"),  # the end of a cell
        ("Smith-\nJones", "Smith-\nJones"),
    ],
)
def test_a_text_reads_the_same_however_it_was_typed(written: str, plain: str) -> None:
    assert read(written).plain == plain


@pytest.mark.parametrize("hidden", ["Oka-\nfor", "Oka\u00adfor", "O\u200bkafor", "Oka\u0301for"])
def test_a_span_of_a_reading_covers_what_was_taken_out_of_the_original(hidden: str) -> None:
    reading = read(f"met {hidden}.")
    start = reading.plain.index("Okafor")
    assert slice(*reading.original(start, start + 6)) == slice(4, 4 + len(hidden))


@given(st.text(max_size=60))
def test_a_reading_keeps_the_order_and_the_bounds_of_its_text(text: str) -> None:
    reading = read(text)
    assert len(reading.plain) == len(reading.folded)
    spans = [reading.original(place, place + 1) for place in range(len(reading.plain))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


def test_a_name_is_folded_with_single_spaces() -> None:
    assert fold("  Grace \n ÖKAFOR ") == "grace okafor"
