"""The public pages in a real browser: accessible in every state, usable by keyboard alone and without scripts."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import select

from portal.public import create_public_app
from portal.settings import WebSettings
from portal.wiring import build_resources
from requests_.services import collection
from requests_.settings import ControllerProfile
from requests_.store.people_tables import AccessCode
from requests_.store.queries.case_queue import queue_rows
from requests_.store.session import Store
from tests.factories import sent_files as made
from tests.factories.cases import Desk
from tests.journeys.browsing import faults_of, fill, picture, served, tab_to

pytestmark = pytest.mark.browser
SETTINGS = WebSettings(secret="a secret that only tests know, long enough", secure_cookies=False)


@pytest.fixture
def desk(sqlite_store: Store) -> Desk:
    return Desk(sqlite_store)


@pytest.fixture
def address(desk: Desk, tmp_path: Path) -> Iterator[str]:
    """The public app, served."""
    handed_in = build_resources(desk.store, ControllerProfile(), desk.clock, tmp_path)
    with served(create_public_app(SETTINGS, handed_in)) as url:
        yield url


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Continue").click()


def be_safe(page: Page) -> None:
    for words in ("Only me", "Yes, post is safe", "Yes, ringing is safe"):
        page.get_by_label(words).check()


def fill_form(page: Page, address: str, look: Callable[[str], None] = lambda _: None) -> None:
    """Answer every question as a parent; `look` is called on each page and on its error page."""
    page.goto(address)
    page.get_by_role("link", name="I want to see what you hold").click()
    answers: list[tuple[str, Callable[[], None]]] = [
        ("asks", lambda: page.get_by_label("I want to see what you hold").check()),
        ("who", lambda: page.get_by_label("My child", exact=True).check()),
        ("name", lambda: fill(page, {"First name": "Zoë", "Last name": "Fenwick"})),
        ("other-names", lambda: None),
        ("birth", lambda: fill(page, {"Day": "9", "Month": "3", "Year": "2014"})),
        ("school", lambda: None),
        ("address", lambda: page.locator("textarea").fill("12 Mill Lane\nBrackenford")),
        ("earlier-addresses", lambda: None),
        ("your-name", lambda: page.get_by_label("full name").fill("Maeve Fenwick")),
        ("relation", lambda: page.get_by_label("Mother").check()),
        ("agrees", lambda: page.get_by_label("They do not know").check()),
        ("authority", lambda: page.get_by_label("Yes, I can send").check()),
        ("contact", lambda: page.get_by_label("Email address").fill("maeve@fenwick.example")),
        ("safe", lambda: be_safe(page)),
        ("protect", lambda: page.get_by_label("No", exact=True).check()),
        ("what", lambda: page.get_by_label("Only some kinds").check()),
        ("kinds", lambda: page.get_by_label("Special educational needs").check()),
        ("when", lambda: page.get_by_label("Between two dates").check()),
        ("dates", lambda: fill(page, {"Day": "1", "Month": "9", "Year": "2023"})),
        ("help", lambda: None),
        ("answer", lambda: page.get_by_label("Online").check()),
    ]
    for step, answer in answers:
        page.wait_for_url(re.compile(f"/request/{step}([?]|$)"))
        look(step)
        answer()
        go_on(page)
    page.wait_for_url("**/request/check")


def add_files(page: Page, faults: dict[str, list[str]]) -> None:
    """Choose none, one that is refused and one that is taken."""
    faults["files"] = faults_of(page)
    page.get_by_role("button", name="Add this file").click()
    page.wait_for_selector(".govuk-error-summary")
    chosen = page.get_by_label("Choose a file")
    chosen.set_input_files({"name": "me.jpg", "mimeType": "image/jpeg", "buffer": made.picture()})
    page.get_by_role("button", name="Add this file").click()
    page.wait_for_selector("text=Files you have added")
    chosen.set_input_files({"name": "me.svg", "mimeType": "image/svg+xml", "buffer": b"<svg><script/></svg>"})
    page.get_by_role("button", name="Add this file").click()
    page.wait_for_selector(".govuk-error-summary")
    faults["files with an error"] = faults_of(page)
    picture(page, "files with an error")
    page.get_by_role("button", name="Continue").click()


def test_every_page_and_every_error_page_of_the_form_is_accessible(page: Page, address: str) -> None:
    faults: dict[str, list[str]] = {}

    def look(step: str) -> None:
        faults[step] = faults_of(page)
        if page.locator("[type=radio], [type=checkbox], [name$=day]").count():
            for ticked in page.locator("[type=checkbox]:checked").all():
                ticked.uncheck()
            go_on(page)
            page.wait_for_selector(".govuk-error-summary")
            faults[f"{step} with an error"] = faults_of(page)

    fill_form(page, address, look)
    page.get_by_role("link", name="Add a file").click()
    add_files(page, faults)
    faults["check"] = faults_of(page)
    picture(page, "check")
    page.get_by_role("button", name="Send my request").click()
    faults["sent"] = faults_of(page)
    assert {name: found for name, found in faults.items() if found} == {}


def test_the_other_pages_are_accessible(page: Page, address: str, desk: Desk) -> None:
    case = desk.responded()
    faults = {}
    for path in ("/", "/privacy", "/accessibility", "/track", "/nowhere"):
        page.goto(address + path)
        faults[path] = faults_of(page)
    page.goto(f"{address}/track")
    page.get_by_role("button", name="Email me a code").click()
    faults["track with an error"] = faults_of(page)
    page.get_by_label("reference number").fill(desk.reference(case))
    page.get_by_role("button", name="Email me a code").click()
    faults["code"] = faults_of(page)
    page.get_by_label("Enter the code").fill(code_of(desk))
    go_on(page)
    faults["your request"] = faults_of(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download my copy").click()
    assert download.value.suggested_filename == f"{desk.reference(case)}.pdf"
    assert {name: found for name, found in faults.items() if found} == {}


def code_of(desk: Desk) -> str:
    """The code the mail would hold."""

    return desk.within(lambda uow: collection.make_code(uow, uow.session.scalars(select(AccessCode.id)).one()))


def test_the_whole_request_works_without_scripts(browser: Browser, address: str, desk: Desk) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    fill_form(page, address)
    page.get_by_role("button", name="Send my request").click()
    with desk.store.reading() as session:
        (row,) = queue_rows(session)
    assert row.reference in page.locator("main").inner_text()
    context.close()


def test_the_request_works_by_keyboard_alone(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    tab_to(page, ".rp-ask a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/request/asks?want=access")
    tab_to(page, "main button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/request/who")
    tab_to(page, "[name=capacity]")
    page.keyboard.press("Space")
    tab_to(page, "main button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/request/name")
    for name, typed in (("given_name", "Orla"), ("family_name", "Fenwick")):
        tab_to(page, f"[name={name}]")
        page.keyboard.type(typed)
    page.keyboard.press("Enter")
    page.wait_for_url("**/request/other-names")


def test_back_and_change_keep_what_was_answered(page: Page, address: str) -> None:
    fill_form(page, address)
    page.get_by_role("link", name="Change name", exact=True).click()
    assert page.get_by_label("First name").input_value() == "Zoë"
    page.get_by_label("First name").fill("Zoe")
    go_on(page)
    page.wait_for_url("**/request/check")
    assert "Zoe Fenwick" in page.locator("main").inner_text()
    page.go_back()
    page.go_back()
    page.goto(f"{address}/request/check")
    assert "Zoe Fenwick" in page.locator("main").inner_text()


def test_a_double_click_makes_one_case(page: Page, address: str, desk: Desk) -> None:
    fill_form(page, address)
    page.get_by_role("button", name="Send my request").dblclick()
    page.wait_for_url("**/request/sent")
    with desk.store.reading() as session:
        assert len(queue_rows(session)) == 1


def test_pages_run_without_a_word_in_the_console(page: Page, address: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda fault: said.append(str(fault)))
    for path in ("/", "/request/asks", "/track", "/privacy"):
        page.goto(address + path)
    assert said == []
