"""The report pages in a real browser: accessible empty and full, and every number within two clicks of its cases."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
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
from tests.factories.clocks import MovingClock
from tests.factories.history import lives, write
from tests.journeys.browsing import faults_of, served

pytestmark = pytest.mark.browser
SETTINGS = WebSettings(secret="a secret that only tests know, long enough", secure_cookies=False)
PASSWORD = "correct horse battery staple"
NOW = datetime(2026, 9, 14, 9, tzinfo=UTC)


@pytest.fixture
def address(sqlite_store: Store, tmp_path: Path) -> Iterator[str]:
    """The staff app, served, with a manager."""
    clock = MovingClock(NOW)
    with Desk(sqlite_store, clock).store.unit_of_work() as uow:
        email = "manager@brackenford.example"
        staff_accounts.add_staff(
            uow, clock, email=email, roles=(Role.MANAGER,), password=PASSWORD, display_name="Manager"
        )
        uow.commit()
    handed_in = build_resources(sqlite_store, ControllerProfile(), clock, tmp_path)
    with served(create_staff_app(SETTINGS, handed_in)) as url:
        yield url


def sign_in(page: Page, address: str) -> None:
    page.goto(f"{address}/sign-in")
    page.get_by_label("Email address").fill("manager@brackenford.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"{address}/")


def test_the_reports_are_accessible_without_a_case_and_with_hundreds(
    page: Page, address: str, sqlite_store: Store
) -> None:
    faults = {}
    sign_in(page, address)
    page.get_by_role("link", name="Reports").click()
    faults["nothing yet"] = faults_of(page)
    write(sqlite_store, list(lives(3, 400, first_on=date(2025, 4, 1), today=NOW.date())))
    page.get_by_label("Period").select_option("April to June 2026")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Reports: April to June 2026")
    faults["a quarter"] = faults_of(page)
    page.get_by_text("How “fell due, and answered on time” is counted").click()
    expect(page.get_by_text("counts as a failure, so that a backlog cannot hide")).to_be_visible()
    faults["with a definition open"] = faults_of(page)
    page.locator(".rp-headline").first.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Due, and answered on time")
    faults["the cases behind a number"] = faults_of(page)
    page.goto(f"{address}/registers/processing")
    faults["the record of processing"] = faults_of(page)
    assert {name: found for name, found in faults.items() if found} == {}


def test_the_forecast_is_accessible_without_history_and_with_it(page: Page, address: str, sqlite_store: Store) -> None:
    faults = {}
    sign_in(page, address)
    page.goto(f"{address}/reports/forecast")
    expect(page.get_by_text("A forecast needs at least 30 answers")).to_be_visible()
    faults["no history"] = faults_of(page)
    write(sqlite_store, list(lives(3, 600, first_on=date(2025, 4, 1), today=NOW.date())))
    page.goto(f"{address}/reports?period=2026-q1")
    page.get_by_role("link", name="How many are likely to be late").click()
    page.get_by_label("How many people answer requests").fill("4")
    page.get_by_role("button", name="Forecast again").click()
    expect(page.get_by_text("One more person in a team of 4")).to_be_visible()
    faults["forecast"] = faults_of(page)
    page.get_by_role("link", name="Hold it against the last twelve months").click()
    expect(page.get_by_text("of the numbers came within their range")).to_be_visible()
    faults["tried"] = faults_of(page)
    assert {name: found for name, found in faults.items() if found} == {}


def test_the_return_is_saved_as_a_file(page: Page, address: str, tmp_path: Path) -> None:
    sign_in(page, address)
    page.goto(f"{address}/reports?period=2026-q1")
    with page.expect_download() as saved:
        page.get_by_role("link", name="PDF of the whole return").click()
    assert saved.value.suggested_filename == "rights-requests-2026-04-01-to-2026-06-30.pdf"
    saved.value.save_as(tmp_path / "return.pdf")
    assert (tmp_path / "return.pdf").read_bytes().startswith(b"%PDF")
