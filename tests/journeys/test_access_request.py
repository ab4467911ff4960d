"""An access request from the first page to the collected pack: a real browser, real workers, a real Redis."""

import email
import email.policy
import re
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect
from redis import Redis

from portal.public import create_public_app
from portal.settings import WebSettings
from portal.staff import create_staff_app
from portal.wiring import build_resources
from requests_.clock import SystemClock
from requests_.model.staff import Role
from requests_.services import staff_accounts
from requests_.settings import ControllerProfile
from requests_.store.session import Store
from tests.journeys.browsing import fill, served
from workers.context import TOOLS, Tools
from workers.mail.folder import FolderMailer
from workers.process import build_worker
from workers.relay import Relay
from workers.render.pdf import find_renderer
from workers.sources.stores_file import load_stores
from workers.wiring import register_sources

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SETTINGS = WebSettings(secret="a secret that only tests know, long enough", secure_cookies=False)
PASSWORD = "correct horse battery staple"
BORN = date(2009, 5, 17)
# Everybody the records name besides the young person who asks.
OTHERS = ("Tobias Lindqvist", "Kezia Abara", "Marlon Abara", "07700 900341", "marlon.abara@webpost.example")
STORES = """
[[store]]
id = "case"
kind = "sql"
title = "Case management system"
url = "sqlite:///case.sqlite"
[store.person]
table = "pupil"
key = "ref"
fields = { family_name = "surname", given_name = "forename", date_of_birth = "dob" }
[[store.relation]]
table = "adult"
person = "ref"
fields = { name = "full_name", relation = "rel", phone = "tel", email = "mail" }
[[store.record]]
table = "log"
key = "id"
person = "ref"
date = "at"
title = "Contact log"
category = "communication_logs"
text = ["note"]

[[store]]
id = "share"
kind = "files"
title = "Network share"
root = "share"
category = "case_documents"

[[store]]
id = "mash"
kind = "team"
title = "Multi-Agency Safeguarding Hub"
email = "mash@brackenford.example"
"""


@pytest.fixture
def ess(tmp_path: Path) -> Path:
    """A small service that knows Nia Abara, her father and two others."""
    with sqlite3.connect(tmp_path / "case.sqlite") as database:
        database.executescript(
            """
            create table pupil (ref text, surname text, forename text, dob text);
            create table adult (ref text, full_name text, rel text, tel text, mail text);
            create table log (id integer, ref text, at text, note text);
            insert into pupil values ('P1', 'Abara', 'Nia', '2009-05-17');
            insert into adult values
                ('P1', 'Marlon Abara', 'father', '07700 900341', 'marlon.abara@webpost.example');
            insert into log values
                (1, 'P1', '2026-03-02', 'Nia was not in school. Rang Marlon Abara on 07700 900341, no answer.'),
                (2, 'P1', '2026-03-09', 'Nia says that Tobias Lindqvist was absent with her.');
            """
        )
    database.close()
    share = tmp_path / "share" / "Abara Nia"
    share.mkdir(parents=True)
    letter = docx.Document()
    letter.add_heading("Attendance meeting", 1)
    letter.add_paragraph("Present: Nia Abara and Mr Marlon Abara. Kezia Abara, her sister, was spoken of.")
    letter.save(str(share / "Meeting.docx"))
    book = openpyxl.Workbook()
    for row in (
        ["Pupil", "Date of birth", "Present"],
        ["Nia Abara", "17/05/2009", "81 %"],
        ["Tobias Lindqvist", "", "74 %"],
    ):
        book.active.append(row)
    book.save(share / "Class list.xlsx")
    (tmp_path / "stores.toml").write_text(STORES)
    return tmp_path / "stores.toml"


@dataclass(frozen=True)
class Council:
    """Both apps and a way to let the workers work."""

    public: str
    staff: str
    mail: Path
    work: Callable[[], None]

    def newest_mail(self, about: str) -> str:
        for path in sorted(self.mail.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns, reverse=True):
            message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            body = message.get_body(("plain",))
            if about in message["Subject"] and body is not None:
                return str(body.get_content())
        raise AssertionError(f"no mail about {about}")


@pytest.fixture
def council(postgresql_store: Store, redis_url: str, ess: Path, tmp_path: Path) -> Iterator[Council]:
    clock = SystemClock()
    tools = Tools(
        store=postgresql_store,
        clock=clock,
        ess_stores={store.id: store for store in load_stores(ess)},
        mailer=FolderMailer(tmp_path / "mail"),
        renderer=find_renderer(),
        controller=ControllerProfile(),
        mail_from="rights@brackenford.example",
    )
    register_sources(tools)
    with postgresql_store.unit_of_work() as uow:
        for name, role in (("case", Role.CASEWORKER), ("sign", Role.APPROVER)):
            address = f"{name}@brackenford.example"
            staff_accounts.add_staff(uow, clock, email=address, roles=(role,), password=PASSWORD, display_name=name)
        uow.commit()

    def work() -> None:
        token, connection = TOOLS.set(tools), Redis.from_url(redis_url)
        try:
            while Relay(tools, connection).send_due():
                build_worker(connection).work(burst=True, logging_level="WARNING")
        finally:
            TOOLS.reset(token)
            connection.close()

    handed_in = build_resources(postgresql_store, ControllerProfile(), clock, tmp_path)
    with ExitStack() as stack:
        public = stack.enter_context(served(create_public_app(SETTINGS, handed_in)))
        staff = stack.enter_context(served(create_staff_app(SETTINGS, handed_in)))
        yield Council(public, staff, tmp_path / "mail", work)


def test_a_young_person_asks_and_collects_what_two_people_approved(
    council: Council, browser: Browser, page: Page, tmp_path: Path
) -> None:
    reference = ask(page, council)
    council.work()
    assert reference in council.newest_mail("We have your request")

    caseworker = member(browser, council, "case")
    caseworker.get_by_role("link", name=reference).first.click()
    accept(caseworker)
    council.work()
    review(caseworker, council, reference)

    approver = member(browser, council, "sign")
    approver.goto(f"{council.staff}/case/{reference}/sign-off")
    for box in approver.get_by_role("checkbox").all():
        box.check()
    approver.get_by_role("button", name="Sign off").click()
    council.work()  # the page that waits for it brings itself up to date
    approver.get_by_role("button", name="Release to the requester").click()
    council.work()

    pack = collect(page, council, reference, tmp_path)
    text = subprocess.run(["pdftotext", "-layout", pack, "-"], capture_output=True, text=True, check=True).stdout
    assert "Nia was not in school" in text
    assert [words for words in OTHERS if words in text] == []
    subprocess.run(["qpdf", "--check", pack], capture_output=True, check=True)


def ask(page: Page, council: Council) -> str:
    def go_on() -> None:
        page.get_by_role("button", name="Continue").click()

    page.goto(f"{council.public}/request")
    page.get_by_label("I want to see").check()
    go_on()
    page.get_by_label("Me", exact=True).check()
    go_on()
    fill(page, {"First name": "Nia", "Last name": "Abara"})
    go_on()
    go_on()
    fill(page, {"Day": str(BORN.day), "Month": str(BORN.month), "Year": str(BORN.year)})
    go_on()
    go_on()
    page.get_by_role("textbox").fill("9 Kiln Row\nBrackenford QX2 4AB")
    go_on()
    go_on()
    fill(page, {"Email address": "nia.abara@webpost.example"})
    go_on()
    for words in ("Only me", "Yes, post is safe", "Yes, ringing is safe"):
        page.get_by_label(words).check()
    go_on()
    page.get_by_label("No", exact=True).check()
    go_on()
    page.get_by_label("Everything", exact=True).check()
    go_on()
    page.get_by_label("Any time").check()
    go_on()
    go_on()
    page.get_by_label("Only me").check()
    go_on()
    page.get_by_label("Online").check()
    go_on()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Check your answers")
    page.get_by_role("button", name="Send my request").click()
    found = re.search(r"RR-\d{4}-\d{7}-[A-Z]", page.inner_text("main"))
    assert found is not None
    return found.group()


def member(browser: Browser, council: Council, name: str) -> Page:
    page = browser.new_context().new_page()
    page.goto(f"{council.staff}/sign-in")
    page.get_by_label("Email address").fill(f"{name}@brackenford.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"{council.staff}/")
    return page


def accept(page: Page) -> None:
    today = SystemClock().london_date()
    page.get_by_role("radio").first.check()
    fill(page, {"Day": str(today.day), "Month": str(today.month), "Year": str(today.year)})
    page.get_by_role("button", name="Record the evidence").click()
    page.get_by_text("Before you accept").wait_for()  # looked up after the page
    page.get_by_role("button", name="Accept and search").click()
    expect(page.get_by_role("heading", name="Searching")).to_be_visible()


def review(page: Page, council: Council, reference: str) -> None:
    page.goto(f"{council.staff}/case/{reference}/search")
    page.get_by_role("link", name=re.compile("Answer without it.*Hub")).click()
    page.locator("[name=because]").fill("The hub has said that it holds nothing it may give us in time.")
    page.get_by_role("button", name="Answer without it").click()
    expect(page.get_by_text("We answer without this source")).to_be_visible()
    page.goto(f"{council.staff}/case/{reference}/people")
    undecided = page.get_by_role("row").filter(has_text=re.compile(r"\d to decide"))
    for _ in range(undecided.count()):
        undecided.first.get_by_role("link", name="Withhold all").click()
        page.get_by_label("Write down why").fill("A friend or a member of the family, whom we could not ask.")
        page.get_by_role("button", name="Withhold them").click()
    expect(undecided).to_have_count(0)
    withhold_another_childs_row(page, council, reference)
    page.goto(f"{council.staff}/case/{reference}")
    page.get_by_role("button", name="Send for sign-off").click()
    expect(page.get_by_role("heading", name="Waiting for sign-off")).to_be_visible()


def withhold_another_childs_row(page: Page, council: Council, reference: str) -> None:
    """The row of a class list is about somebody else as a whole, whoever is decided on by name."""
    page.goto(f"{council.staff}/case/{reference}/documents")
    page.get_by_role("link", name="Class list").first.click()
    row = page.get_by_role("listitem").filter(has_text="Proposed: for you to decide")
    row.get_by_role("checkbox").check()
    page.get_by_label("If they point to nobody known").fill("About another child, whose family we could not ask.")
    page.get_by_role("button", name="Withhold the chosen").click()
    expect(row).to_have_count(0)


def collect(page: Page, council: Council, reference: str, folder: Path) -> Path:
    page.goto(f"{council.public}/track")
    page.get_by_role("textbox").fill(reference)
    page.get_by_role("button").last.click()
    council.work()
    code = re.search(r"Your code is (\S+)", council.newest_mail("Your code"))
    assert code is not None
    page.locator("#code").fill(code.group(1))
    page.get_by_role("button").last.click()
    with page.expect_download() as started:
        page.get_by_role("button", name="Download my copy").click()
    target = folder / started.value.suggested_filename
    started.value.save_as(target)
    return target
