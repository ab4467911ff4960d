"""Initials of somebody whom the same document names in full are referred under that person's key, and no others are."""

import pytest

from redaction.propose import propose
from redaction.values import Document, Layout, Person, Role, TextUnit, UnitSource

PEOPLE = (
    Person(key="amelia", name="Amelia Okafor", role=Role.SUBJECT),
    Person(key="sunita", name="Sunita Rao", role=Role.REQUESTER),
    Person(key="tomasz", name="Tomasz Kowalczyk", role=Role.PROFESSIONAL),
    Person(key="megan", name="Megan Pryce", role=Role.THIRD_PARTY, relation="neighbour"),
)


def found(*texts: str) -> list[tuple[str, str, str]]:
    documents = [
        Document(
            name="d", media_type="text/plain", layout=Layout.RETYPESET,
            units=(TextUnit(label="Text", text=text, source=UnitSource.NATIVE),),
        )
        for text in texts
    ]  # fmt: skip
    return [
        (one.text, one.person, one.disposition.value)
        for each in propose(documents, PEOPLE)
        for one in each
        if one.kind == "person"
    ]


@pytest.mark.parametrize(
    ("text", "letters", "person"),
    [
        ("Bradley Brown was off. Spoke to BB again.", "BB", "unknown-1"),
        ("Bradley Brown was off. Spoke to B B again.", "B B", "unknown-1"),
        ("Bradley Brown was off. Register: Brown B absent.", "Brown B", "unknown-1"),
        ("Bradley Brown was off. B. left early.", "B.", "unknown-1"),
        ("Megan Pryce rang. Told MP again.", "", ""),  # a known abbreviation
        ("Megan Pryce rang. Told M P again.", "", ""),
        ("Bradley Brown was off. See part B. below.", "", ""),
        ("Bradley Brown was off. Spoke to BBC again.", "", ""),
        ("Spoke to BB again.", "", ""),
        ("Alice Osborne was off. Spoke to AO again.", "", ""),  # the data subject's own
        ("Sonia Rees was off. Spoke to SR again.", "", ""),
        ("Tanya Kelly was off. Spoke to TK again.", "", ""),
    ],
)
def test_initials_point_to_whom_the_document_names(text: str, letters: str, person: str) -> None:
    _, *rest = found(text) if not text.startswith("Spoke") else [("", "", ""), *found(text)]
    assert rest == ([(letters, person, "refer")] if letters else [])


def test_a_listed_third_partys_initials_are_referred_under_their_key() -> None:
    people_named = found("Megan Pryce rang. M. left early.")
    assert people_named == [("Megan Pryce", "megan", "withhold"), ("M.", "megan", "refer")]


def test_initials_in_another_document_are_left_alone() -> None:
    assert [one[0] for one in found("Bradley Brown was off.", "Spoke to BB.")] == ["Bradley Brown"]


def test_letters_that_several_documents_use_of_nobody_are_an_abbreviation() -> None:
    others = ["The BB form came.", "A BB form went.", "No BB form."]
    assert [one[0] for one in found("Bradley Brown was off. Spoke to BB.", *others)] == ["Bradley Brown"]
    assert [one[0] for one in found("Bradley Brown was off. Spoke to BB.", *others[:2])] == ["Bradley Brown", "BB"]


def test_initials_of_two_people_have_a_key_of_their_own() -> None:
    *_, (letters, key, disposition) = found("Bradley Brown and Bethan Bell came. Spoke to BB.")
    assert (letters, key, disposition) == ("BB", "unknown-3", "refer")
