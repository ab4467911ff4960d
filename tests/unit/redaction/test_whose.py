"""A document that is mainly about somebody else is referred whole; the data subject's own file never is."""

import pytest

from redaction.propose import propose
from redaction.values import Disposition, Document, Layout, Person, Role, TextUnit, UnitForm, UnitSource
from redaction.whose import LIST, MAINLY, whole_documents

PEOPLE = (
    Person(key="kit", name="Kit Marlow", role=Role.SUBJECT, upn="A123456789012"),
    Person(key="mum", name="Rosa Marlow", role=Role.REQUESTER),
    Person(key="dora", name="Dora Quill", role=Role.THIRD_PARTY, relation="classmate"),
    Person(key="dad", name="Tobias Hart", role=Role.THIRD_PARTY, relation="father"),
    Person(key="priya", name="Priya Sandhu", role=Role.PROFESSIONAL),
)


def whole(text: str, *, name: str = "note.txt", form: UnitForm = UnitForm.PROSE, kind: str = "text/plain") -> str:
    unit = TextUnit(label="Text", text=text, source=UnitSource.NATIVE, form=form)
    document = Document(name=name, media_type=kind, layout=Layout.RETYPESET, units=(unit,))
    (found,) = whole_documents([document], propose([document], PEOPLE), PEOPLE)
    assert (found.disposition is Disposition.REFER) == bool(found.why)
    return found.why


REPORT = (
    "Dora Quill joined us in September. Dora reads well and Dora enjoys maths. At lunch Dora sits with Kit Marlow. "
    "Dora has missed nine sessions.\nPriya Sandhu"
)
PUPILS = ("Anna Bell", "Carl Dunn", "Eve Frost", "Kit Marlow", "Gus Hale", "Ida Jones", "Dora Quill")
CLASS = "\n".join(["Pupil\tForm", *(f"{name}\t7A" for name in PUPILS)])


def test_another_childs_report_that_names_the_subject_is_referred_whole() -> None:
    assert whole(REPORT) == MAINLY


def test_the_file_name_or_a_number_says_whose_a_short_report_is() -> None:
    short = "Dora Quill was seen. Dora was late. Kit Marlow was there."
    assert whole(short) == ""
    assert whole(short, name="Quill_Dora report.docx") == MAINLY
    assert whole(short.replace("seen", "seen, UPN H801200001001")) == MAINLY
    assert whole(short, name="Kit Marlow and Dora Quill.docx") == ""


def test_a_class_list_is_referred_whole() -> None:
    assert whole(CLASS, form=UnitForm.TABLE) == LIST
    assert "offer only the passages about the subject, or withhold" in LIST


@pytest.mark.parametrize(
    "text",
    [
        "Kit Marlow was seen with Dora Quill. Kit said Dora hit him. Kit cried. Dora was spoken to. Dora left.",
        "Dear Rosa Marlow, Kit was absent. Please ring Priya Sandhu, Priya Sandhu, Priya Sandhu.",
        "Kit lives with Tobias Hart. Tobias said Kit was ill. Kit has been away; Tobias sent no note. Kit is back.",
        "He was late again today and nobody rang.",
        "Present: Priya Sandhu. Kit Marlow was discussed. Kit is doing well.",
    ],
)
def test_the_subjects_own_file_is_not_flagged_for_the_others_in_it(text: str) -> None:
    assert whole(text) == ""


def test_rows_that_a_store_keeps_under_the_subject_need_not_name_them() -> None:
    rows = "Date\tText\n1 May\tRang Tobias Hart\n2 May\tTobias Hart came\n3 May\tTobias Hart wrote"
    assert whole(rows, form=UnitForm.TABLE, kind="application/vnd.rights.records+json") == ""
