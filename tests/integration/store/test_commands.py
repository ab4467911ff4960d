"""`rights migrate` and `rights audit verify`, as an operator runs them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from requests_.cli.records import audit, database_check, migrate, vault_check
from requests_.store.session import Store
from tests.factories.cases import Desk


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    monkeypatch.setenv("RIGHTS_VAULT", str(tmp_path / "vault"))
    return monkeypatch


def run_migrate(*arguments: str) -> Result:
    return CliRunner().invoke(migrate, list(arguments))


def run_verify(*arguments: str) -> Result:
    return CliRunner().invoke(audit, ["verify", *arguments])


def test_migrating_makes_the_tables_and_migrating_again_does_nothing(
    settings: pytest.MonkeyPatch, empty_database_url: str
) -> None:
    settings.setenv("RIGHTS_DATABASE_URL", empty_database_url)
    assert database_check()[1:] == (False, "Run 'rights migrate'.")
    first, second = json.loads(run_migrate("--json").stdout), json.loads(run_migrate("--json").stdout)
    assert (first["before"], first["after"]) == ("", second["after"])
    assert second["before"] == second["after"] != ""
    assert database_check()[1] is True
    assert run_migrate().stdout.startswith("The tables are at ")


def test_a_whole_record_is_verified_and_counted(settings: pytest.MonkeyPatch, store: Store, database_url: str) -> None:
    settings.setenv("RIGHTS_DATABASE_URL", database_url)
    Desk(store).received()
    result = run_verify("--json")
    seals = {"count": 0, "heads": 0, "last_at": "", "digest": ""}
    counts = {"cases": 1, "events": 1, "breaches": 0, "unsealed": 0}
    assert (result.exit_code, json.loads(result.stdout)) == (0, {**counts, "broken": [], "seals": seals})


def test_a_broken_record_is_named_and_the_exit_says_so(
    settings: pytest.MonkeyPatch, sqlite_store: Store, sqlite_url: str
) -> None:
    settings.setenv("RIGHTS_DATABASE_URL", sqlite_url)
    desk = Desk(sqlite_store)
    reference = desk.reference(desk.received())
    with sqlite_store.engine.begin() as raw:
        raw.execute(text("DROP TRIGGER case_event_no_update"))
        raw.execute(text("UPDATE case_event SET actor_key = 'somebody'"))
    result = run_verify()
    assert result.exit_code == 1
    assert f"{reference}  event 1: the event was changed" in result.stdout


@pytest.mark.parametrize(
    "url", ["postgresql://nobody@127.0.0.1:1/none", "sqlite:////proc/none/rights.sqlite", "mysql://x/y", "nonsense"]
)
def test_a_database_that_is_not_there_is_one_plain_line(settings: pytest.MonkeyPatch, url: str) -> None:
    settings.setenv("RIGHTS_DATABASE_URL", url)
    for result in (run_verify(), run_migrate()):
        assert (result.exit_code, result.stdout) == (2, "")
        assert len(result.stderr.splitlines()) == 1
        assert "Traceback" not in result.stderr


def test_a_database_without_tables_is_one_plain_line(settings: pytest.MonkeyPatch, empty_database_url: str) -> None:
    settings.setenv("RIGHTS_DATABASE_URL", empty_database_url)
    result = run_verify()
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert "rights migrate" in result.stderr


def test_the_doctor_sees_a_vault_that_cannot_be_written(
    settings: pytest.MonkeyPatch, sqlite_url: str, tmp_path: Path
) -> None:
    settings.setenv("RIGHTS_DATABASE_URL", sqlite_url)
    assert vault_check()[1] is True
    (tmp_path / "file").touch()
    settings.setenv("RIGHTS_VAULT", str(tmp_path / "file"))
    assert vault_check()[1] is False
