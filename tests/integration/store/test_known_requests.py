"""A request that is about to be logged is compared with those that are there, however its names are spelt."""

from datetime import date

import pytest

from requests_.model.rights import Right
from requests_.store.queries.links import known_requests
from tests.factories.cases import Desk, submit_request
from tests.factories.people import CASEWORKER, data_subject, requester

BORN = date(2014, 3, 9)


@pytest.mark.parametrize(
    ("given", "family", "born", "is_known"),
    [
        ("Orla", "Fenwick", BORN, True),
        ("Orla", "Fenwik", BORN, True),
        ("Ola", "Fennwick", BORN, True),
        ("Órla", "FENWICK", date(2014, 9, 3), True),
        ("Orla", "Fenwicke", None, True),  # one requester, and no birthday to compare
        ("Orla", "Fenwick", date(2013, 3, 9), False),
        ("Una", "Fenwick", BORN, False),
        ("Orla", "Marsh", BORN, False),
    ],
)
def test_a_request_about_the_same_person_is_known_however_it_is_spelt(
    desk: Desk, given: str, family: str, born: date | None, is_known: bool
) -> None:
    case = desk.received()
    for name in ("Fenton", "Fennel", "Fox"):
        desk.received(subject=data_subject(family_name=name), requester=requester(name="Jo Lee", email="j@l.example"))
    subject = data_subject(given_name=given, family_name=family, date_of_birth=born)
    asked = submit_request(subject=subject, requester=requester(email=""), right=Right.ERASURE)
    with desk.store.reading() as session:
        found = known_requests(session, asked, CASEWORKER)
    assert [row.reference for row in found] == ([desk.reference(case)] if is_known else [])
