import pytest

from portal.settings import SingleSignOnSettings, WebSettings
from requests_.settings import SettingsFault

SECRET = "x" * 32


def test_cookies_are_secure_and_no_proxy_is_believed_unless_told() -> None:
    settings = WebSettings.from_environment({"RIGHTS_SECRET_KEY": SECRET})
    assert (settings.secure_cookies, settings.trusted_proxies, settings.throttle_storage) == (True, 0, "memory://")


def test_every_fault_is_told_at_once() -> None:
    wrong = {"RIGHTS_SECRET_KEY": "short", "RIGHTS_SECURE_COOKIES": "perhaps", "RIGHTS_TRUSTED_PROXIES": "-1"}
    with pytest.raises(SettingsFault) as told:
        WebSettings.from_environment(wrong)
    assert all(name in told.value.public_message for name in wrong)


def test_there_is_no_secret_of_our_own() -> None:
    with pytest.raises(SettingsFault, match="RIGHTS_SECRET_KEY"):
        WebSettings.from_environment({})


SSO = {"RIGHTS_SSO_ISSUER": "https://login.example/tenant", "RIGHTS_SSO_CLIENT": "portal", "RIGHTS_SSO_SECRET": "kept"}


def test_there_is_no_single_sign_on_unless_an_issuer_is_named() -> None:
    assert SingleSignOnSettings.from_environment({}) is None
    settings = SingleSignOnSettings.from_environment(SSO)
    assert settings is not None
    assert (settings.name, settings.trusts_second_step) == ("your council account", False)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RIGHTS_SSO_ISSUER", "http://login.example"),
        ("RIGHTS_SSO_ISSUER", "https://login.example?tenant=1"),
        ("RIGHTS_SSO_CLIENT", ""),
        ("RIGHTS_SSO_SECRET", " "),
        ("RIGHTS_SSO_SECOND_STEP", "never"),
    ],
)
def test_half_a_single_sign_on_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(SettingsFault, match=name):
        SingleSignOnSettings.from_environment({**SSO, name: value})
