"""A label in a black box can be read, says no more than the schedule does, and never tells what stood there."""

from __future__ import annotations

import string
from collections.abc import Callable, Sequence

import pymupdf
import pypdfium2
import pytest

from redaction.burn import burn
from redaction.burn.label_text import READABLE_POINTS, fitted, shortened
from redaction.ingest import ingest
from redaction.rebuild import rebuild
from redaction.values import Document, Withheld

Decide = Callable[..., list[Withheld]]
LABELS = ["[Person B]", "[Person B: date of birth]", "[withheld]", "[withheld: National Insurance number]"]


def finished(document: Document, withheld: Sequence[Withheld], *, as_pictures: bool = False) -> bytes:
    return rebuild(burn(document, withheld, as_pictures=as_pictures), title="Disclosed document")


def labels_on(pdf: bytes, outside: str) -> list[tuple[str, float]]:
    """What stands on the first page beside `outside`, with its size."""
    spans = [
        span
        for block in pymupdf.open(stream=pdf)[0].get_text("dict")["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
    ]
    return [(span["text"].strip(), span["size"]) for span in spans if span["text"].strip() not in outside]


@pytest.mark.parametrize(
    ("label", "forms"),
    [
        ("[Person B]", ("[Person B]", "B")),
        ("[Person AA: telephone]", ("[Person AA: telephone]", "Person AA: telephone", "AA: telephone", "AA")),
        ("[withheld]", ("[withheld]", "withheld", "w")),
        ("[withheld: e-mail]", ("[withheld: e-mail]", "e-mail", "w")),
        ("Seen by hand", ("Seen by hand",)),
    ],
)
def test_a_label_is_shortened_to_what_the_schedule_explains(label: str, forms: tuple[str, ...]) -> None:
    assert shortened(label) == forms


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("width", [1, 4, 9, 20, 60, 200])
@pytest.mark.parametrize("height", [3, 6, 8, 14, 30])
def test_a_label_is_as_large_as_can_be_read_or_not_printed(label: str, width: float, height: float) -> None:
    found = fitted(label, width, height, lambda words: 0.5 * len(words))
    if found is not None:
        words, size = found
        assert words in shortened(label)
        assert size >= min(READABLE_POINTS, 0.8 * height)
        assert 0.5 * len(words) * size <= width
        assert size <= height


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("name", ["Bo Li", "Dora Quill", "Bartholomew Featherstonehaugh"])
@pytest.mark.parametrize("label", LABELS)
def test_a_label_on_a_burned_page_is_never_under_six_points(
    pdf_of: Callable[..., bytes], withhold: Decide, label: str, name: str, rotation: int
) -> None:
    document = ingest(pdf_of([f"Then {name} came in late."], rotation=rotation), "a.pdf")
    pdf = finished(document, withhold(document, [name], label=label))
    printed = labels_on(pdf, "Then came in late.")
    assert len(printed) == 1
    words, size = printed[0]
    assert words in shortened(label)
    assert size >= READABLE_POINTS - 0.01


@pytest.mark.parametrize("as_pictures", [False, True])
@pytest.mark.parametrize("name", ["Quillmaverton", "Zog Xu", "Vex"])
def test_the_letters_on_the_page_hold_no_bit_of_the_withheld_words(
    pdf_of: Callable[..., bytes], withhold: Decide, name: str, *, as_pictures: bool
) -> None:
    document = ingest(pdf_of([f"Then {name} came in late."]), "a.pdf")
    pdf = finished(document, withhold(document, [name]), as_pictures=as_pictures)
    read = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    left = [letter for letter in read if letter in string.ascii_letters]
    expected = [letter for letter in "Then came in late." + _label_in(read) if letter in string.ascii_letters]
    assert sorted(left) == sorted(expected)


def _label_in(read: str) -> str:
    return next(form for form in shortened("[Person B]") if form in read)


def test_where_two_removals_overlap_one_label_is_printed(pdf_of: Callable[..., bytes]) -> None:
    document = ingest(pdf_of(["Write to dora.quill@home.example at once."]), "a.pdf")
    text = document.units[0].text
    whole, part = text.index("dora.quill@home.example"), text.index("quill")
    gone = [
        Withheld(unit=0, start=part, end=part + 5, label="[Person B]"),
        Withheld(unit=0, start=whole, end=whole + 23, label="[Person B: e-mail]"),
    ]
    printed = labels_on(finished(document, gone), "Write to at once.")
    assert [words for words, _ in printed] == ["[Person B: e-mail]"]


def test_the_words_behind_a_picture_keep_the_lines_above_and_below_a_box(
    pdf_of: Callable[..., bytes], withhold: Decide
) -> None:
    lines = ["Above stands one line.", "Then Dora Quill came in late.", "Below stands another line."]
    document = ingest(pdf_of(lines), "a.pdf")
    pdf = finished(document, withhold(document, ["Dora Quill"]), as_pictures=True)
    read = " ".join(pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range().split())
    assert lines[0] in read
    assert lines[2] in read
