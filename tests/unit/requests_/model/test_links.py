"""Which requests may belong together: a different UPN or birthday is another person, whatever else is alike."""

from dataclasses import replace
from datetime import date

import pytest

from requests_.model.links import LinkKind, LinkReason, is_same_requester, likeness
from requests_.model.people import DataSubject, Requester

ORLA = DataSubject(
    given_name="Orla",
    family_name="Fenwick",
    date_of_birth=date(2014, 3, 9),
    upn="A123456789012",
    addresses=("12 Mill Lane, QX1 4ZZ",),
)
MAEVE = Requester(name="Maeve Fenwick", email="maeve@fenwick.example", phone="01632 960 123")
TWIN = replace(ORLA, given_name="Una", upn="B123456789012")
STRANGER = DataSubject(given_name="Sam", family_name="Reid", date_of_birth=date(2012, 1, 1))
OTHER = Requester(name="Jo Marsh", email="jo@marsh.example")

CASES = [
    (
        "the same child asked for twice",
        ORLA,
        MAEVE,
        LinkKind.SAME_PERSON,
        {LinkReason.UPN, LinkReason.NAME_AND_BIRTHDAY},
    ),
    ("one UPN, a new name", replace(ORLA, family_name="Fox"), OTHER, LinkKind.SAME_PERSON, {LinkReason.UPN}),
    ("case and spaces", replace(ORLA, upn="a12345 6789012"), OTHER, LinkKind.SAME_PERSON, None),
    ("no UPN on the form", replace(ORLA, upn=""), OTHER, LinkKind.SAME_PERSON, {LinkReason.NAME_AND_BIRTHDAY}),
    ("a twin", TWIN, MAEVE, LinkKind.SAME_FAMILY, None),
    (
        "a namesake born another day",
        replace(ORLA, upn="", date_of_birth=date(2013, 3, 9), addresses=()),
        OTHER,
        None,
        None,
    ),
    ("a namesake with another UPN", replace(ORLA, upn="C123456789012", addresses=()), OTHER, None, None),
    ("a namesake, no birthday known", replace(ORLA, upn="", date_of_birth=None, addresses=()), OTHER, None, None),
    (
        "the same street and house",
        replace(STRANGER, addresses=("12, Mill Lane QX1 4ZZ",)),
        OTHER,
        LinkKind.SAME_FAMILY,
        {LinkReason.ADDRESS},
    ),
    (
        "one mother for two children",
        STRANGER,
        MAEVE,
        LinkKind.SAME_FAMILY,
        {LinkReason.REQUESTER_EMAIL, LinkReason.REQUESTER_PHONE},
    ),
    (
        "a letter typed wrong",
        replace(ORLA, given_name="Ola", family_name="Fenwik", upn="", addresses=()),
        OTHER,
        LinkKind.SAME_PERSON,
        {LinkReason.NEAR_NAME_AND_BIRTHDAY},
    ),
    (
        "day and month exchanged",
        replace(ORLA, date_of_birth=date(2014, 9, 3), upn="", addresses=()),
        OTHER,
        LinkKind.SAME_PERSON,
        {LinkReason.NAME_AND_EXCHANGED_BIRTHDAY},
    ),
    (
        "one mother, a name typed wrong, no birthday known",
        replace(ORLA, family_name="Fenwyck", date_of_birth=None, upn="", addresses=()),
        replace(MAEVE, email="", phone=""),
        LinkKind.SAME_PERSON,
        {LinkReason.NAME_AND_REQUESTER},
    ),
    (
        "a sister of another name, born the same day",
        replace(ORLA, given_name="Una", upn="", addresses=()),
        OTHER,
        None,
        None,
    ),
    ("nothing at all", STRANGER, OTHER, None, None),
    ("two empty addresses", replace(STRANGER, addresses=("",)), OTHER, None, None),
]


@pytest.mark.parametrize(("why", "subject", "asker", "link", "reasons"), CASES, ids=[row[0] for row in CASES])
def test_what_is_alike_says_person_family_or_nothing(
    why: str, subject: DataSubject, asker: Requester, link: LinkKind | None, reasons: set[LinkReason] | None
) -> None:
    found = likeness(ORLA, MAEVE, subject, asker)
    assert (found.link if found else None) is link, why
    assert likeness(subject, asker, ORLA, MAEVE) == found
    if reasons is not None:
        assert found is not None
        assert set(found.reasons) == reasons


def test_one_requester_is_one_name_and_one_mailbox() -> None:
    assert is_same_requester(MAEVE, replace(MAEVE, email=""))
    assert is_same_requester(MAEVE, replace(MAEVE, name="MAEVE  FENWICK"))
    assert not is_same_requester(MAEVE, replace(MAEVE, email="another@fenwick.example"))
    assert not is_same_requester(MAEVE, OTHER)
