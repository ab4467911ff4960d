"""Following a request in a real browser: every page and error page accessible, by whoever made the request."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from portal.public import create_public_app
from portal.wiring import build_resources
from requests_.ids import CaseId
from requests_.model.commands import AskClarification
from requests_.services import assessment
from requests_.settings import ControllerProfile
from requests_.store.session import Store
from tests.factories import sent_files as made
from tests.factories.cases import Desk
from tests.factories.people import CASEWORKER
from tests.integration.portal.test_reading_copy import answered
from tests.integration.portal.test_sending_files import files_of
from tests.journeys.browsing import faults_of, picture, served
from tests.journeys.test_public_pages import SETTINGS, code_of, go_on

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(sqlite_store: Store) -> Desk:
    return Desk(sqlite_store)


@pytest.fixture
def address(desk: Desk, tmp_path: Path) -> Iterator[str]:
    handed_in = build_resources(desk.store, ControllerProfile(), desk.clock, tmp_path)
    with served(create_public_app(SETTINGS, handed_in)) as url:
        yield url


def follow(page: Page, address: str, desk: Desk, case: CaseId) -> None:
    page.goto(f"{address}/track")
    page.get_by_label("reference number").fill(desk.reference(case))
    page.get_by_role("button", name="Email me a code").click()
    page.get_by_label("Enter the code").fill(code_of(desk))
    go_on(page)
    page.wait_for_url("**/your-request")


def look(page: Page, name: str, faults: dict[str, list[str]]) -> None:
    faults[name] = faults_of(page)
    picture(page, name)


def send_several_files(page: Page, seen: Callable[[str], None]) -> None:
    """Four at once: one is refused, one breaks off on its way and is sent again; the others are taken meanwhile."""
    chosen = (("me.jpg", made.picture()), ("me.exe", b"MZ"), ("letter.pdf", made.PDF), ("notes.docx", made.word()))
    cut: list[str] = []
    held: list[Route] = []

    def on_the_way(route: Route) -> None:
        if b"letter.pdf" not in (route.request.post_data_buffer or b""):
            route.continue_()
        elif cut:
            held.append(route)
        else:
            cut.append("letter.pdf")
            route.abort("connectionreset")

    page.route("**/your-request/file", on_the_way)
    page.get_by_label("Choose a file").set_input_files(
        [{"name": name, "mimeType": "application/octet-stream", "buffer": content} for name, content in chosen]
    )
    send = page.get_by_role("button", name="Send", exact=True)
    send.evaluate("button => button.form.requestSubmit()")  # a second click within a second is no click
    assert page.locator("[name=purpose]:focus").count(), "it asks what they show, and loses none of them"
    page.get_by_label("Who I am").check()
    send.click()
    page.wait_for_selector("[data-files] >> text=notes.docx")
    refused, broken = page.locator(".rp-refused").all()
    assert "me.exe: We cannot take this kind of file" in refused.inner_text()
    assert "letter.pdf: The connection broke" in broken.inner_text()
    assert not refused.get_by_role("button", name="Try again").is_visible()
    seen("files with one refused and one broken off")
    broken.get_by_role("button", name="Try again letter.pdf").click()
    page.wait_for_function("document.querySelector('[data-progress] [role=status]').textContent.endsWith('being sent')")
    assert page.get_by_label("Sending letter.pdf").is_visible()
    seen("a file being sent")
    held.pop().continue_()
    page.wait_for_selector("[data-files] >> text=letter.pdf")
    assert page.locator("[data-progress] li").all_inner_texts() == [refused.inner_text()]
    assert page.locator("[role=status]").inner_text() == "letter.pdf: we have it"


def test_a_question_is_answered_and_the_request_taken_back(page: Page, address: str, desk: Desk) -> None:
    case = desk.searching()
    question = AskClarification(case=case, question="Which meeting of March do you mean?", actor=CASEWORKER)
    desk.do(assessment.ask_clarification, question)
    faults: dict[str, list[str]] = {}
    follow(page, address, desk, case)
    look(page, "follow with a question", faults)
    page.get_by_role("button", name="Answer our question").click()
    look(page, "write", faults)
    page.get_by_role("button", name="Send").click()
    page.wait_for_selector(".govuk-error-summary")
    look(page, "write with an error", faults)
    page.get_by_label("Your message").fill("The meeting with the school on 3 March.")
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/your-request")
    page.get_by_text("Why this date?").click()
    look(page, "follow after an answer", faults)
    page.get_by_role("link", name="Send us a photo or a file").click()
    send_several_files(page, lambda name: look(page, name, faults))
    assert {file.name for file in files_of(desk, case)} == {"me.jpg", "letter.pdf", "notes.docx"}
    page.get_by_role("link", name="Back to your request").click()
    page.get_by_role("link", name="Take your request back").click()
    look(page, "take back", faults)
    page.get_by_role("button", name="Take my request back").click()
    page.wait_for_url("**/your-request")
    look(page, "follow after taking back", faults)
    assert {name: found for name, found in faults.items() if found} == {}


def test_an_answer_is_collected_put_right_and_complained_about(page: Page, address: str, desk: Desk) -> None:
    case = answered(desk)
    faults: dict[str, list[str]] = {}
    follow(page, address, desk, case)
    look(page, "follow with an answer", faults)
    page.get_by_role("button", name="Read it here").click()
    page.wait_for_url("**/copy/1?*")
    page.get_by_role("link", name="Next page").click()
    page.wait_for_url("**/copy/2?*")
    assert page.locator("main img").evaluate("image => image.naturalWidth") > 0
    look(page, "copy", faults)
    page.get_by_role("link", name="Something on this page is wrong").click()
    look(page, "wrong", faults)
    page.get_by_role("button", name="Send").click()
    page.wait_for_selector(".govuk-error-summary")
    look(page, "wrong with errors", faults)
    page.get_by_label("Where is it?").fill("Page 3")
    page.get_by_label("What does it say that is wrong?").fill("12 days")
    page.get_by_label("What should it say?").fill("2 days")
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/your-request")
    page.get_by_role("link", name="Complain about this request").click()
    look(page, "complain", faults)
    page.get_by_label("What are you unhappy about?").fill("It took too long")
    page.get_by_role("button", name="Send my complaint").click()
    page.wait_for_url("**/your-request")
    look(page, "follow after a complaint", faults)
    assert {name: found for name, found in faults.items() if found} == {}
