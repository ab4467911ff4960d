"""One key is one person: which mentions of people nobody listed are joined, and which stand alone."""

import pytest

from redaction.policy import PROFESSIONAL_HINT
from redaction.propose import propose, propose_text
from redaction.strangers import AMBIGUOUS
from redaction.values import Disposition, Document, Layout, Person, Role, TextUnit, UnitForm, UnitSource


def keys(*texts: str, people: tuple[Person, ...] = ()) -> list[tuple[str, str]]:
    documents = [
        Document(
            name="d", media_type="text/plain", layout=Layout.RETYPESET,
            units=(TextUnit(label="Text", text=text, source=UnitSource.NATIVE),),
        )
        for text in texts
    ]  # fmt: skip
    return [(one.text, one.person) for each in propose(documents, people) for one in each if one.kind == "person"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Mrs Phoebe Brown came.", "Phoebe Brown came."),
        ("Bradley Brown came.", "BROWN Bradley came."),
        ("Bradley Brown came.", "Brown, Bradley came."),
        ("John Paul Marlow came.", "John Marlow came."),
        ("John Marlow came.", "J. Marlow came."),
        ("Mr John Marlow came.", "Mr Marlow came."),
        ("Elizabeth Marlow came.", "Liz Marlow came."),
        ("Kacper Nowak came.", "Then Nowak left."),
    ],
)
def test_names_that_fit_one_person_share_a_key(first: str, second: str) -> None:
    found = keys(first, second)
    assert len(found) == 2
    assert found[0][1] == found[1][1]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Phoebe Brown came.", "Bradley Brown came."),
        ("John Paul Marlow came.", "John Mark Marlow came."),
        ("Kacper Marlow came.", "Mr Marlow came."),  # a pupil and his father
        ("Mrs Phoebe Marlow came.", "Mr Marlow came."),
        ("Mrs Phoebe Marlow came.", "Miss Marlow came."),
        ("Arthur Taylor, Attendance Officer, came.", "Arthur was bullied."),  # a pupil of the same name
        ("Dr Stan came.", "Mr Stan came."),
        ("Carl Marlow came.", "Carla Marlow came."),
    ],
)
def test_names_that_may_be_two_people_have_two_keys(first: str, second: str) -> None:
    found = keys(first, second)
    assert len(found) == 2
    assert found[0][1] != found[1][1]


def test_names_side_by_side_are_never_joined() -> None:
    found = keys("Case Arthur Taylor Saima Butt", "Saima Butt rang. Arthur Taylor rang.")
    of_person = {name: key for name, key in found if name in ("Saima Butt", "Arthur Taylor")}
    assert of_person["Saima Butt"] != of_person["Arthur Taylor"]


def test_a_bare_name_that_fits_two_people_stands_alone_and_says_so() -> None:
    text = "Kacper Nowak and Zofia Nowak came. Then Nowak left."
    *_, bare = [one for one in propose_text(text, ()) if one.kind == "person"]
    assert bare.text == "Nowak"
    assert bare.person == "unknown-3"
    assert AMBIGUOUS in bare.why


def test_somebody_who_shares_a_strangers_family_name_is_somebody_else() -> None:
    found = keys("Kayode Onyekachi came.", "We met Simisola Onyekachi.")
    assert [name for name, _ in found] == ["Kayode Onyekachi", "Simisola Onyekachi"]
    assert found[0][1] != found[1][1]


def test_initials_of_somebody_named_in_the_same_document_are_referred() -> None:
    listed = Person(key="l", name="Grace Okafor", role=Role.THIRD_PARTY)
    text = "Bradley Brown was off. I have BB with another officer. Grace Okafor knows; GO will ring at 9 AM."
    found = {one.text: one for one in propose_text(text, (listed,))}
    assert (found["BB"].disposition, found["GO"].disposition) == (Disposition.REFER, Disposition.REFER)
    assert found["BB"].person == found["Bradley Brown"].person
    assert found["GO"].person == "l"
    assert "AM" not in found


HINTED = [
    "Tanvir Hoque, Headteacher, wrote.",
    "Kind regards\nAmina\nAmina Javed\nAttendance Officer, Elm Lane Primary School",
    "Yours sincerely\n\nArthur Taylor\nEducation Support Officer",
    "Present: Arthur Taylor, ESO (notes)",
    "Blessing Ogunleye (chair) opened.",
    "Blessing Ogunleye (CSC) confirms.",
    "Amina Javed <a.javed@elmlane.anytown-schools.example> wrote:",
    "Headteacher: Tanvir Hoque",
    "The social worker Ms Bridget Brennan rang.",
    "For: Jack Rose, Education Support Service",
    "PC Bethany Marsh attended.",
    "Dr Stan of the surgery wrote.",
    "Printed by Arjan Gill, 10/11/2025",
]


@pytest.mark.parametrize("text", HINTED)
def test_an_official_is_hinted_at(text: str) -> None:
    hinted = [one for one in propose_text(text, ()) if one.why.startswith(PROFESSIONAL_HINT)]
    assert hinted
    assert {(one.kind, one.disposition) for one in hinted} == {("person", Disposition.REFER)}


@pytest.mark.parametrize(
    "text",
    [
        "Bradley Brown, Elm Lane Primary School, was late.",
        "She told the teacher Bradley hit her.",
        "Sioned Hall (mother) came to see the teacher.",
        "Her father, Nigel Hall, is a teacher.",
        "Bradley Brown (05/06/2018), 3H, was seen by the nurse.",
        "Ms Hall, mother of Bradley Brown, spoke to the headteacher.",
        "Nigel Hall <nigel.hall@mailbox.example> wrote:",
        "b.brown12@elmlane.sch.uk is Bradley Brown <b.brown12@elmlane.sch.uk>",
        "Bradley Brown said the headteacher knew.",
    ],
)
def test_nobody_private_is_hinted_at(text: str) -> None:
    assert [one.text for one in propose_text(text, ()) if one.why.startswith(PROFESSIONAL_HINT)] == []


def test_an_officers_column_hints_and_a_pupils_does_not() -> None:
    unit = TextUnit(
        label="Table",
        text="Officer\tPupil\nArthur Taylor\tBradley Brown",
        source=UnitSource.NATIVE,
        form=UnitForm.TABLE,
    )
    (found,) = propose([Document(name="d", media_type="x/y", layout=Layout.RETYPESET, units=(unit,))], ())
    assert [one.text for one in found if one.why.startswith(PROFESSIONAL_HINT)] == ["Arthur Taylor"]


def test_a_sign_of_private_life_outweighs_one_of_office() -> None:
    text = "Nisha Joshi, Class Teacher, came. Her mother, Nisha Joshi, came."
    assert [one.text for one in propose_text(text, ()) if one.why.startswith(PROFESSIONAL_HINT)] == []


def test_an_officials_initials_are_left_alone_only_where_the_official_is_named() -> None:
    office = "Miss Bridget Brennan, Attendance Officer, was there. BB rang the school."
    mail = "I have BB with a different officer.\n> Bradley Brown was off again today too."
    people = dict(keys(office, mail))
    assert people["BB"] == people["Bradley Brown"]
    assert "BB" not in dict(keys(office))
