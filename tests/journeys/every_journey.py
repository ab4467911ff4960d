"""Every journey: each right, each requester, on a telephone and a desk, with scripts and without; see `make journeys`.

From the first page to the reference number and the page that follows it, and with access to the last page of the copy.
It is no part of `make test`, which asks for every pair by request: it takes minutes, and its pictures are for people.
They are kept in `var/journeys`, or the folder that JOURNEYS names.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from portal.public import create_public_app
from portal.wiring import build_resources
from requests_.ids import CaseId
from requests_.settings import ControllerProfile
from requests_.store.session import Store
from tests.factories import sent_files as made
from tests.factories.answers import ASK_KEYS, REQUESTERS, Answers, answers_for
from tests.factories.cases import Desk
from tests.integration.portal.test_reading_copy import PAGES, answered
from tests.journeys.album import Album, Known, Sight, write_sheet
from tests.journeys.browsing import fill_step, served
from tests.journeys.test_public_pages import SETTINGS, code_of

pytestmark = pytest.mark.browser
FOLDER = Path(os.environ.get("JOURNEYS", "var/journeys"))
SIZES: dict[str, ViewportSize] = {
    "phone": {"width": 375, "height": 667},
    "desk": {"width": 1366, "height": 768},
}
# Both access journeys of the other languages, and every right in the words for young people, who ask for themselves.
WHO_ASKS = (
    *(("en", ask, requester) for ask, requester in product(ASK_KEYS, REQUESTERS)),
    *(("pl", "access", requester) for requester in REQUESTERS),
    *(("young", ask, "subject") for ask in ASK_KEYS),
)
"""Language, what is asked for, who asks."""


@dataclass(frozen=True, slots=True)
class Journey:
    """One row of the table."""

    size: str
    has_scripts: bool
    language: str
    ask: str
    requester: str

    @property
    def place(self) -> str:
        """Its folder: right, requester, screen."""
        right = self.ask if self.language == "en" else f"{self.ask}-{self.language}"
        return f"{right}/{self.requester}/{self.size}-{'scripts' if self.has_scripts else 'plain'}"


# A process takes rows that stand together: the same screen, whose pages it then knows.
JOURNEYS = [Journey(size, scripts, *row) for size, scripts, row in product(SIZES, (True, False), WHO_ASKS)]


@pytest.fixture(scope="session")
def known() -> Known:
    """The pages that this process has looked at."""
    return {}


@pytest.fixture(scope="session")
def judge(browser: Browser) -> Iterator[Page]:
    """Where axe looks at the pages of a browser without scripts."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.place)
def test_every_page_on_the_way_is_sound(
    browser: Browser, sqlite_store: Store, tmp_path: Path, known: Known, judge: Page, journey: Journey
) -> None:
    desk = Desk(sqlite_store)
    handed_in = build_resources(desk.store, ControllerProfile(), desk.clock, tmp_path)
    with served(create_public_app(SETTINGS, handed_in)) as address:
        context = browser.new_context(viewport=SIZES[journey.size], java_script_enabled=journey.has_scripts)
        looks = None if journey.has_scripts else judge
        album = Album(context, FOLDER / journey.place, known=known, address=address, judge=looks)
        Walk(album, desk, address).go(journey)
        context.close()
    faults = album.close()
    write_sheet(FOLDER)
    assert faults == {}


class Walk:
    """Somebody who asks, page by page, and gets each page wrong."""

    def __init__(self, album: Album, desk: Desk, address: str) -> None:
        self.album, self.page, self.desk, self.address = album, album.page, desk, address

    def go(self, journey: Journey) -> None:
        self.page.goto(f"{self.address}/language/{journey.language}")
        self.album.see("start")
        self.click(f"a[href*='want={journey.ask}']")
        self.answer_all(answers_for(journey.requester, journey.ask))
        self.add_a_file()
        self.click("main form button.govuk-button", "sent")
        self.follow()
        if journey.ask == "access":
            self.read_the_copy()

    def answer_all(self, answers: Answers) -> None:
        while (step := self.page.url.split("?")[0].rsplit("/", 1)[1]) != "check":
            self.look(step)
            with self.page.expect_navigation():
                fill_step(self.page, answers[step])
        self.album.see("check")

    def look(self, name: str) -> None:
        """See the page, and once what comes of it when somebody gets it wrong: the same page comes to the same."""
        sight = self.album.see(name)
        if not sight.is_tried:
            sight.wrong, sight.is_tried = self.get_it_wrong(f"{name} with faults"), True
        elif sight.wrong is not None:
            self.album.keep(sight.wrong, f"{name} with faults")

    def get_it_wrong(self, name: str) -> Sight | None:
        """Send the page as somebody does who filled in nothing; where that is no fault, come back to it."""
        asked = self.page.url
        for ticked in self.page.locator("[type=checkbox]:checked").all():
            ticked.uncheck()
        self.click("main form button.govuk-button")
        if self.page.locator(".govuk-error-summary").count():
            return self.album.see(name)
        self.page.goto(asked)
        return None

    def add_a_file(self) -> None:
        self.click("a[href='/request/files']")
        self.look("files")
        self.page.locator("[name=purpose][value=identity]").check()
        self.page.locator("[type=file]").set_input_files(
            [{"name": "me.jpg", "mimeType": "image/jpeg", "buffer": made.picture()}]
        )
        self.page.locator("form[enctype] button").click()
        self.page.wait_for_selector("[data-files] bdi >> text=me.jpg")
        self.album.see("files with one")
        self.click("main a.govuk-button", "check with a file")

    def follow(self) -> None:
        """With the code from the mail, to the request and everything that may be done about it."""
        self.click("main a[href='/track']")
        self.look("track")
        self.page.locator("[name=reference]").fill(self.desk.reference(self.case()))
        self.click("main button.govuk-button")
        self.look("code")
        self.page.locator("[name=code]").fill(code_of(self.desk))
        self.click("main button.govuk-button", "your request")
        for path in re.findall(r'href="(/your-request/[a-z]+)"', self.page.locator("main").inner_html()):
            self.page.goto(self.address + path)
            name = path.rsplit("/", 1)[1]
            if name == "withdraw":  # nothing is asked there: to send it is to do it
                self.album.see(name)
            else:
                self.look(name)

    def read_the_copy(self) -> None:
        answered(self.desk, self.case())
        self.page.goto(f"{self.address}/your-request")
        self.album.see("answered")
        self.click("form[action='/your-request/copy/read'] button", "copy page 1")
        for number in range(2, len(PAGES) + 1):
            self.click("a[rel=next]", f"copy page {number}")
        self.page.goto(f"{self.address}/your-request")
        with self.page.expect_download() as download:
            self.page.locator("form[action='/your-request/copy'] button").click()
        assert download.value.suggested_filename.endswith(".pdf")

    def click(self, selector: str, name: str = "") -> None:
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()
        if name:
            self.album.see(name)

    def case(self) -> CaseId:
        """The first case that came of it."""
        return self.desk.arrived()[0]
