"""The administrator's page of the council's programs: tokens and webhooks are made, shown once, and ended."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from portal.api import create_api_app
from portal.cli.programs import token, webhook
from portal.web.resources import Resources
from requests_.model.staff import Role
from requests_.services import api_access
from tests.factories.cases import Desk
from tests.integration.portal.conftest import SETTINGS, Visitor


@pytest.fixture
def administrator(signed_in: Any) -> Visitor:
    visitor: Visitor = signed_in(Role.ADMINISTRATOR)
    return visitor


def shown_in(page: str) -> str:
    found = re.search(r'rp-secret">([^<]+)<', page)
    assert found
    return found[1]


def test_a_token_is_shown_once_opens_the_api_and_opens_nothing_once_it_is_ended(
    administrator: Visitor, handed_in: Resources
) -> None:
    client = create_api_app(SETTINGS, handed_in).test_client()
    administrator.get("/programs/token")
    made = administrator.post("/programs/token", {"client": "crm", "scopes": ["webhooks:read"], "days": "90"})
    secret = shown_in(made.text)
    headers = {"Authorization": f"Bearer {secret}"}
    assert client.get("/v1/webhooks", headers=headers).status_code == 200
    page = administrator.get("/programs").text
    assert secret not in page
    assert "Tamsin Hale" in page
    [key] = re.findall(r"/programs/token/([0-9a-f]{32})/end", page)
    assert administrator.post(f"/programs/token/{key}/end").status_code == 302
    assert client.get("/v1/webhooks", headers=headers).status_code == 401
    assert "Ended" in administrator.get("/programs").text


def test_a_webhook_is_added_with_its_secret_and_ended(administrator: Visitor, desk: Desk) -> None:
    administrator.get("/programs/webhook")
    added = administrator.post("/programs/webhook", {"client": "crm", "address": "https://crm.example/hook"})
    page = administrator.get("/programs").text
    [key] = re.findall(r"/programs/webhook/([0-9a-f]{32})/end", page)
    assert shown_in(added.text) == api_access.signing_secret(desk.store.vault, key)
    administrator.post(f"/programs/webhook/{key}/end")
    assert "https://crm.example/hook" not in administrator.get("/programs").text


@pytest.mark.parametrize(
    ("path", "fields", "says"),
    [
        ("token", {}, "Enter the name of the program"),
        ("token", {"client": "C R M", "scopes": ["requests:read"], "days": "90"}, "small letters"),
        ("token", {"client": "crm", "scopes": ["all"], "days": "90"}, "Choose at least one"),
        ("token", {"client": "crm", "scopes": ["requests:read"], "days": "9999"}, "Choose how long"),
        ("webhook", {"client": "crm", "address": "http://crm.example/"}, "must be https://"),
    ],
)
def test_what_will_not_do_is_said_at_its_field(
    administrator: Visitor, path: str, fields: dict[str, Any], says: str
) -> None:
    administrator.get(f"/programs/{path}")
    refused = administrator.post(f"/programs/{path}", fields)
    assert refused.status_code == 400
    assert says in refused.text


def test_the_commands_do_what_the_page_does(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIGHTS_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("RIGHTS_VAULT", str(tmp_path / "vault"))

    def run(command: Any, *words: str) -> list[dict[str, Any]]:
        done = CliRunner().invoke(command, [*words], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]

    [made] = run(token, "add", "--client", "crm", "--scope", "requests:read", "--json")
    assert made["secret"].startswith("rights_")
    run(token, "end", made["token"])
    [listed] = run(token, "list", "--json")
    assert (listed["client"], listed["good"], listed["last_used"]) == ("crm", False, "never")
    [added] = run(webhook, "add", "--client", "crm", "--address", "https://crm.example/", "--json")
    assert [row["webhook"] for row in run(webhook, "list", "--json")] == [added["webhook"]]
    run(webhook, "end", added["webhook"])
    assert run(webhook, "list", "--json") == []
