"""An identifier or a name that a line end parts is found whole; a cell's end parts it for good."""

import pytest

from redaction.propose import propose, propose_text
from redaction.values import Disposition, Document, Layout, Person, Role, TextUnit, UnitForm, UnitSource

THIRD = Person(
    key="third", name="Dora Quill", role=Role.THIRD_PARTY, relation="aunt", phones=("07700 900254",),
    emails=("dora.quill77@mailbox.example",), upn="A123456789012",
)  # fmt: skip

BROKEN = [
    ("Telephone\n07700\n900254\nYes", "07700\n900254", "phone"),
    ("Telephone 0770\n0 900254.", "0770\n0 900254", "phone"),
    ("Home is in BK4\n1GL now", "BK4\n1GL", "postcode"),
    ("Home is in BK4 1\nGL now", "BK4 1\nGL", "postcode"),
    ("UPN H80120000\n1001 is his", "H80120000\n1001", "upn"),
    ("NHS number 943 476\n5919 was given", "943 476\n5919", "nhs_number"),
    ("Sort code 12-34-\n56 was given", "12-34-\n56", "sort_code"),
    ("National Insurance AB 12 34\n56 C", "AB 12 34\n56 C", "national_insurance"),
    ("Write to kit.marlow@\nmailbox.example soon", "kit.marlow@\nmailbox.example", "email"),
    ("Write to kit.marlow@mail\nbox.example soon", "kit.marlow@mail\nbox.example", "email"),
    ("Write to kit.mar-\nlow@mailbox.example soon", "kit.mar-\nlow@mailbox.example", "email"),
    ("Date of birth 11 May\n2016 and so on", "11 May\n2016", "date_of_birth"),
    ("She lives at 116\nWindmill Road with him", "116\nWindmill Road", "address"),
    ("She lives at 116 Windmill\nRoad with him", "116 Windmill\nRoad", "address"),
    ("See https://www.facebook.com/\nkit.marlow.9 for it", "https://www.facebook.com/\nkit.marlow.9", "online_profile"),
]


@pytest.mark.parametrize(("text", "broken", "kind"), BROKEN)
def test_an_identifier_goes_on_after_the_end_of_a_line(text: str, broken: str, kind: str) -> None:
    found = [(one.text, one.kind) for one in propose_text(text, ()) if one.disposition is not Disposition.DISCLOSE]
    assert (broken, kind) in found


@pytest.mark.parametrize(
    "text",
    [
        "Marks\n12\n345\n67\n890",
        "On 3 March 2026\n14 pupils were late.",
        "Write to the office@school.example\nand say so.",
        "There were 12\nin Elm class.",
    ],
)
def test_numbers_of_different_lines_are_not_joined_at_will(text: str) -> None:
    assert [one.text for one in propose_text(text, ()) if "\n" in one.text] == []


@pytest.mark.parametrize(
    "text", ["Dora\nQuill was seen", "seen was Dora Qu-\nill today", "DORA QU-\nILL was seen", "Dora  \n  Quill was"]
)
def test_a_listed_name_goes_on_after_the_end_of_a_line(text: str) -> None:
    (found,) = [one for one in propose_text(text, (THIRD,)) if one.kind == "person"]
    assert (found.person, found.disposition) == ("third", Disposition.WITHHOLD)
    assert "\n" in found.text


@pytest.mark.parametrize("text", ["Ring 07700\n900 254", "UPN A1234\n56789012", "dora.quill77@mail-\nbox.example"])
def test_a_listed_partys_number_is_withheld_however_it_is_broken(text: str) -> None:
    assert [one.person for one in propose_text(text, (THIRD,)) if one.disposition is Disposition.WITHHOLD] == ["third"]


def test_nothing_goes_on_in_the_next_cell_or_row() -> None:
    unit = TextUnit(
        label="Table", text="Code\tMark\n07700\t900254\n07700\t900254", source=UnitSource.NATIVE, form=UnitForm.TABLE
    )
    document = Document(name="d", media_type="text/plain", layout=Layout.RETYPESET, units=(unit,))
    assert propose([document], (THIRD,)) == ((),)
