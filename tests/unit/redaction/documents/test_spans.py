"""From stretches of text to boxes and labels, and back."""

from __future__ import annotations

import pytest

from redaction.boxes import boxes_of, span_under
from redaction.burn.substitution import pieces_of
from redaction.labels import Labels, letter_of
from redaction.schedule import Removal, as_csv, removal, schedule
from redaction.term_search import find_terms
from redaction.values import (
    Box,
    Disposition,
    Document,
    Layout,
    Person,
    Proposal,
    Role,
    TextUnit,
    UnitForm,
    UnitSource,
    Withheld,
    WordBox,
)  # fmt: skip


def unit_of(text: str, form: UnitForm = UnitForm.PROSE) -> TextUnit:
    words, at = [], 0
    for number, word in enumerate(text.split(" ")):
        line = 20.0 * (number // 3)
        words.append(WordBox(at, at + len(word), Box(60.0 * (number % 3), line, 60.0 * (number % 3) + 50, line + 12)))
        at += len(word) + 1
    return TextUnit(label="Page 1", text=text, source=UnitSource.TEXT_LAYER, page=0, words=tuple(words), form=form)


def test_words_on_one_line_share_a_box_and_a_new_line_starts_another() -> None:
    unit = unit_of("one two three four five")
    assert boxes_of(unit, 4, 18) == (Box(60, 0, 170, 12), Box(0, 20, 50, 32))


def test_a_box_gives_the_span_of_the_words_in_it() -> None:
    unit = unit_of("one two three four five")
    assert span_under(unit, Box(55, -5, 175, 15)) == (4, 13)
    assert span_under(unit, Box(300, 300, 310, 310)) is None


@pytest.mark.parametrize(
    ("text", "spans", "form", "shown"),
    [
        ("Then Dora came", [(5, 9, "[B]")], UnitForm.PROSE, "Then [B] came"),
        ("Dora Quill", [(0, 4, "[B]"), (5, 10, "[B]")], UnitForm.PROSE, "[B]"),
        ("Dora Kit", [(0, 4, "[B]"), (5, 8, "[C]")], UnitForm.PROSE, "[B] [C]"),
        ("Dora Quill", [(0, 7, "[B]"), (5, 10, "[C]")], UnitForm.PROSE, "[B]"),
        ("a\tDora\nQuill\tb", [(2, 12, "[B]")], UnitForm.TABLE, "a\t[B]\n[B]\tb"),
        ("Q\tDora\t7A\t62", [(0, 12, "[B: row]")], UnitForm.TABLE, "[B: row]\t[withheld]\t[withheld]\t[withheld]"),
        ("short", [(0, 99, "[B]")], UnitForm.PROSE, "[B]"),
    ],
)
def test_a_label_stands_in_place_of_what_is_withheld(
    text: str, spans: list[tuple[int, int, str]], form: UnitForm, shown: str
) -> None:
    gone = [Withheld(unit=0, start=start, end=end, label=label) for start, end, label in spans]
    assert "".join(piece.shown for piece in pieces_of(unit_of(text, form), gone)) == shown


@pytest.mark.parametrize(
    ("text", "term", "found"),
    [
        ("by Dora Quill today", "dora quill", ["Dora Quill"]),
        ("by Dora\nQuill today", "Dora Quill", ["Dora\nQuill"]),
        ("by D o r a Q u i l l", "Dora Quill", ["D o r a Q u i l l"]),
        ("seen by Zo\u00eb", "Zoe", ["Zo\u00eb"]),
        ("the annual plan of Ann", "Ann", ["Ann"]),
        ("a n n", "Ann", []),
        ("call 01632-960123 now", "01632 960 123", ["01632-960123"]),
        ("***", "**", ["**"]),
    ],
)
def test_a_term_is_found_wherever_a_reader_would_find_it(text: str, term: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find_terms(text, [term])] == found


def proposal(person: str, kind: str = "person", unit: int = 0) -> Proposal:
    return Proposal(unit=unit, start=0, end=1, kind=kind, text="x", person=person, disposition=Disposition.WITHHOLD,
                    reason="r", why="because")  # fmt: skip


def test_a_person_has_one_letter_everywhere() -> None:
    labels = Labels(
        [Person(key="s", name="Kit", role=Role.SUBJECT), Person(key="d", name="Dora", role=Role.THIRD_PARTY)]
    )
    asked = [
        ("unknown-1", "person"),
        ("d", "person"),
        ("d", "phone"),
        ("", "postcode"),
        ("unknown-1", "person"),
        ("", "cue"),
    ]
    said = [labels.of(proposal(person, kind)) for person, kind in asked]
    assert said == [
        "[Person B]",
        "[Person A]",
        "[Person A: telephone]",
        "[withheld: postcode]",
        "[Person B]",
        "[withheld]",
    ]


@pytest.mark.parametrize(("number", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (702, "AAA")])
def test_letters_go_on_after_z(number: int, letters: str) -> None:
    assert letter_of(number) == letters


def test_the_schedule_counts_and_never_quotes() -> None:
    unit = unit_of("x")
    document = Document(name="a", media_type="text/plain", layout=Layout.RETYPESET, units=(unit, unit))
    gone = [
        removal(proposal("d"), "[Person A]"),
        removal(proposal("d"), "[Person A]"),
        Removal(1, "[withheld]", "term"),
    ]
    rows = schedule([document], [gone])
    assert [(row.part, row.place, row.label, row.kind, row.reason, row.count) for row in rows] == [
        (1, "page 1", "[Person A]", "person", "r", 2),
        (1, "page 1", "[withheld]", "term", "", 1),
    ]
    assert as_csv([rows]).splitlines()[0] == "file,part,place,label,kind,reason,why,count"
