"""The staff pages in a real browser: accessible at every stage of a case, and live while work goes on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from portal.settings import WebSettings
from portal.staff import create_staff_app
from portal.wiring import build_resources
from requests_.ids import CaseId
from requests_.model.identity import Check, Evidence
from requests_.model.search_commands import RecordSourceFailed
from requests_.model.sent_files import OfferedFile, SendFiles
from requests_.model.staff import Actor, ActorKind, Role
from requests_.model.verdicts import Verdict
from requests_.services import searching, sent_files, staff_accounts
from requests_.settings import ControllerProfile
from requests_.store.queries.sent_files import files_sent
from requests_.store.session import Store
from tests.factories import sent_files as made
from tests.factories.cases import Desk
from tests.factories.documents import found_document
from tests.factories.people import data_subject
from tests.journeys.browsing import faults_of, served

pytestmark = pytest.mark.browser
SETTINGS = WebSettings(secret="a secret that only tests know, long enough", secure_cookies=False)
PASSWORD = "correct horse battery staple"


@pytest.fixture
def desk(sqlite_store: Store) -> Desk:
    return Desk(sqlite_store, sources=("case", "share"))


@pytest.fixture
def address(desk: Desk, tmp_path: Path) -> Iterator[str]:
    """The staff app, served, with a caseworker and an approver."""
    with desk.store.unit_of_work() as uow:
        for name, role in (("case", Role.CASEWORKER), ("sign", Role.APPROVER)):
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
    page.wait_for_url(f"{address}/")


def with_a_failed_source(desk: Desk) -> CaseId:
    case = desk.searching()
    desk.searched(case, "case", found_document(sha256=""))
    failed = RecordSourceFailed(case=case, source="share", attempt=1, reason="The share cannot be opened: mount it.")
    desk.do(searching.record_source_failed, failed)
    return case


def with_a_file(desk: Desk, content: bytes) -> str:
    """Where staff open a file that a requester sent, once it was looked at."""
    case = desk.received()
    digest = desk.store.vault.of(case).put(content)
    offered = OfferedFile(sha256=digest, name="Passport.pdf", media_type="application/pdf", size_bytes=len(content))
    who = Actor(ActorKind.REQUESTER, case)
    desk.do(sent_files.send_files, SendFiles(case=case, space=case, files=(offered,), actor=who))
    with desk.store.reading() as session:
        (file,) = files_sent(session, case)
    desk.within(lambda uow: sent_files.record_file_checked(uow, desk.clock, case, file.key, Verdict.CLEAN))
    return f"/case/{desk.reference(case)}/file/{file.key}"


def test_signing_in_and_the_queue_are_accessible_empty_and_full(page: Page, address: str, desk: Desk) -> None:
    faults = {}
    page.goto(f"{address}/")
    faults["sign in"] = faults_of(page)
    page.get_by_role("button", name="Sign in", exact=True).click()
    faults["sign in with errors"] = faults_of(page)
    sign_in(page, address)
    faults["empty queue"] = faults_of(page)
    for make in (desk.received, desk.searching, desk.reviewing, desk.signing_off):
        make()
    long = desk.received(subject=data_subject(given_name="Orla" * 20, family_name="Fenwick" * 10))
    page.goto(f"{address}/")
    faults["queue"] = faults_of(page)
    page.goto(f"{address}/case/{desk.reference(long)}")
    faults["a name without a blank"] = faults_of(page)
    assert {name: found for name, found in faults.items() if found} == {}


def test_a_case_is_accessible_at_every_stage(page: Page, address: str, desk: Desk) -> None:
    sign_in(page, address)
    stages = {
        "received": desk.received(),
        "assessing": desk.assessing(),
        "searching": desk.searching(),
        "failed source": with_a_failed_source(desk),
        "reviewing": desk.reviewing(),
        "signing off": desk.signing_off(),
        "signed off": desk.signed_off(),
        "pack ready": desk.packed(),
        "pack rejected": desk.packed(failed_check="a withheld name on page 3"),
        "responded": desk.responded(),
    }
    faults = {}
    for name, case in stages.items():
        page.goto(f"{address}/case/{desk.reference(case)}")
        faults[name] = faults_of(page)
    assert {name: found for name, found in faults.items() if found} == {}


def test_every_tab_and_form_of_a_case_is_accessible(page: Page, address: str, desk: Desk) -> None:
    sign_in(page, address)
    case, paper = desk.reviewing(), with_a_failed_source(desk)
    base = f"/case/{desk.reference(case)}"
    tabs = (
        "search",
        "documents",
        "people",
        "people/withhold",
        "people/show?person=person-1",
        "history",
        "why",
        "health",
        "clarify",
        "extend",
        "late",
    )
    pages = [f"{base}/{tab}" for tab in tabs]
    pages += [f"{base}/documents/{desk.documents(case)[0].key}", f"/case/{desk.reference(desk.assessing())}/refuse"]
    pages += [f"/case/{desk.reference(paper)}/search"]
    pages += [f"/case/{desk.reference(paper)}/documents/{desk.documents(paper)[0].key}", "/case/RR-2026-00001-A"]
    pages += [with_a_file(desk, made.readable_pdf(does="app.alert(1)")), with_a_file(desk, made.locked_pdf())]
    faults = {}
    for path in pages:
        page.goto(address + path)
        faults[path] = faults_of(page)
    assert {name: found for name, found in faults.items() if found} == {}


def test_who_may_ask_and_the_health_gate_are_accessible_asked_and_answered(
    page: Page, address: str, desk: Desk
) -> None:
    sign_in(page, address)
    faults = {}
    page.goto(f"{address}/case/{desk.reference(desk.assessing())}/entitlement")
    faults["who may ask as recorded"] = faults_of(page)
    fresh = desk.received()
    desk.accept_evidence(fresh, Check.IDENTITY, Evidence.KNOWN_CONTACT)
    desk.accept_evidence(fresh, Check.AUTHORITY, Evidence.BIRTH_CERTIFICATE)
    page.goto(f"{address}/case/{desk.reference(fresh)}/entitlement")
    faults["who may ask"] = faults_of(page)
    page.get_by_role("button", name="See what the table says").click()
    expect(page.get_by_role("heading", name="The table says: look more closely first")).to_be_visible()
    faults["what the table says"] = faults_of(page)
    page.get_by_role("button", name="Record this").click()
    faults["who may ask with a fault"] = faults_of(page)
    nurse = found_document("nurse", sha256=desk.store.vault.put(b"a letter"), category="health")
    reference = desk.reference(desk.reviewing(nurse, marked=False))
    page.goto(f"{address}/case/{reference}")
    faults["health to settle"] = faults_of(page)
    page.get_by_role("link", name="Settle it").click()
    faults["health"] = faults_of(page)
    page.get_by_role("button", name="Record this").click()
    faults["health with a fault"] = faults_of(page)
    page.get_by_label("The person has seen it, or knows it already").check()
    page.get_by_label("Write it down").fill("The family gave it to the school.")
    page.get_by_role("button", name="Record this").click()
    expect(page.get_by_text("Recorded for 1 document.")).to_be_visible()
    assert {name: found for name, found in faults.items() if found} == {}


def test_the_sign_off_page_is_accessible_and_signs_off(page: Page, address: str, desk: Desk) -> None:
    case = desk.signing_off()
    sign_in(page, address, "sign")
    page.goto(f"{address}/case/{desk.reference(case)}")
    page.get_by_role("link", name="Look at what will be disclosed").click()
    assert faults_of(page) == []
    page.get_by_role("button", name="Sign off").click()
    assert faults_of(page) == []
    page.get_by_label("you looked at what goes out").check()
    page.get_by_role("button", name="Sign off").click()
    expect(page.get_by_role("heading", name="The pack is being built")).to_be_visible()
    assert desk.case(case).signed_off_by


def test_a_page_that_waits_brings_itself_up_to_date(page: Page, address: str, desk: Desk) -> None:
    case = desk.searching()
    sign_in(page, address)
    page.goto(f"{address}/case/{desk.reference(case)}")
    expect(page.get_by_text("0 of 2 sources searched")).to_be_visible()
    desk.searched(case, "case")
    expect(page.get_by_text("1 of 2 sources searched")).to_be_visible(timeout=15_000)


def test_the_review_page_marks_the_text_and_keeps_its_place(page: Page, address: str, desk: Desk) -> None:
    case = desk.reviewing()
    sign_in(page, address)
    page.goto(f"{address}/case/{desk.reference(case)}/documents/{desk.documents(case)[0].key}")
    page.locator(".rp-text .rp-mark").click()
    assert page.url.split("#")[1].startswith("m-")
    page.get_by_label("Dee Fox").check()
    page.get_by_role("button", name="Withhold the chosen").click()
    expect(page.locator(".rp-text .rp-mark--withhold")).to_have_text("Dee Fox")
