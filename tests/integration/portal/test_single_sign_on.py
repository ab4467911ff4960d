"""Single sign-on against a real OpenID provider on this machine: what opens an account, and what does not."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pyotp
import pytest
import requests
from joserfc.jwk import RSAKey
from werkzeug.test import TestResponse

from portal.settings import SingleSignOnSettings
from portal.staff import create_staff_app
from portal.web.application import PortalApp
from portal.web.resources import Resources
from portal.wiring import build_resources
from portal.wiring.identity_provider import OpenIdProvider
from requests_.model.staff import Role
from requests_.settings import ControllerProfile
from tests.factories.cases import Desk
from tests.factories.openid_provider import CLIENT, SECRET, Person, Provider, running_provider

PASSWORD = "correct horse battery staple"
EMAIL = "caseworker@brackenford.example"


@pytest.fixture
def provider(desk: Desk) -> Iterator[Provider]:
    with running_provider(desk.clock) as running:
        yield running


@pytest.fixture
def trusts_second_step() -> bool:
    return False


@pytest.fixture
def handed_in(desk: Desk, tmp_path: Any, provider: Provider, trusts_second_step: bool) -> Resources:
    settings = SingleSignOnSettings(
        issuer=provider.issuer, client_id=CLIENT, client_secret=SECRET, trusts_second_step=trusts_second_step
    )
    outside = OpenIdProvider(settings, desk.clock)
    return build_resources(desk.store, ControllerProfile(), desk.clock, tmp_path, identity_provider=outside)


def there_and_back(visitor: Any, change: Callable[[str], str] = str) -> TestResponse:
    """Go to the provider as a browser would, and come back with its answer, changed on the way."""
    sent: TestResponse = visitor.get("/sign-in/single")
    if sent.status_code != 302:
        return sent
    return back_from(visitor, sent.location, change)


def back_from(visitor: Any, address: str, change: Callable[[str], str] = str) -> TestResponse:
    answer = requests.get(address, allow_redirects=False, timeout=5)
    assert answer.status_code == 302, answer.text
    returned: TestResponse = visitor.get(change(answer.headers["Location"].removeprefix("http://localhost")))
    return returned


def is_inside(visitor: Any) -> bool:
    return bool(visitor.get("/account").status_code == 200)


def test_a_verified_address_opens_the_account_that_has_it_and_from_then_on_the_person_does(
    caseworker: Any, open_staff: Any, provider: Provider
) -> None:
    first = open_staff()
    assert there_and_back(first).location == "/"
    assert "Single sign-on" in first.get("/account").text
    asked = provider.asked[0]
    assert asked["code_challenge_method"] == "S256"
    assert (asked["response_type"], asked["scope"]) == ("code", "openid email")
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 43
    # The person keeps the account under another address; the address no longer opens it for another person.
    provider.person.email = "married.name@brackenford.example"
    assert there_and_back(open_staff()).location == "/"
    provider.person.subject, provider.person.email = "person-2", EMAIL
    assert there_and_back(stranger := open_staff()).status_code == 403
    assert not is_inside(stranger)


NOBODYS: tuple[dict[str, Any], ...] = (
    dict(email="nobody@brackenford.example"),
    dict(is_verified=False),
    dict(is_verified="true"),
    dict(email=""),
)


def test_nobody_gets_an_account_by_signing_in_elsewhere(caseworker: Any, open_staff: Any, provider: Provider) -> None:
    for person in NOBODYS:
        provider.person = Person(**person)
        refused = there_and_back(visitor := open_staff())
        assert (refused.status_code, is_inside(visitor)) == (403, False), person
        assert "no account here is yours" in refused.text


def test_a_closed_account_stays_closed(caseworker: Any, signed_in: Any, open_staff: Any, provider: Provider) -> None:
    there_and_back(open_staff())
    administrator = signed_in(Role.ADMINISTRATOR)
    found = re.search(
        r'/accounts/([0-9a-f]{32})"[^>]*>Tamsin Hale</a>.{0,400}caseworker@', administrator.get("/accounts").text, re.S
    )
    assert found
    administrator.get(f"/accounts/{found[1]}")
    administrator.post(f"/accounts/{found[1]}/close")
    assert there_and_back(visitor := open_staff()).status_code == 403
    assert not is_inside(visitor)


LIES: dict[str, Callable[[Provider], object]] = {
    "another issuer in the token": lambda it: it.lies.update(iss="https://elsewhere.example"),
    "a token for another client": lambda it: it.lies.update(aud="another-client"),
    "a token for two, ours by nobody's word": lambda it: it.lies.update(aud=[CLIENT, "another-client"]),
    "a token given to another party": lambda it: it.lies.update(azp="another-client"),
    "another nonce": lambda it: it.lies.update(nonce="another"),
    "no nonce": lambda it: setattr(it, "omits", ("nonce",)),
    "no subject": lambda it: setattr(it, "omits", ("sub",)),
    "an empty subject": lambda it: it.lies.update(sub=""),
    "no expiry": lambda it: setattr(it, "omits", ("exp",)),
    "no audience": lambda it: setattr(it, "omits", ("aud",)),
    "no issuer": lambda it: setattr(it, "omits", ("iss",)),
    "a token from yesterday": lambda it: it.lies.update(exp=int(it.clock.utc_now().timestamp()) - 61),
    "a token from tomorrow": lambda it: it.lies.update(iat=int(it.clock.utc_now().timestamp()) + 3600),
    "no signature": lambda it: setattr(it, "algorithm", "none"),
    "another key under the same name": lambda it: setattr(
        it, "signs_with", RSAKey.generate_key(2048, {"kid": "first"})
    ),
    "a key nobody published": lambda it: setattr(it, "signs_with", RSAKey.generate_key(2048, {"kid": "second"})),
    "the public key as a shared secret": lambda it: setattr(it, "algorithm", "HS256"),
    "an answer that names no issuer": lambda it: setattr(it, "is_named_in_answers", False),
    "a client secret that changed": lambda it: setattr(it, "secret", "another"),
}


def test_whatever_does_not_fit_opens_nothing(caseworker: Any, open_staff: Any, provider: Provider) -> None:
    for name, lie in LIES.items():
        provider.tells_the_truth()
        lie(provider)
        refused = there_and_back(visitor := open_staff())
        assert (refused.status_code, is_inside(visitor)) == (403, False), name
        assert "That did not sign you in" in refused.text, name
    provider.tells_the_truth()
    assert there_and_back(open_staff()).location == "/"


ANSWERS: dict[str, Callable[[str], str]] = {
    "another state": lambda path: re.sub(r"state=[^&]+", "state=forged", path),
    "no state": lambda path: re.sub(r"&?state=[^&]+", "", path),
    "no code": lambda path: re.sub(r"code=[^&]+", "", path),
    "another code": lambda path: re.sub(r"code=[^&]+", "code=guessed", path),
    "another issuer": lambda path: re.sub(r"iss=[^&]+", "iss=https://elsewhere.example", path),
    "a refusal": lambda path: re.sub(r"code=[^&]+", "error=access_denied", path),
}


def test_an_answer_that_was_changed_on_the_way_opens_nothing(caseworker: Any, open_staff: Any) -> None:
    for name, change in ANSWERS.items():
        refused = there_and_back(visitor := open_staff(), change)
        assert (refused.status_code, is_inside(visitor)) == (403, False), name


def test_an_answer_opens_nothing_in_another_browser_and_nothing_twice(caseworker: Any, open_staff: Any) -> None:
    address: list[str] = []
    own, other = open_staff(), open_staff()
    other.get("/sign-in/single")
    assert there_and_back(own, lambda path: address.append(path) or path).location == "/"
    assert [visitor.get(address[0]).status_code for visitor in (own, other, open_staff())] == [403] * 3
    assert not is_inside(other)


CONFIGURATIONS: tuple[dict[str, Any], ...] = (
    dict(issuer="https://elsewhere.example"),
    dict(token_endpoint="http://elsewhere.example/token"),
    dict(authorization_endpoint="javascript:alert(1)"),
    dict(jwks_uri=None),
)


def test_a_provider_that_says_it_is_another_or_sends_in_clear_is_not_gone_to(
    open_staff: Any, provider: Provider
) -> None:
    for config in CONFIGURATIONS:
        provider.config = config
        away = there_and_back(open_staff())
        assert away.status_code == 503, config
        assert "Use your password." in away.text


def test_the_second_step_of_the_account_is_asked_for_here(
    caseworker: Any, open_staff: Any, provider: Provider, desk: Desk
) -> None:
    secret = app_of(caseworker, desk)
    provider.person.amr = ("pwd", "mfa")
    visitor = open_staff()
    assert there_and_back(visitor).location == "/sign-in/code"
    assert not is_inside(visitor)
    visitor.get("/sign-in/code")
    assert visitor.post("/sign-in/code", {"code": pyotp.TOTP(secret).at(desk.clock.utc_now())}).location == "/"
    assert "Single sign-on and app" in visitor.get("/account").text


@pytest.mark.parametrize("trusts_second_step", [True])
def test_a_second_step_shown_there_counts_where_the_setting_says_so_and_the_provider_says_it_was_shown(
    caseworker: Any, open_staff: Any, provider: Provider, desk: Desk
) -> None:
    app_of(caseworker, desk)
    for amr, leads_to in ((("pwd", "mfa"), "/"), (("pwd",), "/sign-in/code"), ((), "/sign-in/code")):
        provider.person.amr = amr
        assert there_and_back(open_staff()).location == leads_to, amr


def test_an_address_the_provider_never_verified_is_connected_by_its_owner_from_inside(
    caseworker: Any, open_staff: Any, provider: Provider
) -> None:
    provider.person.is_verified = False
    caseworker.get("/account/connect/confirm")
    assert caseworker.post("/account/connect/confirm", {"password": "another password"}).status_code == 400
    page = caseworker.post("/account/connect/confirm", {"password": PASSWORD}).text
    address = re.search(r'href="(http://127[^"]+)"', page)
    assert address
    assert back_from(caseworker, address[1].replace("&amp;", "&")).location == "/account"
    assert there_and_back(open_staff()).location == "/"
    caseworker.get("/account/disconnect/confirm")
    caseworker.post("/account/disconnect/confirm", {"password": PASSWORD})
    assert there_and_back(open_staff()).status_code == 403


def test_somebody_elses_identity_is_not_connected_to_ones_own_account(
    caseworker: Any, approver: Any, open_staff: Any, provider: Provider
) -> None:
    there_and_back(open_staff())
    approver.get("/account/connect/confirm")
    page = approver.post("/account/connect/confirm", {"password": PASSWORD}).text
    address = re.search(r'href="(http://127[^"]+)"', page)
    assert address
    assert back_from(approver, address[1].replace("&amp;", "&")).status_code == 409
    assert there_and_back(visitor := open_staff()).location == "/"
    assert "caseworker@" in visitor.get("/account").text


def test_signing_out_shows_the_way_out_there_too(caseworker: Any, open_staff: Any, provider: Provider) -> None:
    visitor = open_staff()
    there_and_back(visitor)
    visitor.get("/account")
    assert visitor.post("/sign-out").location == "/sign-in/single/left"
    page = visitor.get("/sign-in/single/left").text
    address = re.search(r'href="(http://127[^"]+)"', page)
    assert address
    out = requests.get(address[1].replace("&amp;", "&"), allow_redirects=False, timeout=5)
    assert out.headers["Location"] == "http://localhost/sign-in"
    assert not is_inside(visitor)


def test_keys_that_the_provider_changed_are_read_again(
    caseworker: Any, open_staff: Any, provider: Provider, desk: Desk
) -> None:
    assert there_and_back(open_staff()).location == "/"
    provider.key = RSAKey.generate_key(2048, {"kid": "next"})
    desk.clock.move(minutes=2)
    assert there_and_back(open_staff()).location == "/"


def test_without_the_setting_there_is_no_single_sign_on(desk: Desk, tmp_path: Any) -> None:
    from tests.integration.portal.conftest import SETTINGS

    app: PortalApp = create_staff_app(SETTINGS, build_resources(desk.store, ControllerProfile(), desk.clock, tmp_path))
    client = app.test_client()
    assert "Sign in with" in client.get("/sign-in").text  # a passkey
    assert "/sign-in/single" not in client.get("/sign-in").text
    assert [client.get(f"/sign-in/single{end}").status_code for end in ("", "/back", "/left")] == [404] * 3


def app_of(visitor: Any, desk: Desk) -> str:
    """Set up an authenticator app; returns its secret, with a code to come."""
    page = visitor.get("/account/app").text
    secret = re.search(r'rp-secret">([A-Z2-7 ]+)<', page)
    sealed = re.search(r'name="sealed" value="([^"]+)"', page)
    assert secret
    assert sealed
    made = secret[1].replace(" ", "")
    code = pyotp.TOTP(made).at(desk.clock.utc_now())
    assert visitor.post("/account/app", {"sealed": sealed[1], "code": code, "password": PASSWORD}).status_code == 200
    desk.clock.move(seconds=30)
    return made
