"""What waits to be looked at again, on its pages."""

from collections.abc import Callable
from typing import Any

import pytest

from requests_.model.answer_commands import SetLook
from requests_.model.staff import Role
from requests_.services import looking_again
from tests.factories.cases import Desk
from tests.factories.people import CASEWORKER

FOUND = {"look": "restriction:", "still": "no", "record": "The notes were checked: they are right."}


@pytest.fixture
def case(desk: Desk) -> str:
    """A case whose use of information is limited until a day of next month."""
    key = desk.responded()
    on = desk.clock.london_date().replace(month=7, day=1)
    desk.do(looking_again.set_look, SetLook(case=key, due_on=on, actor=CASEWORKER))
    return desk.reference(key)


def test_the_list_names_the_case_the_question_and_the_day(caseworker: Any, desk: Desk, case: str) -> None:
    page = caseworker.get("/look-again").text
    assert case in page
    assert "Does the use of this information still have to be limited?" in page
    assert "1 July 2026" in page
    assert "Late" not in page
    desk.clock.move(days=30)
    caseworker.sign_in("caseworker@brackenford.example")
    assert "Late" in caseworker.get("/look-again").text


def test_what_is_far_off_is_shown_when_asked_for(caseworker: Any, desk: Desk) -> None:
    key = desk.responded()
    on = desk.clock.london_date().replace(month=12, day=1)
    desk.do(looking_again.set_look, SetLook(case=key, due_on=on, actor=CASEWORKER))
    assert "Nothing waits to be looked at again." in caseworker.get("/look-again").text
    assert desk.reference(key) in caseworker.get("/look-again?show=all").text


def test_what_was_found_is_recorded_and_the_task_is_gone(caseworker: Any, case: str) -> None:
    page = f"/case/{case}/look-again"
    assert "1 July 2026" in caseworker.get(f"/case/{case}").text
    caseworker.get(page)
    assert caseworker.post(page, FOUND).status_code == 302
    assert "Nothing in this case waits to be looked at again." in caseworker.get(page).text
    assert "The reason has ended." in caseworker.get(f"/case/{case}/history").text


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"look": ""}, "Select what you looked at"),
        ({"still": "yes"}, "Enter the day to look once more"),
        ({"record": ""}, "Write down what you found"),
        (
            {"still": "yes", "again_on-day": "1", "again_on-month": "1", "again_on-year": "2030"},
            "by 15 December 2026",
        ),
    ],
)
def test_what_is_missing_is_said_at_its_field(caseworker: Any, case: str, fields: dict[str, str], says: str) -> None:
    page = f"/case/{case}/look-again"
    caseworker.get(page)
    refused = caseworker.post(page, {**FOUND, **fields})
    assert refused.status_code == 400
    assert says in refused.text


def test_a_day_is_set_on_the_page(caseworker: Any, case: str) -> None:
    page = f"/case/{case}/look-again"
    day = {"due_on-day": "2", "due_on-month": "8", "due_on-year": "2026"}
    caseworker.get(page)
    assert caseworker.post(f"{page}/restriction", {}).status_code == 400
    assert caseworker.post(f"{page}/restriction", {**day, "due_on-year": "2028"}).status_code == 400
    assert caseworker.post(f"{page}/restriction", day).status_code == 302
    assert "By 2 August 2026" in caseworker.get(page).text


def test_an_officer_of_the_service_does_not_find_the_list(signed_in: Callable[..., Any]) -> None:
    assert signed_in(Role.ESS_OFFICER).get("/look-again").status_code == 403


def test_a_day_of_ones_own_is_set_for_what_is_withheld(caseworker: Any, desk: Desk) -> None:
    key = desk.signing_off()
    page = f"/case/{desk.reference(key)}/look-again"
    assert "Information about somebody else, by 15 December 2026 at the latest" in caseworker.get(page).text
    day = {"own_day-day": "3", "own_day-month": "8", "own_day-year": "2026"}
    sent = {"code": "S2P16_THIRD_PARTY", "why": "They are asked again in August.", **day}
    refused = caseworker.post(f"{page}/own-day", {**sent, "why": ""})
    assert refused.status_code == 400
    assert 'href="#why"' in refused.text
    assert caseworker.post(f"{page}/own-day", sent).status_code == 302
    assert "By 3 August 2026" in caseworker.get(page).text
    assert "They are asked again in August." in caseworker.get(f"/case/{desk.reference(key)}/decisions").text
