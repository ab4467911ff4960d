"""Parts of a document that are about another person: referred whole; the data subject's own story is left alone."""

from datetime import date

import pytest

from redaction.passages import PASSAGE
from redaction.propose import propose
from redaction.values import Disposition, Document, Layout, Person, Role, Style, TextUnit, UnitForm, UnitSource

ORLA = Person(key="orla", name="Orla Finch", role=Role.SUBJECT, date_of_birth=date(2012, 3, 14))
MUM = Person(key="mum", name="Ines Finch", role=Role.REQUESTER)
DAD = Person(key="dad", name="Tobias Marr", role=Role.THIRD_PARTY, relation="father")
PEOPLE = (ORLA, MUM, DAD)

MINUTES = """ATTENDANCE PANEL
1. Minutes of the last panel were agreed.
2. Orla Finch, 7A
Attendance 71%. Ines Finch sent apologies.
3. Malachi Bennett, 8B
Attendance 62%. He is said to have headaches.
DECISION: warning letter.
Any other business: none."""


def passages(text: str, form: UnitForm = UnitForm.PROSE, styles: tuple[Style, ...] = ()) -> list[str]:
    return passages_of(TextUnit(label="1", text=text, source=UnitSource.NATIVE, form=form, styles=styles))


def passages_of(*units: TextUnit) -> list[str]:
    document = Document(name="panel.docx", media_type="text/plain", layout=Layout.RETYPESET, units=units)
    found = [one for one in propose([document], PEOPLE)[0] if one.kind == PASSAGE]
    assert all(one.disposition is Disposition.REFER for one in found), "a person decides about a passage"
    assert all(one.text == units[one.unit].text[one.start : one.end] for one in found)
    return [one.text for one in found]


def test_an_item_of_minutes_about_another_child_is_referred_whole() -> None:
    item = "3. Malachi Bennett, 8B\nAttendance 62%. He is said to have headaches.\nDECISION: warning letter."
    assert passages(MINUTES) == [item]


def test_an_item_that_names_the_data_subject_stays_open_word_by_word() -> None:
    assert passages(MINUTES.replace("He is said", "He sits with Orla Finch and is said")) == []


def test_an_item_headed_by_a_style_counts_like_a_numbered_one() -> None:
    text = "Orla Finch\nDoing well.\nMalachi Bennett\nStill not in school."
    styles = (Style(0, 10, "h2"), Style(23, 38, "h2"))
    assert passages(text, styles=styles) == ["Malachi Bennett\nStill not in school."]


def test_an_item_goes_on_over_the_page() -> None:
    first, second = MINUTES.split("DECISION")
    pages = [
        TextUnit(label=str(number), text=text, source=UnitSource.TEXT_LAYER, page=number)
        for number, text in enumerate((first, "DECISION" + second))
    ]
    assert passages_of(*pages)[1] == "DECISION: warning letter."


def test_the_row_of_another_child_in_a_class_list_is_referred_whole() -> None:
    rows = "Surname\tForename\tForm\t%\nFinch\tOrla\t7A\t71\nBennett\tMalachi\t8B\t62"
    assert passages(rows, UnitForm.TABLE) == ["Bennett\tMalachi\t8B\t62"]


def test_a_list_of_lines_is_a_class_list_too() -> None:
    lines = "Below 90%\nOrla Finch 7A 71%\nMalachi Bennett 8B 62%\nRuby Okoro 9C 80%"
    assert passages(lines) == ["Malachi Bennett 8B 62%", "Ruby Okoro 9C 80%"]


LOG = "Date\tText\n1 May\tOrla Finch not in\n2 May\tRang Tobias Marr, no answer"
STATEMENT = "1. Orla Finch joined in 2023.\n2. Tobias Marr was written to. He did not reply."
LEFT_ALONE = [
    ("a log of the child's own case", LOG, UnitForm.TABLE),
    ("a paragraph about a parent", "Orla Finch is in 7A.\n\nTobias Marr lives in Leeds.", UnitForm.PROSE),
    ("a statement in numbers", STATEMENT, UnitForm.PROSE),
    ("who was there", "Present:\nInes Finch\nTobias Marr\nOrla Finch", UnitForm.PROSE),
]


@pytest.mark.parametrize(("what", "text", "form"), LEFT_ALONE, ids=[what for what, *_ in LEFT_ALONE])
def test_what_belongs_to_the_childs_own_file_is_left_alone(what: str, text: str, form: UnitForm) -> None:
    assert passages(text, form) == []


def test_a_row_of_a_printed_class_list_is_referred_whole() -> None:
    rows = "Below 90%\n\nBennett\nMalachi\n7A\n62\nmum rang\n\nFinch\nOrla\n7A\n71\n\nOkoro\nRuby\n7A\n80"
    page = TextUnit(label="1", text=rows, source=UnitSource.TEXT_LAYER, page=0)
    assert passages_of(page) == ["Bennett\nMalachi\n7A\n62\nmum rang", "Okoro\nRuby\n7A\n80"]


def test_paragraphs_of_a_printed_letter_are_no_list() -> None:
    text = "Orla Finch is in 7A\nand doing well.\n\nTobias Marr lives in\nLeeds.\n\nRuby Okoro was\nthere too."
    assert passages_of(TextUnit(label="1", text=text, source=UnitSource.TEXT_LAYER, page=0)) == []
