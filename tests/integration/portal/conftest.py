"""Both web apps over a real store, and visitors who fill their forms as a browser would."""

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from portal.public import create_public_app
from portal.settings import WebSettings
from portal.staff import create_staff_app
from portal.web.application import PortalApp
from portal.web.resources import Resources
from portal.wiring import build_resources
from requests_.model.staff import Role
from requests_.services import staff_accounts
from requests_.settings import ControllerProfile
from requests_.store.session import Store
from tests.factories.cases import Desk

SETTINGS = WebSettings(secret="a secret that only tests know, long enough", secure_cookies=False)
PASSWORD = "correct horse battery staple"
PARENT_ANSWERS: dict[str, dict[str, Any]] = {
    "asks": {"asks": ["access"]},
    "who": {"capacity": "parent"},
    "name": {"given_name": "Orla", "family_name": "Fenwick"},
    "other-names": {"other_names": "Orla Fox"},
    "birth": {"date_of_birth-day": "9", "date_of_birth-month": "3", "date_of_birth-year": "2014"},
    "school": {"school": "Mill Lane Primary", "upn": "a1234 56789 012"},
    "address": {"address": "12 Mill Lane\nBrackenford\nQX1 4ZZ"},
    "earlier-addresses": {"past_addresses": "3 Old Road, Brackenford"},
    "your-name": {"requester_name": "Maeve Fenwick"},
    "relation": {"relation": "mother"},
    "agrees": {"agrees": "not_asked"},
    "authority": {"authority": "can_send"},
    "contact": {"email": "maeve@fenwick.example", "phone": "01632 960 123"},
    "safe": {"mailbox": "private", "is_safe_to_write": "yes", "is_safe_to_call": "yes"},
    "protect": {"is_protected": "no", "keep_from": ""},
    "what": {"extent": "everything"},
    "when": {"period": "any"},
    "help": {"schools": "", "officers": "Mrs Hale", "places": "", "wording": "The panel in March"},
    "copy-to": {"goes_to": "requester"},
    "answer": {"answer_as": "online", "language": ""},
}


class Visitor:
    """One browser: keeps its cookies, and sends the form token of the page it was on."""

    def __init__(self, app: PortalApp) -> None:
        self.client = app.test_client()
        self.token, self.followed = "", ""

    def get(self, path: str, **options: Any) -> TestResponse:
        return self._seen(self.client.get(path, **options))

    def post(self, path: str, fields: dict[str, Any] | None = None, **options: Any) -> TestResponse:
        data = {"csrf_token": self.token, "followed": self.followed, **(fields or {})}
        return self._seen(self.client.post(path, data=data, **options))

    def _seen(self, response: TestResponse) -> TestResponse:
        is_page = response.mimetype == "text/html"
        found = re.search(r'name="csrf_token" value="([^"]+)"', response.text) if is_page else None
        self.token = html.unescape(found[1]) if found else self.token
        followed = re.search(r'name="followed" value="([^"]+)"', response.text) if is_page else None
        self.followed = followed[1] if followed else self.followed
        return response

    def answer(self, step: str, fields: dict[str, Any], query: str = "") -> TestResponse:
        self.get(f"/request/{step}{query}")
        return self.post(f"/request/{step}{query}", fields)

    def answer_all(self, answers: dict[str, dict[str, Any]]) -> None:
        for step, fields in answers.items():
            response = self.answer(step, fields)
            assert response.status_code == 302, (step, response.text)
        self.get("/request/check")

    def sign_in(self, email: str, password: str = PASSWORD) -> TestResponse:
        self.get("/sign-in")
        return self.post("/sign-in", {"email": email, "password": password})


@pytest.fixture
def desk(sqlite_store: Store) -> Desk:
    """The worker's and everyone else's side of the cases."""
    return Desk(sqlite_store, sources=("case", "share"))


@pytest.fixture
def handed_in(desk: Desk, tmp_path: Path) -> Resources:
    return build_resources(desk.store, ControllerProfile(), desk.clock, tmp_path)


@pytest.fixture
def public_app(handed_in: Resources) -> PortalApp:
    return create_public_app(SETTINGS, handed_in)


@pytest.fixture
def staff_app(handed_in: Resources) -> PortalApp:
    return create_staff_app(SETTINGS, handed_in)


@pytest.fixture
def visitor(public_app: PortalApp) -> Visitor:
    """Somebody who asks."""
    return Visitor(public_app)


@pytest.fixture
def signed_in(desk: Desk, staff_app: PortalApp) -> Callable[..., Visitor]:
    """Open an account with these roles and sign in to it."""

    def enter(*roles: Role) -> Visitor:
        email = f"{'-'.join(roles) or 'nobody'}@brackenford.example"
        desk.within(
            lambda uow: staff_accounts.add_staff(
                uow, desk.clock, email=email, roles=roles, password=PASSWORD, display_name="Tamsin Hale"
            )
        )
        visitor = Visitor(staff_app)
        assert visitor.sign_in(email).status_code == 302
        return visitor

    return enter


@pytest.fixture
def caseworker(signed_in: Callable[..., Visitor]) -> Visitor:
    return signed_in(Role.CASEWORKER)


@pytest.fixture
def approver(signed_in: Callable[..., Visitor]) -> Visitor:
    return signed_in(Role.APPROVER)


@pytest.fixture
def parent_answers() -> dict[str, dict[str, Any]]:
    """Complete answers of a parent, one form a step."""
    return {step: dict(fields) for step, fields in PARENT_ANSWERS.items()}


@pytest.fixture
def open_visitor(public_app: PortalApp) -> Callable[[], Visitor]:
    """Another browser."""
    return lambda: Visitor(public_app)


@pytest.fixture
def open_staff(staff_app: PortalApp) -> Callable[[], Visitor]:
    """Another browser at the staff app's door."""
    return lambda: Visitor(staff_app)
