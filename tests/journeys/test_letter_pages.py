"""The letters' pages in a real browser: accessible, on any screen, and a letter looks as its own style says."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page

from portal.settings import WebSettings
from portal.staff import create_staff_app
from portal.wiring import build_resources
from requests_.ids import CaseId
from requests_.model.commands import RefuseRequest
from requests_.model.consents import AskThirdParty, ConsentAnswer, RecordConsent
from requests_.model.correspondence import Audience, LetterKind
from requests_.model.events.base import RefusalGround
from requests_.model.letters.commands import KeepLetter
from requests_.model.letters.examples import example
from requests_.model.staff import Role
from requests_.services import assessment, consents, correspondence, posting, staff_accounts
from requests_.services.work import record_message_sent
from requests_.settings import ControllerProfile
from requests_.store.queries.letters import letter_lines
from requests_.store.session import Store
from templates.letter_writer import LetterWriter
from tests.factories.cases import Desk
from tests.factories.people import CASEWORKER, requester
from tests.journeys.browsing import faults_of, served

pytestmark = pytest.mark.browser
SETTINGS = WebSettings(secret="a secret that only tests know, long enough", secure_cookies=False)
ROLES = (Role.CASEWORKER, Role.ADMINISTRATOR)
EMAIL, PASSWORD = "case@brackenford.example", "correct horse battery staple"


@pytest.fixture
def desk(sqlite_store: Store) -> Desk:
    return Desk(sqlite_store)


@pytest.fixture
def address(desk: Desk, page: Page, tmp_path: Path) -> Iterator[str]:
    """The staff app, served, with a caseworker signed in."""
    with desk.store.unit_of_work() as uow:
        staff_accounts.add_staff(
            uow, desk.clock, email=EMAIL, roles=ROLES, password=PASSWORD, display_name="Tamsin Hale"
        )
        uow.commit()
    with served(
        create_staff_app(SETTINGS, build_resources(desk.store, ControllerProfile(), desk.clock, tmp_path))
    ) as url:
        page.goto(f"{url}/sign-in")
        page.get_by_label("Email address").fill(EMAIL)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(f"{url}/")
        yield url


def with_a_sent_letter(desk: Desk) -> CaseId:
    case, letter = desk.reviewing(), example(LetterKind.ACKNOWLEDGEMENT)
    with desk.store.reading() as session:
        message = letter_lines(session, case)[-1].message
    page = LetterWriter().html(letter.template, letter.context(ControllerProfile()))
    digest = desk.store.vault.of(case).put(page.encode())
    command = KeepLetter(message=message, letter=letter, page_sha256=digest, pdf_sha256=digest, large_pdf_sha256=digest)
    desk.within(lambda uow: correspondence.keep_letter(uow, command))
    desk.within(lambda uow: record_message_sent(uow, desk.clock, message, letter=digest))
    return case


def test_the_letters_pages_are_accessible_with_and_without_faults(page: Page, address: str, desk: Desk) -> None:
    base, faults = f"{address}/case/{desk.reference(with_a_sent_letter(desk))}/letters", {}
    for name, path in {
        "letters": "",
        "writing": "/write/refusal",
        "a letter": "/write/no_data/adult/standard",
        "a young person's letter in large print": "/write/refusal/young/large",
    }.items():
        page.goto(base + path)
        faults[name] = faults_of(page)
    case = desk.received(requester=requester(email="", address="4 Mill Lane"))
    [letter] = desk.case(case).to_post
    desk.within(lambda uow: posting.record_printed(uow, desk.clock, letter.message, letter="a" * 64))
    page.goto(f"{address}/case/{desk.reference(case)}")
    faults["a letter to print and post"] = faults_of(page)
    page.get_by_text("Also to be printed and posted").get_by_role("link").click()
    page.get_by_role("button", name="Record it").click()
    faults["printing and posting, with faults"] = faults_of(page)
    page.goto(f"{base}/write/refusal")
    page.get_by_label("What should the letter say?").fill("Dee Fox said no to this.")
    page.get_by_role("button", name="Check it and read it").click()
    assert "It names somebody else" in page.content()
    faults["writing with a fault"] = faults_of(page)
    assert {name: found for name, found in faults.items() if found} == {}


def asked(desk: Desk) -> str:
    """The address of a case in which another person was asked, and said no."""
    case, today = desk.reviewing(), desk.clock.london_date()
    command = AskThirdParty(
        case=case,
        person="person-1",
        to_name="Dee Fox",
        email="dee@fox.example",
        address="",
        audience=Audience.ADULT,
        about="What you told the school about the bus.",
        answer_by=today + timedelta(days=14),
        actor=CASEWORKER,
    )
    consent = desk.do(consents.ask_third_party, command)
    answer = RecordConsent(
        case=case,
        consent=consent,
        answer=ConsentAnswer.REFUSES,
        answered_on=today,
        record="By telephone.",
        actor=CASEWORKER,
    )
    desk.do(consents.record_consent, answer)
    return desk.reference(case)


def test_refusing_asking_others_replies_and_letters_words_are_accessible(page: Page, address: str, desk: Desk) -> None:
    case, early = f"{address}/case/{asked(desk)}", f"{address}/case/{desk.reference(desk.assessing())}"
    refused, ground = desk.assessing(), RefusalGround.NOT_ENTITLED
    refuse = RefuseRequest(case=refused, ground=ground, explanation="We have not seen it.", actor=CASEWORKER)
    desk.do(assessment.refuse_request, refuse)
    faults = {}
    for name, path in {
        "refusing": f"{early}/refuse",
        "a refusal that waits for a second person": f"{address}/case/{desk.reference(refused)}/second-person",
        "taking a request back": f"{early}/withdraw",
        "people": f"{case}/people",
        "asking": f"{case}/agreement/ask/person-1",
        "who was asked": f"{case}/agreement",
        "showing with advice": f"{case}/people/show?person=person-1",
        "everything written": f"{case}/replies",
        "looking again": f"{case}/look-again",
        "programs": f"{address}/programs",
        "a token for a program": f"{address}/programs/token",
        "letters' words": f"{address}/wording",
        "words of a letter": f"{address}/wording/refusal/adult/uk_gdpr",
    }.items():
        page.goto(path)
        faults[name] = faults_of(page)
    page.get_by_label("The text").fill("We say no.")
    page.get_by_role("button", name="Use these words").click()
    assert "It lacks the reasons" in page.content()
    faults["words that lack something"] = faults_of(page)
    assert {name: found for name, found in faults.items() if found} == {}


def test_a_letters_own_style_is_let_through(page: Page, address: str, desk: Desk) -> None:
    base = f"{address}/case/{desk.reference(desk.received())}/letters/write/refusal/adult"
    sizes = {}
    for size in ("standard", "large"):
        page.goto(f"{base}/{size}")
        sizes[size] = page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)")
    assert sizes == {"standard": pytest.approx(11.5 * 96 / 72, abs=0.1), "large": pytest.approx(24, abs=0.1)}
