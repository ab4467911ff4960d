"""The desk in a real browser: accessible on every screen, and worked by keyboard alone."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from portal.settings import WebSettings
from portal.staff import create_staff_app
from portal.wiring import build_resources
from requests_.model.staff import Role
from requests_.services import staff_accounts
from requests_.settings import ControllerProfile
from requests_.store.session import Store
from tests.factories.cases import Desk
from tests.journeys.browsing import faults_of, served

pytestmark = pytest.mark.browser
SETTINGS = WebSettings(secret="a secret that only tests know, long enough", secure_cookies=False)
PASSWORD = "correct horse battery staple"
PEOPLE = {"case": Role.CASEWORKER, "officer": Role.ESS_OFFICER, "protect": Role.DATA_PROTECTION_OFFICER}


@pytest.fixture
def desk(sqlite_store: Store) -> Desk:
    return Desk(sqlite_store, sources=("case",))


@pytest.fixture
def address(desk: Desk, tmp_path: Path) -> Iterator[str]:
    """The staff app, served, with a caseworker, an officer who supplies records and a data protection officer."""
    with desk.store.unit_of_work() as uow:
        for name, role in PEOPLE.items():
            email = f"{name}@brackenford.example"
            staff_accounts.add_staff(uow, desk.clock, email=email, roles=(role,), password=PASSWORD, display_name=name)
        uow.commit()
    handed_in = build_resources(desk.store, ControllerProfile(), desk.clock, tmp_path)
    with served(create_staff_app(SETTINGS, handed_in)) as url:
        yield url


def sign_in(page: Page, address: str, name: str = "case") -> None:
    page.goto(f"{address}/sign-in")
    page.get_by_label("Email address").fill(f"{name}@brackenford.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"{address}/**")


def test_the_queue_is_worked_by_keyboard(page: Page, address: str, desk: Desk) -> None:
    today = desk.clock.london_date()
    first, second = (desk.reference(desk.received(received_on=today - timedelta(days))) for days in (9, 3))
    sign_in(page, address)
    page.goto(f"{address}/?view=open")
    page.keyboard.press("?")
    keys = page.get_by_role("heading", name="Keys on this page")
    expect(keys).to_be_visible()
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    page.wait_for_function("() => !document.activeElement.closest('dialog')")  # it gives the focus back a moment later
    for key in ("j", "j", "k"):
        page.keyboard.press(key)
    page.wait_for_function("name => document.activeElement.textContent.trim() === name", arg=first)
    page.keyboard.press("x")
    expect(page.get_by_label(f"Choose {first}")).to_be_checked()
    page.get_by_role("button", name="Assign to me").click()
    expect(page.get_by_text("Assigned.")).to_be_visible()
    for key in ("j", "j", "Enter"):
        page.keyboard.press(key)
    page.wait_for_url(f"{address}/case/{second}")


def test_the_keys_can_be_turned_off(page: Page, address: str, desk: Desk) -> None:
    desk.received()
    sign_in(page, address)
    page.goto(f"{address}/?view=open")
    page.get_by_role("button", name="Keyboard").click()
    page.get_by_role("button", name="Turn the keys off").click()
    page.get_by_role("button", name="Close", exact=True).click()
    page.keyboard.press("j")
    expect(page.locator(".rp-chosen")).to_have_count(0)


def test_every_page_of_the_desk_is_accessible(page: Page, address: str, desk: Desk) -> None:
    reference = desk.reference(desk.received())
    faults = {}
    sign_in(page, address, "officer")
    page.goto(f"{address}/case/{reference}")
    faults["closed case"] = faults_of(page)
    page.get_by_label("Why do you need to see it?").fill("I hold the paper file.")
    page.get_by_role("button", name="Ask to see it").click()
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, address, "protect")
    paths = ("/?view=open", "/?view=overdue", f"/case/{reference}/access", "/looked", "/calendar?of=all", "/workload")
    paths = (*paths, f"/case/{reference}/handling")
    for path in (*paths, "/retention", f"/case/{reference}/retention", "/log"):
        page.goto(address + path)
        faults[path] = faults_of(page)
    page.get_by_role("button", name="Go on").click()
    faults["log"] = faults_of(page)
    page.get_by_role("button", name="Log this request").click()
    faults["log with faults"] = faults_of(page)
    page.goto(f"{address}/calendar")
    page.get_by_role("button", name="Make an address").click()
    faults["calendar address"] = faults_of(page)
    assert {name: found for name, found in faults.items() if found} == {}
