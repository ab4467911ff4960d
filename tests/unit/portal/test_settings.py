import pytest

from portal.settings import WebSettings
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
