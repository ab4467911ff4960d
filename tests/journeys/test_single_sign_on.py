"""Single sign-on in a real browser: there, back, and out of both, with the pages on the way."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from portal.settings import SingleSignOnSettings, WebSettings
from portal.staff import create_staff_app
from portal.wiring import build_resources
from portal.wiring.identity_provider import OpenIdProvider
from requests_.model.staff import Role
from requests_.services import staff_accounts
from requests_.settings import ControllerProfile
from requests_.store.session import Store
from tests.factories.cases import Desk
from tests.factories.openid_provider import CLIENT, SECRET, running_provider
from tests.journeys.browsing import faults_of, picture, served

pytestmark = pytest.mark.browser
SETTINGS = WebSettings(secret="a secret that only tests know, long enough", secure_cookies=False)
EMAIL, PASSWORD = "caseworker@brackenford.example", "correct horse battery staple"


def test_a_caseworker_goes_there_comes_back_and_signs_out_of_both(
    page: Page, sqlite_store: Store, tmp_path: Path
) -> None:
    desk, looks = Desk(sqlite_store), {}
    desk.within(
        lambda uow: staff_accounts.add_staff(
            uow, desk.clock, email=EMAIL, roles=(Role.CASEWORKER,), password=PASSWORD, display_name="Tamsin Hale"
        )
    )

    def look(name: str) -> None:
        looks[name] = faults_of(page)
        picture(page, name)

    with running_provider(desk.clock) as provider:
        settings = SingleSignOnSettings(issuer=provider.issuer, client_id=CLIENT, client_secret=SECRET)
        outside = OpenIdProvider(settings, desk.clock)
        handed_in = build_resources(desk.store, ControllerProfile(), desk.clock, tmp_path, identity_provider=outside)
        with served(create_staff_app(SETTINGS, handed_in)) as address:
            provider.portal = address
            provider.person.is_verified = False
            page.goto(f"{address}/sign-in")
            look("sign in")
            page.get_by_role("button", name="Sign in with your council account").click()
            expect(page.get_by_role("heading", name="That did not sign you in")).to_be_visible()
            look("refused")
            provider.person.is_verified = True
            page.get_by_role("link", name="Sign in another way").click()
            page.get_by_role("button", name="Sign in with your council account").click()
            page.wait_for_url(f"{address}/")
            page.get_by_role("link", name="Your account").click()
            look("account")
            page.get_by_role("button", name="Sign out", exact=True).click()
            expect(page.get_by_role("heading", name="You are signed out here")).to_be_visible()
            look("signed out")
            page.get_by_role("button", name="Sign out of your council account").click()
            page.wait_for_url(f"{address}/sign-in")
            assert provider.asked[-1]["client_id"] == CLIENT
    assert {name: found for name, found in looks.items() if found} == {}
