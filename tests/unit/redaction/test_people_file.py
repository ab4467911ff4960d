"""people.json needs names only, and a fault in it is one plain line."""

import json
from datetime import date
from pathlib import Path

import pytest

from redaction.people_file import PeopleFileError, load_people, load_terms, people_from
from redaction.values import Role


def written(folder: Path, content: object) -> Path:
    path = folder / "people.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_only_a_name_is_needed_and_nobody_becomes_the_subject_by_default(tmp_path: Path) -> None:
    (person,) = load_people(written(tmp_path, [{"name": "Grace Okafor"}]))
    assert (person.key, person.name, person.role) == ("person-1", "Grace Okafor", Role.THIRD_PARTY)


def test_every_key_of_the_contract_is_read(tmp_path: Path) -> None:
    entry = {
        "name": "Amelia Okafor",
        "role": "subject",
        "relation": "",
        "aliases": ["Millie"],
        "emails": ["a@example.com"],
        "phones": ["07700 900123"],
        "addresses": ["12 Elm Road"],
        "date_of_birth": "2012-03-14",
        "upn": "A123",
    }
    (person,) = load_people(written(tmp_path, [entry]))
    assert person.role is Role.SUBJECT
    assert person.date_of_birth == date(2012, 3, 14)
    assert (person.aliases, person.emails, person.phones) == (("Millie",), ("a@example.com",), ("07700 900123",))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "not valid JSON"),
        ({}, "list of people"),
        ([{}], 'person 1 has no "name"'),
        ([{"name": "A"}, {"name": "B", "role": "mum"}], 'person 2: "role" must be one of'),
        ([{"name": "A", "birthday": "x"}], 'unknown key "birthday"'),
        ([{"name": "A", "date_of_birth": "14/03/2012"}], "2012-03-14"),
        ([{"name": "A", "emails": "a@b"}], '"emails" must be a list'),
        ([{"name": 7}], '"name" must be text'),
        (["A"], "person 1 is not an object"),
        ([{"name": "A", "key": "k"}, {"name": "B", "key": "k"}], "same"),
    ],
)
def test_a_fault_names_the_file_and_the_mend(tmp_path: Path, content: object, says: str) -> None:
    with pytest.raises(PeopleFileError) as fault:
        load_people(written(tmp_path, content))
    assert says in str(fault.value)
    assert "people.json" in str(fault.value)
    assert "\n" not in str(fault.value)


def test_a_missing_file_and_a_binary_one_are_named(tmp_path: Path) -> None:
    with pytest.raises(PeopleFileError, match="no such file"):
        load_people(tmp_path / "nobody.json")
    (tmp_path / "b.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PeopleFileError, match="UTF-8"):
        load_people(tmp_path / "b.json")
    with pytest.raises(PeopleFileError, match="it is a folder; name the files in it"):
        load_people(tmp_path)


def test_terms_are_lines_without_the_blank_ones(tmp_path: Path) -> None:
    path = tmp_path / "terms.txt"
    path.write_text("Project Heron\n\n  ABC-1 \n", encoding="utf-8")
    assert load_terms(path) == ("Project Heron", "ABC-1")


def test_any_other_number_and_an_organisation_can_be_listed() -> None:
    entries = [
        {"name": "Kit Marlow", "role": "subject", "nhs_number": "943 476 5919", "numbers": ["LCS 778899"]},
        {"name": "Brackenford Council", "role": "organisation", "phones": ["01632 960000"]},
    ]
    kit, council = people_from(entries)
    assert kit.numbers == ("LCS 778899", "943 476 5919")
    assert council.role is Role.ORGANISATION
