"""Where one name ends and the next begins: cells, rows, lists, quotations; and what is no name at all."""

import pytest

from redaction.propose import propose, propose_text
from redaction.values import Disposition, Document, Layout, Person, Proposal, Role, TextUnit, UnitForm, UnitSource

SUBJECT = Person(key="s", name="Carys Marlow-Quill", role=Role.SUBJECT, relation="", upn="A123456789012")
AUNT = Person(key="aunt", name="Akosua Appiah", role=Role.THIRD_PARTY, relation="father's partner")
NANA = Person(key="nana", name="Nana Kwame Frimpong", role=Role.THIRD_PARTY, relation="father")
PEOPLE = (SUBJECT, AUNT, NANA)


def of_unit(text: str, form: UnitForm, people: tuple[Person, ...] = PEOPLE) -> list[Proposal]:
    unit = TextUnit(label="Unit", text=text, source=UnitSource.NATIVE, form=form)
    ((*found,),) = propose([Document(name="d", media_type="x/y", layout=Layout.RETYPESET, units=(unit,))], people)
    return [one for one in found if not one.kind.startswith("cue:")]


@pytest.mark.parametrize(
    ("text", "form", "names"),
    [
        ("How\tOff nm\tText\nCase\tArthur Taylor\tAnon call", UnitForm.TABLE, ["Arthur Taylor"]),
        ("OffNm\tArthur Taylor\nTxt\tSaima Butt saw her", UnitForm.FIELDS, ["Arthur Taylor", "Saima Butt"]),
        ("Present\tSkye Hackett, Shanice Francis", UnitForm.FIELDS, ["Skye Hackett", "Shanice Francis"]),
        ("Present\tAndre Doyle; Amina Javed", UnitForm.FIELDS, ["Andre Doyle", "Amina Javed"]),
        ("Skye Hackett, Shanice Francis and Alan Perry came", UnitForm.PROSE,
         ["Skye Hackett", "Shanice Francis", "Alan Perry"]),
        ("Alan Perry & Nisha Joshi", UnitForm.PROSE, ["Alan Perry", "Nisha Joshi"]),
        ("> > Amina\n> > Amina Javed", UnitForm.PROSE, ["Amina", "Amina Javed"]),
        ("Pupil\tContact\nDay, Summer\tMegan Day", UnitForm.TABLE, ["Day, Summer", "Megan Day"]),
        ("Text\nArthur Taylor\tLlyr is off", UnitForm.TABLE, ["Arthur Taylor", "Llyr"]),
        ("Williams, Lily, d.o.b. 09/01/2011", UnitForm.PROSE, ["Williams, Lily"]),
    ],
)  # fmt: skip
def test_no_name_goes_over_a_cell_a_row_or_a_list(text: str, form: UnitForm, names: list[str]) -> None:
    assert [one.text for one in of_unit(text, form) if one.kind == "person"] == names


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Forename\tComment\tHeight\nx\ty\tz", UnitForm.TABLE),
        ("Forename\t\nTxt\tUnpaid\nHow\tMtg", UnitForm.FIELDS),
        ("Mtg at school. Unpaid. E-mail sent. Multi-agency talk. PN issued.", UnitForm.PROSE),
        ("Early Help is involved", UnitForm.PROSE),
    ],
)
def test_headings_labels_and_short_notes_are_nobody(text: str, form: UnitForm) -> None:
    assert [one.text for one in of_unit(text, form) if one.kind == "person"] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Said Carys was late", "Carys"),
        ("Thanks Amina", "Amina"),
        ("Mentions Salma often", "Salma"),
        ("Tel Arthur Taylor", "Arthur Taylor"),
        ("Case Arthur Taylor", "Arthur Taylor"),
        ("Said Ahmed was late", "Said Ahmed"),
        ("We met Mei Hao Leung there", "Mei Hao Leung"),
    ],
)
def test_a_word_that_only_leads_to_a_name_is_no_part_of_it(text: str, name: str) -> None:
    assert [one.text for one in propose_text(text, ()) if one.kind == "person"] == [name]


def test_a_surname_cell_and_a_forename_cell_are_one_person() -> None:
    table = of_unit("Surname\tForename\tDOB\nBrown\tBradley\t09/09/2018\nBrown\tHolly\t01/02/2017", UnitForm.TABLE)
    people = [(one.text, one.person) for one in table if one.kind == "person"]
    assert people == [("Brown", "unknown-1"), ("Bradley", "unknown-1"), ("Brown", "unknown-2"), ("Holly", "unknown-2")]
    assert [one.text for one in table if one.kind == "date_of_birth"] == ["09/09/2018", "01/02/2017"]
    fields = of_unit("Sname\tMarlow-Quill\nFname\tLlyr", UnitForm.FIELDS)
    assert {(one.person, one.disposition) for one in fields} == {("unknown-1", Disposition.REFER)}
    own = of_unit("Sname\tMarlow-Quill\nFname\tCarys", UnitForm.FIELDS)
    assert {(one.text, one.person) for one in own} == {("Marlow-Quill", "s"), ("Carys", "s")}


@pytest.mark.parametrize(
    ("label", "value", "kind"),
    [("UPN", "H801200001001", "upn"), ("Sort code", "12-34-56", "sort_code"),
     ("Account no", "12345678", "bank_account"),
     ("Date of birth", "11/05/2016", "date_of_birth"), ("Passport", "123456789", "passport")],
)  # fmt: skip
def test_a_heading_says_what_a_number_is(label: str, value: str, kind: str) -> None:
    for text, form in ((f"Name\t{label}\nx\t{value}", UnitForm.TABLE), (f"Name\tx\n{label}\t{value}", UnitForm.FIELDS)):
        assert (value, kind) in [(one.text, one.kind) for one in of_unit(text, form)]


@pytest.mark.parametrize(
    ("text", "person"),
    [("Mrs Akosua Appiah", "aunt"), ("Appiah, Akosua", "aunt"), ("Mrs A Appiah", "aunt"),
     ("Akosua Jane Appiah", "aunt"),
     ("Miss Akosua J. Appiah", "aunt"), ("Mr Nana Kwame Frimpong", "nana"), ("Nana Kwame Frimpong", "nana")],
)  # fmt: skip
def test_a_whole_name_with_any_title_is_that_person(text: str, person: str) -> None:
    found = [(one.text, one.person) for one in propose_text(f"We saw {text} there.", PEOPLE)]
    assert found == [(text, person)]


def test_a_district_and_a_town_belong_to_the_address() -> None:
    text = "Seen at 12 Greystone Rise, Nether Wick, BK4 1GL today"
    assert [(one.text, one.kind) for one in propose_text(text, ())] == [
        ("12 Greystone Rise, Nether Wick, BK4 1GL", "address")
    ]


def test_a_neighbours_address_is_not_the_subjects_for_its_postcode() -> None:
    subject = Person(key="s", name="Kit Moss", role=Role.SUBJECT, addresses=("10 Greystone Rise, Wick, BK4 1GL",))
    found = propose_text("At 10 Greystone Rise, Wick, BK4 1GL; at 12 Greystone Rise, Wick, BK4 1GL.", (subject,))
    assert [one.disposition for one in found] == [Disposition.DISCLOSE, Disposition.REFER]


def test_a_middle_name_that_is_anothers_does_not_change_whose_name_it_is() -> None:
    pupil = Person(key="p", name="Tejinder Johal", role=Role.SUBJECT)
    father = Person(key="f", name="Jagdeep Johal", role=Role.THIRD_PARTY, relation="father")
    found = [(one.text, one.person) for one in propose_text("Tejinder Jagdeep Johal, Jagdeep Johal", (pupil, father))]
    assert found == [("Tejinder Jagdeep Johal", "p"), ("Jagdeep Johal", "f")]
