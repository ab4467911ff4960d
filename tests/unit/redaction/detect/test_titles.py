"""A title says who is meant: an adult's before a pupil's family name is somebody else's, listed or not."""

from dataclasses import replace
from datetime import date

import pytest

from redaction.propose import propose_text
from redaction.values import Person, Role

CHILD = Person(key="kofi", name="Kofi Mensah", role=Role.SUBJECT, date_of_birth=date(2014, 3, 2))
ADULT = replace(CHILD, date_of_birth=date(1984, 3, 2))


def proposed(text: str, *people: Person) -> list[tuple[str, str, str]]:
    return [(one.text, one.person, one.disposition.value) for one in propose_text(text, people)]


@pytest.mark.parametrize(
    "written",
    [
        "Mrs Mensah", "Mr Mensah", "Ms. Mensah", "Dr Mensah", "Miss Mensah", "MRS MENSAH", "MR K MENSAH", "mrs mensah",
        "Mrs.Mensah", "Mrs\tMensah", "Mrs,Mensah", "Mrs K. Mensah", "Mensah, Mrs", "Mensah (Mrs", "Mensah, Mrs A",
        "Mrs K.M.", "Mrs\nMensah", "Mrs Mensha",
    ],
)  # fmt: skip
def test_a_title_that_no_pupil_has_is_referred_though_nobody_listed_the_parent(written: str) -> None:
    assert proposed(f"Seen: {written}\n", CHILD) == [(written, "unknown-1", "refer")]


@pytest.mark.parametrize(
    ("written", "subject"),
    [
        ("Mensah", CHILD),
        ("Kofi Mensah", CHILD),
        ("Mr Kofi Mensah", CHILD),
        ("Master Mensah", CHILD),
        ("Miss Mensah", replace(CHILD, relation="daughter")),
        ("Mr Mensah", ADULT),
        ("Mensah, Mr", ADULT),
        ("Mr Mensah", replace(CHILD, date_of_birth=None, name="Mr Kofi Mensah")),
        ("Mr Mensah", replace(CHILD, date_of_birth=None, aliases=("Mr Mensah",))),
        ("Mr Mensah", replace(CHILD, date_of_birth=None, relation="father")),
    ],
)
def test_a_title_that_the_record_bears_out_leaves_the_name_the_data_subjects(written: str, subject: Person) -> None:
    assert proposed(f"Seen: {written}\n", subject) == [(written, "kofi", "disclose")]


@pytest.mark.parametrize(
    "unknown", [replace(CHILD, date_of_birth=None), replace(CHILD, date_of_birth=date(2003, 1, 1))]
)
def test_whoever_is_not_known_to_have_been_an_adult_when_it_was_written_has_no_title(unknown: Person) -> None:
    assert proposed("Mrs Mensah rang.", unknown) == [("Mrs Mensah", "unknown-1", "refer")]


@pytest.mark.parametrize(
    ("written", "relation", "person"),
    [("Mrs Mensah", "son", "unknown-1"), ("Mrs Kofi Mensah", "son", "kofi"), ("Mr Kofi Mensah", "daughter", "kofi")],
)
def test_a_title_of_another_sex_than_the_record_says_is_referred(written: str, relation: str, person: str) -> None:
    assert proposed(f"{written} rang.", replace(CHILD, relation=relation)) == [(written, person, "refer")]


def test_a_list_of_a_pupil_and_an_adult_is_no_title_after_a_name() -> None:
    found = proposed("Present: Mensah, Mrs Jones", CHILD)
    assert found == [("Mensah", "kofi", "disclose"), ("Mrs Jones", "unknown-1", "refer")]


def test_a_miss_whom_a_pupil_and_a_listed_woman_may_be_is_for_a_person_to_decide() -> None:
    aunt = Person(key="abena", name="Abena Mensah", role=Role.THIRD_PARTY, relation="aunt")
    assert [row[2] for row in proposed("Kofi Mensah came. Abena Mensah and Miss Mensah.", CHILD, aunt)][0] == "disclose"
    assert proposed("Miss Mensah rang.", CHILD, aunt) == [("Miss Mensah", "unknown-1", "refer")]
    assert proposed("Mrs Mensah rang.", CHILD, aunt) == [("Mrs Mensah", "abena", "withhold")]
