"""What a page costs the database: every statement of a request is heard, on each kind of database."""

from pathlib import Path

import pytest

from portal.staff import create_staff_app
from portal.wiring import build_resources
from requests_.model.staff import Role
from requests_.model.staff_session import SEEN_AGAIN_AFTER
from requests_.services import staff_accounts
from requests_.settings import ControllerProfile
from requests_.store.session import Store
from tests.factories.cases import Desk
from tests.factories.statements import heard
from tests.integration.portal.conftest import PASSWORD, SETTINGS, Visitor

MOST = 4
# The pages on which a caseworker spends the day; "" is the case itself.
CASE_PAGES = ("", "/search", "/why", "/history", "/documents", "/people", "/notes", "/handling", "/live")


@pytest.fixture
def colleague(store: Store, tmp_path: Path) -> tuple[Desk, Visitor]:
    """A caseworker at a desk on either database."""
    desk = Desk(store, sources=("case", "share"))
    account = dict(email="sam@brackenford.example", roles=(Role.CASEWORKER,), password=PASSWORD, display_name="Sam")
    desk.within(lambda uow: staff_accounts.add_staff(uow, desk.clock, **account))  # type: ignore[arg-type]
    visitor = Visitor(create_staff_app(SETTINGS, build_resources(store, ControllerProfile(), desk.clock, tmp_path)))
    visitor.sign_in("sam@brackenford.example")
    return desk, visitor


def test_a_page_of_the_queue_or_of_a_case_is_at_most_four_statements(colleague: tuple[Desk, Visitor]) -> None:
    desk, visitor = colleague
    cases = [desk.reference(case) for case in (desk.reviewing(), desk.received(), desk.assessing())]
    pages = ["/?view=all", *(f"/case/{reference}{page}" for reference in cases for page in CASE_PAGES)]
    for reference in cases:
        visitor.get(f"/case/{reference}")  # that somebody opens a case for the first time is written down, and marked
    said = {}
    for page in pages:
        with heard(desk.store) as said[page]:
            assert visitor.get(page).status_code == 200, page
    assert {page: lines for page, lines in said.items() if len(lines) > MOST} == {}


def test_not_even_the_page_that_says_its_reader_is_still_there_is_more(colleague: tuple[Desk, Visitor]) -> None:
    desk, visitor = colleague
    reference = desk.reference(desk.received())
    visitor.get(f"/case/{reference}")  # the very first look at a case is written down once more
    visitor.get("/?view=open")
    for page in ("/?view=all", f"/case/{reference}"):
        desk.clock.move(seconds=SEEN_AGAIN_AFTER.total_seconds())
        with heard(desk.store) as said:
            visitor.get(page)
        assert (len(said) <= MOST, any("UPDATE staff_session" in line for line in said)) == (True, True), said
