from pathlib import Path

import pytest

from requests_.settings import ControllerProfile, SettingsFault, StoreSettings, letters_folder, staff_address
from requests_.store.session import open_engine


def test_without_settings_everything_is_under_var() -> None:
    settings = StoreSettings.from_environment({})
    assert (settings.database_url, settings.vault) == ("sqlite:///var/rights.sqlite", Path("var/vault"))


def test_a_council_says_its_own_name() -> None:
    assert ControllerProfile.from_environment({"RIGHTS_COUNCIL_NAME": "Ashcombe Council"}).name == "Ashcombe Council"


def test_every_empty_setting_is_named_at_once() -> None:
    with pytest.raises(SettingsFault, match="RIGHTS_COUNCIL_NAME, RIGHTS_COUNCIL_EMAIL"):
        ControllerProfile.from_environment({"RIGHTS_COUNCIL_NAME": " ", "RIGHTS_COUNCIL_EMAIL": ""})


@pytest.mark.parametrize(
    ("url", "says"),
    [("not a url", "is not a database address"), ("mysql://x/y", "runs on SQLite or PostgreSQL, not on mysql")],
)
def test_a_database_that_cannot_be_used_is_said_in_one_line(url: str, says: str) -> None:
    with pytest.raises(SettingsFault, match=says):
        open_engine(url)


@pytest.mark.parametrize("named", ["", "staff.example", "http://staff.example", "https://staff.example?x=1"])
def test_no_mail_to_staff_leaves_with_an_address_that_is_not_one(named: str) -> None:
    assert staff_address({"RIGHTS_STAFF_URL": "https://staff.example/"}) == "https://staff.example"
    with pytest.raises(SettingsFault, match="RIGHTS_STAFF_URL must be"):
        staff_address({"RIGHTS_STAFF_URL": named})


def test_a_councils_own_letters_are_in_a_folder_that_is_there(tmp_path: Path) -> None:
    assert letters_folder({}) is None
    assert letters_folder({"RIGHTS_LETTERS": str(tmp_path)}) == tmp_path
    with pytest.raises(SettingsFault, match="which is not a folder"):
        letters_folder({"RIGHTS_LETTERS": str(tmp_path / "nowhere")})
