"""What is in force is shown with where it comes from, and no secret with it."""

from typing import Any

import pytest

from portal.wiring.settings_in_force import SETTINGS, settings_in_force
from requests_.model.staff import Role
from requests_.settings import ControllerProfile

SECRET = "postgresql://rights:hunter2@db/rights"


def test_each_setting_says_its_value_and_its_origin_and_no_secret_is_shown() -> None:
    told = {row.name: row for row in settings_in_force({"RIGHTS_DATABASE_URL": SECRET, "RIGHTS_COUNCIL_NAME": "Ashby"})}
    assert told["RIGHTS_DATABASE_URL"].shown == "Set, and not shown"
    assert (told["RIGHTS_COUNCIL_NAME"].shown, told["RIGHTS_COUNCIL_NAME"].is_set) == ("Ashby", True)
    assert (told["RIGHTS_SECURE_COOKIES"].shown, told["RIGHTS_SECURE_COOKIES"].is_set) == ("yes", False)
    assert told["RIGHTS_SECRET_KEY"].shown == "Not set"
    profile = {f"RIGHTS_COUNCIL_{name.upper()}" for name in ControllerProfile.__dataclass_fields__}
    assert set(told) == {setting.name for setting in SETTINGS} | profile


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_the_page_shows_settings_stores_days_and_roles(signed_in: Any, role: Role) -> None:
    page = signed_in(role).get("/settings").text
    for words in (
        "Brackenford Council",
        "The default",
        "Case",
        "To answer in",
        "Release",
        "Single sign-on: the provider",
    ):
        assert words in page, words
