"""Signing in: what opens a session, what ends it, and what a stolen or forged form cannot do."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from portal.web.application import PortalApp
from tests.factories.cases import Desk

EMAIL = "caseworker@brackenford.example"


def secret_cookie(visitor: Any) -> str:
    return next(cookie.value for cookie in visitor.client._cookies.values() if cookie.key == "rights_staff")


def test_a_wrong_password_and_an_unknown_address_get_the_same_page(caseworker: Any, open_staff: Any) -> None:
    pages = []
    for email in (EMAIL, "nobody@brackenford.example"):
        stranger = open_staff()
        page: TestResponse = stranger.sign_in(email, "not the password")
        assert page.status_code == 400
        pages.append(page.text.replace(stranger.token, "").replace(email, ""))
    assert pages[0] == pages[1]


def test_five_wrong_passwords_close_the_door_for_that_address_only(caseworker: Any, open_staff: Any) -> None:
    stranger = open_staff()
    answers = [stranger.sign_in("someone@brackenford.example", "wrong password").status_code for _ in range(6)]
    assert answers == [400] * 5 + [429]
    assert open_staff().sign_in(EMAIL).status_code == 302


def test_signing_out_ends_the_session_for_the_cookie_too(caseworker: Any, open_staff: Any) -> None:
    kept = secret_cookie(caseworker)
    caseworker.get("/")
    caseworker.post("/sign-out")
    thief = open_staff()
    thief.client.set_cookie("rights_staff", kept)
    assert thief.get("/").status_code == 302


def test_an_idle_session_ends_after_half_an_hour(caseworker: Any, desk: Desk) -> None:
    desk.clock.move(minutes=29)
    assert caseworker.get("/").status_code == 200
    desk.clock.move(minutes=31)
    assert caseworker.get("/").location.startswith("/sign-in")


def test_a_form_without_its_token_changes_nothing(caseworker: Any, desk: Desk) -> None:
    case = desk.assessing()
    before = desk.case(case).version
    for token in ("", "forged", "IjEi.aaaa.bbbb"):
        caseworker.token = token
        refused = caseworker.post(f"/case/{desk.reference(case)}/accept", {"sources": ["case", "share"]})
        assert refused.status_code == 400
        assert "This page is too old" in refused.text
    assert desk.case(case).version == before


def test_another_sessions_token_is_refused(caseworker: Any, approver: Any, desk: Desk) -> None:
    case = desk.assessing()
    approver.get("/")
    caseworker.token = approver.token
    assert caseworker.post(f"/case/{desk.reference(case)}/accept", {"sources": ["case", "share"]}).status_code == 400


@pytest.mark.parametrize("next_page", ["https://elsewhere.example/", "//elsewhere.example", "/case/RR-2026-00001-J"])
def test_signing_in_never_leads_elsewhere(caseworker: Any, open_staff: Any, next_page: str) -> None:
    stranger = open_staff()
    stranger.get(f"/sign-in?next={next_page}")
    fields = {"email": EMAIL, "password": "correct horse battery staple"}
    entered = stranger.post(f"/sign-in?next={next_page}", fields)
    assert entered.location == "/"


def test_the_session_cookie_is_out_of_reach_of_scripts(staff_app: PortalApp) -> None:
    cookie = staff_app.test_client().get("/sign-in").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
