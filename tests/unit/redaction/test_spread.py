"""What is kept back in one place is kept back in every place of the bundle."""

import pytest

from redaction.propose import propose
from redaction.values import Disposition, Document, Layout, Person, Proposal, Role, TextUnit, UnitSource


def bundle(*texts: str, people: tuple[Person, ...] = ()) -> list[list[Proposal]]:
    documents = [
        Document(
            name="d", media_type="text/plain", layout=Layout.RETYPESET,
            units=(TextUnit(label="Text", text=text, source=UnitSource.NATIVE),),
        )
        for text in texts
    ]  # fmt: skip
    return [[one for one in each if not one.kind.startswith("cue:")] for each in propose(documents, people)]


@pytest.mark.parametrize(
    ("known", "again"),
    [
        ("Passport 123456789 seen", "the number 123456789 again"),
        ("Passport AB1234567 seen", "the number ab 1234567 again"),
        ("Sort code 12-34-56", "the number 12 34 56 again"),
        ("Sort code 12-34-56", "the number 123456 again"),
        ("Account no 12345678", "the number 1234-5678 again"),
        ("Account no 12345678", "the number 1234\n5678 again"),
        ("Crime ref BK/12345/26 given", "again bk 12345 26 was"),
        ("D.o.b. 11/05/2016 given", "again 11.05.2016 was"),
        ("Ms Philippa Underwood rang", "again philippa underwood was"),
    ],
)
def test_the_same_again_is_kept_back_however_it_is_spaced(known: str, again: str) -> None:
    (first,), (second,) = bundle(known, again)
    assert (first.kind, first.person, first.reason) == (second.kind, second.person, second.reason)
    assert second.disposition is first.disposition is Disposition.REFER


def test_part_of_a_longer_number_is_not_the_same() -> None:
    _, second = bundle("Account no 12345678", "Order 9123456780 and X12345678Y")
    assert second == []


def test_an_organisations_number_referred_once_is_referred_everywhere() -> None:
    first, second = bundle("Elm Lane School, 2 Market Square, BK1 1AA", "I live at BK1 1AA.")
    assert [one.disposition for one in (*first, *second) if "BK1" in one.text] == [Disposition.REFER] * 2


def test_what_is_the_subjects_own_stays_so() -> None:
    subject = Person(key="s", name="Kit Moss", role=Role.SUBJECT, phones=("07700 900111",))
    found = [
        one for each in bundle("Kit Moss, 07700 900111", "Kit Moss 07700900111", people=(subject,)) for one in each
    ]
    assert {one.disposition for one in found} == {Disposition.DISCLOSE}
