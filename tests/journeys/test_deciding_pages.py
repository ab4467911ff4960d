"""The pages on which records are decided, in a real browser: accessible at every step, on every screen."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from portal.settings import WebSettings
from portal.staff import create_staff_app
from portal.wiring import build_resources
from requests_.model.outcome_terms import Outcome
from requests_.model.rights import Right
from requests_.model.staff import Role
from requests_.services import staff_accounts
from requests_.settings import ControllerProfile
from requests_.store.session import Store
from tests.factories.cases import Desk
from tests.factories.rights import approve, decide, deciding_case, record_document, submit, tools_for, work_off
from tests.journeys.browsing import faults_of, served
from workers.mail.folder import FolderMailer

pytestmark = pytest.mark.browser
SETTINGS = WebSettings(secret="a secret that only tests know, long enough", secure_cookies=False)
PASSWORD = "correct horse battery staple"


@pytest.fixture
def desk(sqlite_store: Store) -> Desk:
    return Desk(sqlite_store, sources=("case",))


@pytest.fixture
def address(desk: Desk, tmp_path: Path) -> Iterator[str]:
    """The staff app, served, with somebody who may do everything to a case."""
    desk.within(
        lambda uow: staff_accounts.add_staff(
            uow,
            desk.clock,
            email="sign@brackenford.example",
            roles=(Role.APPROVER,),
            password=PASSWORD,
            display_name="Tamsin Hale",
        )
    )
    handed_in = build_resources(desk.store, ControllerProfile(), desk.clock, tmp_path)
    with served(create_staff_app(SETTINGS, handed_in)) as url:
        yield url


def sign_in(page: Page, address: str) -> None:
    page.goto(f"{address}/sign-in")
    page.get_by_label("Email address").fill("sign@brackenford.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"{address}/")


def look(page: Page, url: str, name: str) -> list[str]:
    """Everything wrong with a page; keeps a picture of it where PICTURES names a folder."""
    page.goto(url)
    folder = os.environ.get("PICTURES")
    for width in (375, 1366) if folder else ():
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)
    return faults_of(page)


@pytest.mark.parametrize("right", [Right.RECTIFICATION, Right.ERASURE, Right.RESTRICTION, Right.OBJECTION])
def test_the_page_of_a_decision_is_open_to_everybody(page: Page, address: str, desk: Desk, right: Right) -> None:
    case = deciding_case(desk, right, record_document(desk), wording="I was ill that day, and it says that I was late.")
    sign_in(page, address)
    here = f"{address}/case/{desk.reference(case)}/records"
    assert look(page, here, f"records-{right}") == []
    assert look(page, f"{here}/{desk.documents(case)[0].key}", f"decide-{right}") == []
    page.get_by_role("button", name="Decide").click()
    assert faults_of(page) == []


def test_the_pages_of_the_changes_are_open_to_everybody(page: Page, address: str, desk: Desk, tmp_path: Path) -> None:
    case = deciding_case(desk, Right.RECTIFICATION, record_document(desk))
    tools = tools_for(desk, {}, FolderMailer(tmp_path / "mail"))
    sign_in(page, address)
    here = f"{address}/case/{desk.reference(case)}"
    decide(desk, case, Outcome.RECTIFIED, desk.documents(case)[0].key, values={"Txt": "Was on time."})
    assert look(page, here, "case-deciding") == []
    submit(desk, case)
    assert look(page, here, "case-planning") == []
    work_off(desk, tools)
    assert look(page, here, "case-approve") == []
    assert look(page, f"{here}/changes", "changes-planned") == []
    approve(desk, case)
    assert look(page, here, "case-changing") == []
    work_off(desk, tools)
    assert look(page, here, "case-tasks") == []
    assert look(page, f"{here}/changes", "changes-done") == []
    (task,) = desk.case(case).open_tasks
    assert look(page, f"{here}/tasks/{task}", "task") == []
    assert look(page, f"{here}/notices", "notices") == []
    page.get_by_role("button", name="Name and tell them").click()
    assert faults_of(page) == []
    assert look(page, f"{here}/answer", "answer") == []
