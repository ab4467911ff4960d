"""Saying neither yes nor no, on its page and on the requester's."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from requests_.model.answer_commands import NeitherConfirm
from requests_.model.staff import Role
from requests_.services import silence
from tests.factories.cases import Desk
from tests.factories.people import OFFICER
from tests.integration.portal.test_track_and_collect import let_in

AGAIN = {"recheck_on-day": "1", "recheck_on-month": "8", "recheck_on-year": "2026"}
GOOD = {"record": "She has not been interviewed yet.", **AGAIN}


@pytest.fixture
def officer(signed_in: Callable[..., Any]) -> Any:
    return signed_in(Role.DATA_PROTECTION_OFFICER)


def test_only_the_officer_finds_the_page(desk: Desk, officer: Any, approver: Any) -> None:
    case = f"/case/{desk.reference(desk.reviewing())}"
    assert "Neither confirm nor deny" in officer.get(case).text
    assert "Neither confirm nor deny" not in approver.get(case).text
    assert approver.get(f"{case}/neither-confirm").status_code == 403
    assert approver.post(f"{case}/neither-confirm", GOOD).status_code == 403


def test_the_officer_answers_so_and_the_case_says_when_to_look_again(desk: Desk, officer: Any) -> None:
    case = f"/case/{desk.reference(desk.reviewing())}"
    officer.get(f"{case}/neither-confirm")
    assert officer.post(f"{case}/neither-confirm", GOOD).status_code == 302
    assert "saying neither that anything is held" in officer.get(case).text
    assert "neither confirmed nor denied. Look again by 1 August 2026" in officer.get(f"{case}/history").text
    assert "cannot be answered so any more" in officer.get(f"{case}/neither-confirm").text


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"record": ""}, "Write down how confirming it would do harm now."),
        ({"recheck_on-year": "2027"}, "by 15 September 2026"),
        ({"recheck_on-day": ""}, "must include a day"),
    ],
)
def test_what_is_missing_is_said_at_its_field(desk: Desk, officer: Any, fields: dict[str, str], says: str) -> None:
    page = f"/case/{desk.reference(desk.reviewing())}/neither-confirm"
    officer.get(page)
    refused = officer.post(page, {**GOOD, **fields})
    assert refused.status_code == 400
    assert says in refused.text


def test_the_requesters_page_says_only_that_we_have_written(desk: Desk, visitor: Any) -> None:
    case = desk.packed()
    on = desk.clock.london_date() + timedelta(days=30)
    desk.do(silence.neither_confirm, NeitherConfirm(case=case, record="It would warn.", recheck_on=on, actor=OFFICER))
    let_in(visitor, desk, case)
    page = visitor.get("/your-request").text
    assert "We have written to you about this request" in page
    for word in ("copy", "search", "Download", "confirm", "withheld"):
        assert word not in page.partition("<main")[2].partition("If you are not happy")[0], word
