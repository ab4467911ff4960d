"""The pages of reasons, silence, letters and recipients in a real browser: accessible, on any screen."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page

from portal.settings import WebSettings
from portal.staff import create_staff_app
from portal.wiring import build_resources
from requests_.model.answer_commands import SetLook
from requests_.model.clock_commands import AddRegime
from requests_.model.rights import Right
from requests_.model.staff import Role
from requests_.services import assessment, looking_again, staff_accounts
from requests_.settings import ControllerProfile
from requests_.store.session import Store
from tests.factories.breaches import reported
from tests.factories.cases import Desk
from tests.factories.people import CASEWORKER
from tests.journeys.browsing import faults_of, served

pytestmark = pytest.mark.browser
SETTINGS = WebSettings(secret="a secret that only tests know, long enough", secure_cookies=False)
EMAIL, PASSWORD = "officer@brackenford.example", "correct horse battery staple"


@pytest.fixture
def desk(sqlite_store: Store) -> Desk:
    return Desk(sqlite_store)


@pytest.fixture
def address(desk: Desk, page: Page, tmp_path: Path) -> Iterator[str]:
    """The staff app, served, with the data protection officer signed in."""
    with desk.store.unit_of_work() as uow:
        roles = (Role.DATA_PROTECTION_OFFICER,)
        staff_accounts.add_staff(
            uow, desk.clock, email=EMAIL, roles=roles, password=PASSWORD, display_name="Tamsin Hale"
        )
        uow.commit()
    app = create_staff_app(SETTINGS, build_resources(desk.store, ControllerProfile(), desk.clock, tmp_path))
    with served(app) as url:
        page.goto(f"{url}/sign-in")
        page.get_by_label("Email address").fill(EMAIL)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(f"{url}/")
        yield url


def test_the_pages_of_the_law_are_accessible_with_and_without_faults(page: Page, address: str, desk: Desk) -> None:
    case, erasing = desk.reviewing(), desk.received(right=Right.ERASURE)
    desk.withhold(case)
    day = desk.clock.london_date() + timedelta(days=20)
    desk.do(looking_again.set_look, SetLook(case=case, due_on=day, actor=CASEWORKER))
    desk.do(assessment.add_regime, AddRegime(case=case, considered="Interviews under caution.", actor=CASEWORKER))
    breach = reported(desk)
    base, faults = f"{address}/case/{desk.reference(case)}", {}
    pages = {
        "a case": base,
        "neither confirm": f"{base}/neither-confirm",
        "look again": f"{base}/look-again",
        "the list": f"{address}/look-again",
        "decisions": f"{base}/decisions",
        "a letter to send": f"{base}/letters/write/breach_notice",
        "why this date": f"{base}/why",
        "dates set from outside": f"{base}/dates",
        "a question": f"{base}/clarify",
        "recipients": f"{address}/case/{desk.reference(erasing)}/recipients",
        "breaches": f"{address}/breaches",
        "report a breach": f"{address}/breaches/report",
        "a breach": f"{address}/breach/{breach.reference}",
        "the risk of a breach": f"{address}/breach/{breach.reference}/assess",
    }
    for name, path in pages.items():
        page.goto(path)
        faults[name] = faults_of(page)
    for name, button in {
        "neither confirm": "Answer so, and tell the requester",
        "look again": "Record this",
        "recipients": "Record this",
        "dates set from outside": "Keep this date",
        "a question": "Send the question",
        "a letter to send": "Send it to the requester",
        "report a breach": "Report it",
        "the risk of a breach": "Record this",
    }.items():
        page.goto(pages[name])
        page.get_by_role("button", name=button).click()
        assert page.locator(".govuk-error-summary").count() == 1, name
        faults[f"{name}, with faults"] = faults_of(page)
    assert {name: found for name, found in faults.items() if found} == {}
