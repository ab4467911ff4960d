"""The public pages in a real browser: accessible in every state, usable by keyboard alone and without scripts."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize
from sqlalchemy import select

from portal.public import create_public_app
from portal.public.asks import BY_KEY
from portal.settings import WebSettings
from portal.web import languages
from portal.wiring import build_resources
from requests_.services import collection
from requests_.settings import ControllerProfile
from requests_.store.people_tables import AccessCode
from requests_.store.queries.case_queue import queue_rows
from requests_.store.session import Store
from tests.factories import sent_files as made
from tests.factories.answers import answers_for
from tests.factories.cases import Desk
from tests.integration.portal.test_addressees import packed, release, settle
from tests.integration.portal.test_languages import Marked
from tests.integration.portal.test_reading_copy import PAGES
from tests.journeys.browsing import WIDTHS, faults_of, fill_step, picture, served, structure_of, tab_to

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


MORE = {
    "what": {"extent": "some"},
    "when": {"period": "between"},
    "kinds": {"categories": ["special_educational_needs", "attendance"]},
    "dated-kinds": {"dated": ["attendance"]},
    "dates": {"from_on-day": "1", "from_on-month": "9", "from_on-year": "2023"},
}
PARENT = {**answers_for("parent", "access"), "name": {"given_name": "Zoë", "family_name": "Fenwick"}}


def fill_form(
    page: Page, address: str, look: Callable[[str], None] = lambda _: None, answers: Mapping[str, Any] = PARENT
) -> None:
    """Answer every question, as a parent unless told; `look` is called on each page."""
    page.goto(f"{address}/request")
    while step := re.search(r"/request/([a-z-]+)(?:[?]|$)", page.url):
        if step[1] == "check":
            return
        look(step[1])
        fill_step(page, {**answers, **MORE}[step[1]])
        page.wait_for_url(lambda url, was=step[1]: not re.search(rf"/request/{was}([?]|$)", url))


def add_files(page: Page, seen: Callable[[str], None]) -> None:
    """Choose none, then two at once: one that is taken and one that is refused."""
    add, chosen = page.locator("form[enctype] button"), page.locator("[type=file]")
    seen("files")
    add.click()
    page.wait_for_selector(".govuk-error-summary")
    seen("files with an error")
    page.locator("[name=purpose][value=identity]").check()
    chosen.set_input_files(
        [
            {"name": "me.svg", "mimeType": "image/svg+xml", "buffer": b"<svg><script/></svg>"},
            {"name": "me.jpg", "mimeType": "image/jpeg", "buffer": made.picture()},
        ]
    )
    add.click()
    page.wait_for_selector("[data-files] bdi >> text=me.jpg")
    assert "me.svg" in page.locator(".rp-refused").inner_text()
    seen("files with one refused")
    page.locator("[name=purpose][value=identity]").check()
    chosen.set_input_files([{"name": "again.jpg", "mimeType": "image/jpeg", "buffer": made.picture()}])
    page.locator("main a.govuk-button").click()  # chosen and not added: it is sent before anybody goes on
    page.wait_for_selector("[data-files] bdi >> text=again.jpg")
    page.locator("main a.govuk-button").click()


KINDS_OF_FIELDS = """() => [...new Set([...document.querySelectorAll("main .govuk-form-group--error")].map(
  n => [...n.querySelectorAll("input, select, textarea, fieldset")].map(f => f.tagName + (f.type || "")).join(" ")
))].sort().join("; ")"""


def test_every_page_and_error_page_of_the_form_is_accessible_in_english_and_in_polish_where_it_is_built_otherwise(
    page: Page, address: str
) -> None:
    """The own rules are asked of every page in both; axe of a Polish page only where no English one is built alike."""
    faults: dict[str, list[str]] = {}
    known: set[str] = set()

    def seen(language: str, name: str) -> None:
        structure = structure_of(page)
        # Questions differ in their words and faults, which axe judges alike on a desk: `make journeys` asks it there.
        is_wide = language == "en" and name in ("start", "asks", "contact", "check", "sent")
        # What an error adds is the same at each field of a kind: axe judges it once for each set of kinds.
        kinds = page.evaluate(KINDS_OF_FIELDS) if name.endswith("with an error") else ""
        # The choice of languages is no part of the structure: one page of each language shows it to axe.
        with_axe = (language == "en" or name == "start" or structure not in known) and kinds not in known
        faults[f"{language} {name}"] = faults_of(page, WIDTHS if is_wide else WIDTHS[:2], with_axe=with_axe)
        if not is_wide:
            faults[f"{language} {name}"] += faults_of(page, WIDTHS[2:], with_axe=False)
        known.update({structure, kinds} - {""})
        picture(page, f"{language} {name}")

    for language in ("en", "pl"):
        walk_through_the_form(page, address, language, partial(seen, language))
    assert {name: found for name, found in faults.items() if found} == {}


def walk_through_the_form(page: Page, address: str, language: str, seen: Callable[[str], None]) -> None:
    """Every question, as it is first shown and with its faults, and the pages around them."""

    def look(step: str) -> None:
        seen(step)
        if page.locator("[type=radio], [type=checkbox], [name$=day]").count():
            for ticked in page.locator("[type=checkbox]:checked").all():
                ticked.uncheck()
            page.locator("main button.govuk-button").click()
            page.wait_for_selector(".govuk-error-summary")
            seen(f"{step} with an error")

    page.goto(f"{address}/language/{language}")
    seen("start")
    fill_form(page, address, look)
    page.locator("a[href='/request/files']").click()
    add_files(page, seen)
    seen("check")
    for name, fields in (("save with an error", {"way": "mail"}), ("saved", {"way": "code"})):
        page.goto(f"{address}/request/save")
        fill_step(page, fields)
        seen(name)
    page.goto(f"{address}/request/back")
    fill_step(page, {"code": "x"})
    seen("back with an error")
    page.goto(f"{address}/request/check")
    page.locator("main button.govuk-button").click()
    page.wait_for_url("**/request/sent")
    seen("sent")


def test_a_language_that_is_read_from_right_to_left_is_the_mirror_image(page: Page, desk: Desk, tmp_path: Path) -> None:
    app = create_public_app(SETTINGS, build_resources(desk.store, ControllerProfile(), desk.clock, tmp_path))
    languages.install(app, {"marked": Marked("marked", "ar", "Marked", is_rtl=True)})
    faults = {}
    with served(app) as address:
        page.goto(f"{address}/language/marked")
        for name, path in (("start", "/"), ("question", "/request/asks"), ("track", "/track")):
            page.goto(address + path)
            faults[name] = faults_of(page, (320, 375))
            picture(page, f"rtl {name}")
        page.goto(f"{address}/request/asks")
        page.locator("main button.govuk-button").click()
        page.wait_for_selector(".govuk-error-summary")
        faults["error"] = faults_of(page, (320, 375))
        picture(page, "rtl error")
        box, label = page.locator("[name=asks]").first, page.locator("label[for=asks]").first
        placed, beside = box.bounding_box(), label.bounding_box()
    assert {name: found for name, found in faults.items() if found} == {}
    assert placed is not None
    assert beside is not None
    assert placed["x"] > beside["x"]


def test_the_other_pages_are_accessible(page: Page, address: str, desk: Desk) -> None:
    case = desk.responded()
    faults = {}
    for path in ("/", "/privacy", "/accessibility", "/track", "/collect", "/nowhere"):
        page.goto(address + path)
        faults[path] = faults_of(page)
    page.goto(f"{address}/request/asks")
    fill_step(page, {"asks": ["access"]})
    page.goto(f"{address}/request")
    picture(page, "under way")
    faults["under way"] = faults_of(page)
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


def test_the_pages_of_whoever_collects_a_copy_are_accessible(page: Page, address: str, desk: Desk) -> None:
    case = packed(desk, pages=PAGES)
    settle(desk, case, may_receive=True)
    release(desk, case)
    faults: dict[str, list[str]] = {}

    def seen(name: str) -> None:
        faults[name] = faults_of(page, WIDTHS[:2]) + faults_of(page, WIDTHS[2:], with_axe=False)
        picture(page, f"collect {name}")

    page.goto(f"{address}/collect")
    page.get_by_role("button", name="Email me a code").click()
    seen("with an error")
    page.get_by_label("reference number").fill(desk.reference(case))
    page.get_by_role("button", name="Email me a code").click()
    seen("code")
    go_on(page)
    seen("code with an error")
    page.get_by_label("Enter the code").fill(code_of(desk))
    go_on(page)
    page.wait_for_url("**/collect/copy")
    seen("copy")
    page.get_by_role("button", name="Read it here").click()
    page.wait_for_url("**/copy/1?*")
    seen("page")
    settle(desk, case, may_receive=False, considered="The firm is not theirs any more.")
    page.reload()
    seen("over")
    assert {name: found for name, found in faults.items() if found} == {}


def code_of(desk: Desk) -> str:
    """The code the mail would hold."""
    desk.offer_codes()
    return desk.within(lambda uow: collection.make_code(uow, uow.session.scalars(select(AccessCode.id)).one()))


PHONE, DESK_SIZE = {"width": 375, "height": 667}, {"width": 1366, "height": 768}
# Each right, requester, size, and scripts on and off, in as few journeys as that takes; all pairs are asked for by
# request in `test_every_right_and_requester`.
JOURNEYS = (
    ("subject", ("access", "marketing"), PHONE, False),
    ("parent", ("rectification", "automated"), DESK_SIZE, True),
    ("both", ("erasure", "complaint"), PHONE, True),
    ("representative", ("restriction", "consent"), DESK_SIZE, False),
    ("court_order", ("objection", "portability"), PHONE, False),
)


@pytest.mark.parametrize(("who", "asks", "size", "has_scripts"), JOURNEYS, ids=[row[0] for row in JOURNEYS])
def test_every_right_is_asked_for_by_every_requester_on_telephone_and_desk_with_and_without_scripts(
    browser: Browser, address: str, desk: Desk, tmp_path: Path,
    who: str, asks: tuple[str, ...], size: ViewportSize, has_scripts: bool,
) -> None:  # fmt: skip
    context = browser.new_context(viewport=size, java_script_enabled=has_scripts)
    page = context.new_page()
    fill_form(page, address, answers=answers_for(who, *asks))
    page.screenshot(path=tmp_path / "check.png", full_page=True)
    page.get_by_role("button", name="Send my request").click()
    page.wait_for_url("**/request/sent")
    page.screenshot(path=tmp_path / "sent.png", full_page=True)
    shown = page.locator("main").inner_text()
    context.close()
    with desk.store.reading() as session:
        rows = queue_rows(session)
    assert len(rows) == len(asks) * (2 if who == "both" else 1)
    assert all(row.reference in shown for row in rows)
    assert {row.right for row in rows} == {BY_KEY[ask].right for ask in asks}


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


def test_back_and_change_keep_what_was_answered_and_a_double_click_makes_one_case(
    page: Page, address: str, desk: Desk
) -> None:
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
    page.get_by_role("button", name="Send my request").dblclick()
    page.wait_for_url("**/request/sent")
    with desk.store.reading() as session:
        assert len(queue_rows(session)) == 1


LOOK = """() => ({
  wide: document.documentElement.scrollWidth > innerWidth,
  moving: document.getAnimations().length,
  flat: [...document.querySelectorAll("main button, .rp-ask, .govuk-error-summary, main input:not([type=hidden])")]
    .filter(n => n.offsetParent && !n.closest(".govuk-radios, .govuk-checkboxes"))
    .filter(n => !parseFloat(getComputedStyle(n).borderTopWidth) && !n.matches(".rp-service__link-button"))
    .map(n => n.outerHTML.slice(0, 80)),
})"""


@pytest.mark.parametrize("language", ["en", "young", "pl"])
def test_at_400_percent_in_forced_colours_and_without_motion_nothing_is_lost(
    browser: Browser, address: str, language: str
) -> None:
    # A window of 1,280 by 1,024 at 400 % is one of 320 by 256 (WCAG 2.2, 1.4.10).
    context = browser.new_context(
        viewport={"width": 320, "height": 256}, forced_colors="active", reduced_motion="reduce"
    )
    page, faults = context.new_page(), {}
    page.goto(f"{address}/language/{language}")
    for path in ("/", "/request/asks", "/track", "/request/back", "/accessibility", "/privacy"):
        page.goto(address + path)
        if page.locator("main button.govuk-button").count():
            page.locator("main button.govuk-button").first.click()
            page.wait_for_selector(".govuk-error-summary")
        faults[path] = page.evaluate(LOOK)
    context.close()
    nothing = {"wide": False, "moving": 0, "flat": []}
    assert {path: found for path, found in faults.items() if found != nothing} == {}


def test_on_paper_there_is_nothing_that_paper_cannot_use(page: Page, address: str) -> None:
    page.emulate_media(media="print")
    for path in ("/", "/request/asks"):
        page.goto(address + path)
        for selector in (".rp-service", ".rp-languages", ".govuk-skip-link", "main button"):
            assert not page.locator(selector).first.is_visible(), (path, selector)
        assert page.locator("h1").is_visible()


def test_pages_run_without_a_word_in_the_console(page: Page, address: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda fault: said.append(str(fault)))
    for path in ("/", "/request/asks", "/track", "/privacy"):
        page.goto(address + path)
    assert said == []
