"""Accounts on their pages: the second step, other places one is signed in at, and what administrators do."""

import re
from collections.abc import Iterator
from typing import Any

import pyotp
import pytest

from portal.settings import WebSettings
from portal.staff import create_staff_app
from portal.web.resources import Resources
from requests_.model.staff import MAIL_JOB, Role
from tests.factories.cases import Desk
from tests.factories.post import Post, post_office, work_on
from tests.integration.portal.conftest import Visitor

PASSWORD = "correct horse battery staple"
SITE = "https://staff.brackenford.example"
EMAIL = "caseworker@brackenford.example"


def app_secret(page: str) -> str:
    found = re.search(r'rp-secret">([A-Z2-7 ]+)<', page)
    assert found
    return found[1].replace(" ", "")


def sealed(page: str) -> str:
    found = re.search(r'name="sealed" value="([^"]+)"', page)
    assert found
    return found[1]


@pytest.fixture
def post(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    monkeypatch.setenv("RIGHTS_STAFF_URL", SITE)
    with post_office(desk) as office:
        yield office


@pytest.fixture
def secret(caseworker: Any, desk: Desk) -> str:
    """The secret of the caseworker's app, set up on its page."""
    page = caseworker.get("/account/app").text
    made = app_secret(page)
    code = pyotp.TOTP(made).at(desk.clock.utc_now())
    done = caseworker.post("/account/app", {"sealed": sealed(page), "code": code, "password": PASSWORD})
    assert done.status_code == 200
    assert done.text.count("<li>") >= 10
    desk.clock.move(seconds=30)
    return made


def test_after_the_password_comes_the_code_and_until_then_nothing_opens(
    secret: str, open_staff: Any, desk: Desk
) -> None:
    visitor = open_staff()
    assert visitor.sign_in(EMAIL).location == "/sign-in/code"
    assert visitor.get("/").location.startswith("/sign-in")
    assert visitor.get("/account").location.startswith("/sign-in")
    visitor.get("/sign-in/code")
    assert visitor.post("/sign-in/code", {"code": "000000"}).status_code == 400
    entered = visitor.post("/sign-in/code", {"code": pyotp.TOTP(secret).at(desk.clock.utc_now())})
    assert entered.location == "/"
    assert visitor.get("/").status_code == 200


def test_where_a_second_step_is_needed_a_password_alone_opens_ones_own_account_and_nothing_else(
    handed_in: Resources, caseworker: Any, desk: Desk
) -> None:
    settings = WebSettings(
        secret="another secret of the tests, long enough", secure_cookies=False, needs_second_step=True
    )
    visitor = Visitor(create_staff_app(settings, handed_in))
    visitor.sign_in(EMAIL)
    for path in ("/", f"/case/{desk.reference(desk.reviewing())}", "/reports"):
        assert visitor.get(path).location == "/account", path
    page = visitor.get("/account/app").text
    code = pyotp.TOTP(app_secret(page)).at(desk.clock.utc_now())
    visitor.post("/account/app", {"sealed": sealed(page), "code": code, "password": PASSWORD})
    assert visitor.get("/").status_code == 200


def test_codes_are_tried_five_times_and_then_no_more(secret: str, open_staff: Any) -> None:
    visitor = open_staff()
    visitor.sign_in(EMAIL)
    visitor.get("/sign-in/code")
    answers = [visitor.post("/sign-in/code", {"code": "000000"}).status_code for _ in range(6)]
    assert answers == [400] * 5 + [429]


def test_an_app_is_not_set_up_without_the_password(caseworker: Any, desk: Desk) -> None:
    page = caseworker.get("/account/app").text
    code = pyotp.TOTP(app_secret(page)).at(desk.clock.utc_now())
    refused = caseworker.post("/account/app", {"sealed": sealed(page), "code": code, "password": "another password"})
    assert refused.status_code == 400
    assert "Not set up" in caseworker.get("/account").text


def test_somebody_sees_where_they_are_signed_in_and_ends_it_there(caseworker: Any, open_staff: Any) -> None:
    elsewhere = open_staff()
    elsewhere.sign_in(EMAIL)
    assert elsewhere.get("/").status_code == 200
    page = caseworker.get("/account").text
    keys = re.findall(r"/account/sessions/([0-9a-f]{32})/end", page)
    assert len(keys) == 1
    assert caseworker.post(f"/account/sessions/{keys[0]}/end").status_code == 302
    assert elsewhere.get("/").location.startswith("/sign-in")
    assert caseworker.get("/").status_code == 200


def test_nobody_ends_anothers_session(caseworker: Any, approver: Any) -> None:
    approver.sign_in("approver@brackenford.example")
    caseworker.sign_in(EMAIL)
    other = open_keys(approver)[0]
    caseworker.get("/account")
    assert caseworker.post(f"/account/sessions/{other}/end").status_code == 404


def open_keys(visitor: Any) -> list[str]:
    return re.findall(r"/account/sessions/([0-9a-f]{32})/end", visitor.get("/account").text)


def test_strangers_who_try_an_account_do_not_shut_its_owner_out(caseworker: Any, open_staff: Any) -> None:
    """A hundred tries from other networks use up the strangers' count; the owner's own browser has its own."""
    answers = []
    for number in range(101):
        stranger = open_staff()
        stranger.get("/sign-in")
        fields = {"email": EMAIL, "password": "wrong password"}
        address = {"REMOTE_ADDR": f"192.0.2.{number}"}
        answers.append(stranger.post("/sign-in", fields, environ_overrides=address).status_code)
    assert 429 in answers
    caseworker.post("/sign-out")
    assert caseworker.sign_in(EMAIL).status_code == 302


def test_whoever_mistypes_a_password_shuts_out_nobody_else_of_their_office(open_staff: Any, signed_in: Any) -> None:
    """One address for all: the account that is tried is held up there, a colleague at a new computer is not."""
    signed_in(Role.APPROVER)
    typist, answers = open_staff(), []
    for _ in range(320):
        if not answers or answers[-1] != 429:
            typist.get("/sign-in")
        answers.append(typist.post("/sign-in", {"email": EMAIL, "password": "wrong password"}).status_code)
    assert answers[:6] == [400] * 5 + [429]
    assert open_staff().sign_in("approver@brackenford.example").status_code == 302


def test_an_administrator_opens_an_account_and_its_owner_chooses_the_password(
    signed_in: Any, open_staff: Any, desk: Desk, post: Post
) -> None:
    admin = signed_in(Role.ADMINISTRATOR)
    admin.get("/accounts/new")
    fields = {"name": "Nia Vale", "email": "nia@brackenford.example", "roles": ["ess_officer"]}
    account = admin.post("/accounts/new", fields).location
    assert work_on(desk, MAIL_JOB) == ["done"]
    link = link_in(post)
    nia = open_staff()
    nia.get(link)
    assert "guess first" in nia.post(link, {"password": "password12345"}).text
    assert nia.post(link, {"password": "seven quiet herons"}).location == "/sign-in"
    assert nia.post(link, {"password": "eight quiet herons"}).status_code == 404
    assert nia.sign_in("nia@brackenford.example", "seven quiet herons").location == "/"
    assert work_on(desk, MAIL_JOB) == ["done"]
    assert [mail["To"] for mail in post.mails] == ["nia@brackenford.example"] * 2
    assert "tell us at once" in str(post.mails[1])
    assert "Link mailed to its owner" in admin.get(account).text


def test_an_administrator_never_sees_the_link_with_which_anothers_password_is_chosen(
    signed_in: Any, caseworker: Any, desk: Desk, post: Post
) -> None:
    """Threat 39: what an administrator reads of it, page by page and in the outbox, opens nobody's account."""
    admin = signed_in(Role.ADMINISTRATOR)
    account = account_of(admin, "caseworker@")
    shown = []
    for deed in ("invite", "reset"):
        admin.get(account)
        admin.post(f"{account}/{deed}")
        shown.append(admin.get(account).text)
    assert work_on(desk, MAIL_JOB) == ["done", "done"]
    shown += [admin.get(account).text, *map(str, desk.within(lambda uow: uow.outbox.open_of(MAIL_JOB)))]
    secret = link_in(post).rpartition("/")[2]
    assert len(secret) >= 40
    assert not any(secret in page or "/welcome/" in page for page in shown)
    assert [mail["To"] for mail in post.mails] == [EMAIL, EMAIL]
    assert "taken the app, passkeys" in "".join(map(str, post.mails))


@pytest.mark.parametrize(
    ("site", "is_down", "says"), [("", False, "RIGHTS_STAFF_URL must be"), (SITE, True, "does not answer")]
)
def test_an_administrator_reads_why_a_link_has_not_left(
    signed_in: Any, caseworker: Any, desk: Desk, post: Post, monkeypatch: Any, site: str, is_down: bool, says: str
) -> None:
    monkeypatch.setenv("RIGHTS_STAFF_URL", site)
    post.is_down = is_down
    admin = signed_in(Role.ADMINISTRATOR)
    account = account_of(admin, "caseworker@")
    admin.get(account)
    admin.post(f"{account}/invite")
    assert work_on(desk, MAIL_JOB) == ["postponed"]
    page = admin.get(account).text
    assert says in page
    assert "rights staff password-link" in page


def link_in(post: Post) -> str:
    words = "".join(mail.get_body(("plain",)).get_content() for mail in post.mails)  # type: ignore[union-attr]
    found = re.search(rf"{SITE}(/welcome/\S+)", words)
    assert found
    return found[1]


def account_of(admin: Any, address: str) -> str:
    found = re.search(rf'(/accounts/[0-9a-f]{{32}})">[^<]*</a><br><span[^>]*>{address}', admin.get("/accounts").text)
    assert found
    return found[1]


def test_another_role_counts_from_the_next_page_and_a_closed_account_is_out_at_once(
    signed_in: Any, caseworker: Any
) -> None:
    admin = signed_in(Role.ADMINISTRATOR)
    key = account_of(admin, "caseworker@").rpartition("/")[2]
    admin.get(f"/accounts/{key}")
    admin.post(f"/accounts/{key}/roles", {"roles": ["administrator"]})
    assert caseworker.get("/").status_code == 403
    admin.post(f"/accounts/{key}/close")
    assert caseworker.get("/account").location.startswith("/sign-in")
    assert admin.get(f"/accounts/{key}").text.count("by Tamsin Hale") == 2


def test_the_web_makes_no_first_administrator(caseworker: Any) -> None:
    assert caseworker.get("/accounts").status_code == 403
    assert caseworker.post("/accounts/new", {"roles": ["administrator"]}).status_code == 403


@pytest.mark.parametrize("answer", ["", "null", "[]", "{}", '{"response": {"clientDataJSON": "!"}}', '{"id": 1}'])
def test_an_answer_that_is_no_passkey_opens_nothing(open_staff: Any, answer: str) -> None:
    visitor = open_staff()
    visitor.get("/sign-in")
    headers = {"X-CSRFToken": visitor.token, "Content-Type": "application/json"}
    asked = visitor.client.post("/sign-in/passkey/options", data="{}", headers=headers)
    assert asked.status_code == 200
    refused = visitor.client.post("/sign-in/passkey", data=answer, headers=headers)
    assert refused.status_code == 400
    assert visitor.get("/").location.startswith("/sign-in")
