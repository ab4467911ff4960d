from datetime import date

import pytest

from requests_.errors import NotFound
from requests_.ids import CaseId
from requests_.model.people import CasePerson
from requests_.store.people_tables import RequestDetails
from tests.factories.cases import Desk
from tests.factories.people import third_party


@pytest.fixture
def case(desk: Desk) -> CaseId:
    return desk.received()


def add(desk: Desk, case: CaseId, *people: CasePerson) -> dict[str, str]:
    return desk.within(lambda uow: uow.people.add_people(case, people))


def known(desk: Desk, case: CaseId) -> list[CasePerson]:
    return [one for one in desk.within(lambda uow: uow.people.people_of(case)) if one.role == "third_party"]


def test_a_person_named_again_gains_what_is_new_about_them(desk: Desk, case: CaseId) -> None:
    add(desk, case, third_party("Dee Fox", aliases=("Dee",), phones=("1",)))
    add(desk, case, third_party("dee  FOX", aliases=("Dee", "D. Fox"), relation="aunt"))
    [person] = known(desk, case)
    assert (person.name, person.aliases, person.phones, person.relation) == (
        "Dee Fox",
        ("Dee", "D. Fox"),
        ("1",),
        "aunt",
    )


def test_two_people_of_one_name_stay_two_when_their_birthdays_say_so(desk: Desk, case: CaseId) -> None:
    add(
        desk,
        case,
        third_party("Jo Lee", date_of_birth=date(2012, 1, 1)),
        third_party("Jo Lee", date_of_birth=date(2013, 1, 1)),
    )
    assert len({person.key for person in known(desk, case)}) == 2


def test_nobody_gets_the_key_of_somebody_else(desk: Desk, case: CaseId) -> None:
    first = add(desk, case, third_party("Kit Marsh", key="unknown-1"))
    second = add(desk, case, third_party("Lou Hale", key="unknown-1"))
    assert (first, second) == ({"unknown-1": "unknown-1"}, {"unknown-1": "unknown-2"})
    assert {person.key: person.name for person in known(desk, case)} == {
        "unknown-1": "Kit Marsh",
        "unknown-2": "Lou Hale",
    }


def test_the_people_of_a_case_are_no_people_of_another(desk: Desk, case: CaseId) -> None:
    add(desk, case, third_party())
    assert known(desk, desk.received()) == []


def test_details_that_were_erased_are_said_to_be_and_the_case_stays(desk: Desk, case: CaseId) -> None:
    desk.within(lambda uow: uow.session.delete(uow.session.get_one(RequestDetails, case)))
    with pytest.raises(NotFound, match="no longer held"):
        desk.within(lambda uow: uow.people.subject_of(case))
    assert desk.case(case).version == 1
