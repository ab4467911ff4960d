"""A name is taken apart into the parts that documents use."""

import pytest

from redaction.people import Part, first_lines, forms_of, initials_of, name_parts
from redaction.values import Person, Role


@pytest.mark.parametrize(
    ("written", "given", "family"),
    [
        ("Grace Okafor", ("grace",), ("okafor",)),
        ("OKAFOR, Grace", ("grace",), ("okafor",)),
        ("OKAFOR Grace", ("grace",), ("okafor",)),
        ("Dr Grace Ngozi Okafor", ("grace", "ngozi"), ("okafor",)),
        ("Jan van der Berg", ("jan",), ("van der berg",)),
        ("Siân O'Neill", ("sian",), ("o'neill",)),
        ("N.O. Akin", ("n", "o"), ("akin",)),
        ("Grace Okafor (née Bello)", ("grace",), ("okafor", "bello")),
        ("Mrs Patel", (), ("patel",)),
        ("Dave", ("dave",), ()),
        ("May Judge", ("may",), ("judge",)),
        ("Mr", ("mr",), ()),
        ("A B (Ms)", ("a",), ("b",)),
    ],
)
def test_a_written_name_has_its_parts(written: str, given: tuple[str, ...], family: tuple[str, ...]) -> None:
    parts = name_parts(written)
    assert (parts.given, parts.family) == (given, family)


def test_a_name_in_brackets_or_quotes_is_a_nickname() -> None:
    assert name_parts('William "Bill" Hall').nicknames == ("bill",)
    assert name_parts("Grace Okafor aka Gigi").nicknames == ("gigi",)


@pytest.mark.parametrize(
    "form", ["elizabeth", "smith-jones", "smith", "jones", "liz", "beth", "betty", "e.s.", "smithjones"]
)
def test_a_person_is_known_by_short_forms_pieces_and_initials(form: str) -> None:
    person = Person(key="p", name="Elizabeth Smith-Jones", role=Role.THIRD_PARTY)
    assert form in {one.text for one in forms_of(person)}


def test_a_short_form_leads_to_the_full_name_but_not_to_other_short_forms() -> None:
    forms = {one.text for one in forms_of(Person(key="p", name="Liz Hall", role=Role.THIRD_PARTY))}
    assert "elizabeth" in forms
    assert "betty" not in forms


def test_an_alias_is_a_name_of_its_own() -> None:
    person = Person(key="p", name="Grace Okafor", role=Role.THIRD_PARTY, aliases=("Grace Bello", "Gigi"))
    assert {"bello", "gigi"} <= {one.text for one in forms_of(person)}


def test_a_mail_name_and_the_first_line_of_an_address_point_to_a_person() -> None:
    person = Person(
        key="p",
        name="Grace Okafor",
        role=Role.THIRD_PARTY,
        emails=("gg.1980@example.com",),
        addresses=("12 Elm Road, Brackenford, BF3 4QT",),
    )
    forms = {one.text: one.part for one in forms_of(person)}
    assert "gg.1980" in forms
    assert forms["12 elm road"] is Part.ADDRESS
    assert forms["12 elm rd"] is Part.ADDRESS


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        ("12 Elm Road, Brackenford", ("12 elm road", "12, elm road")),
        ("Flat 3, 12 Elm Road, Brackenford", ("flat 3, 12 elm road", "12 elm road", "12, elm road")),
        ("Rose Cottage, Brackenford", ("rose cottage",)),
        ("12, Elm Road, Brackenford", ("12 elm road",)),
    ],
)
def test_the_lines_that_point_to_one_household(address: str, lines: tuple[str, ...]) -> None:
    assert first_lines(address) == lines


def test_initials_are_two_letters_or_all_of_them() -> None:
    assert initials_of(Person(key="p", name="Amelia Grace Okafor", role=Role.SUBJECT)) == {"ao", "ago"}


def test_a_single_name_has_no_initials() -> None:
    assert initials_of(Person(key="p", name="Dave", role=Role.THIRD_PARTY)) == frozenset()


@pytest.mark.parametrize(("name", "text"), [("Al Fox", "al fox"), ("Al Fox", "fox, al"), ("Ben Ali", "ben ali")])
def test_a_given_name_that_is_also_a_particle_is_known_beside_the_family_name(name: str, text: str) -> None:
    forms = {form.text for form in forms_of(Person(key="a", name=name, role=Role.THIRD_PARTY))}
    assert text in forms
