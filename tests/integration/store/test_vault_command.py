"""`rights vault`, as an operator runs it."""

import hashlib
import json
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from requests_.cli.files import master_key_check, vault
from requests_.cli.retention import retention
from requests_.clock import SystemClock
from requests_.errors import NotFound, Unavailable
from requests_.ids import CaseId
from requests_.store.erasures import Erasures
from requests_.store.queries.kept_files import NAMED_BY, kept_files
from requests_.store.schema import METADATA
from requests_.store.session import Store
from tests.factories.cases import Desk

LONG_AGO = 1_600_000_000


@pytest.fixture
def desk(sqlite_store: Store, sqlite_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Desk:
    monkeypatch.setenv("RIGHTS_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("RIGHTS_VAULT", str(tmp_path / "vault"))
    return Desk(sqlite_store)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(vault, list(arguments))


def told(*arguments: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(run(*arguments, "--json").stdout)
    return found


def files_of(desk: Desk, case: CaseId) -> list[Path]:
    return [path for path in sorted((desk.store.vault.root / "cases" / case).rglob("*")) if path.is_file()]


def digests(desk: Desk, case: CaseId) -> tuple[str, ...]:
    with desk.store.reading() as session:
        return next(row.digests for row in kept_files(session) if row.case == case)


def test_every_file_that_a_case_names_is_read_and_counted(desk: Desk) -> None:
    case = desk.packed()
    line = told("check")
    assert (line["cases"], line["files"], line["faults"], line["plain"]) == (1, len(digests(desk, case)), [], 0)
    assert line["files"] == 3  # the letter, its read form, the pack


@pytest.mark.parametrize("harm", ["changed", "missing"])
def test_a_file_that_is_changed_or_missing_is_named_by_its_case(desk: Desk, harm: str) -> None:
    case = desk.packed()
    path = files_of(desk, case)[0]
    path.write_bytes(b"") if harm == "changed" else path.unlink()
    result = run("check")
    assert result.exit_code == 1
    assert "3 files, 1 faults" in result.stdout
    assert desk.reference(case) in result.stdout


def test_files_from_before_are_encrypted_and_their_plain_copies_are_gone(desk: Desk) -> None:
    case = desk.packed()
    before = {digest: desk.store.vault.of(case).get(digest) for digest in digests(desk, case)}
    for digest, content in before.items():
        desk.store.vault.of(case).shred(digest)
        place = desk.store.vault.root / digest[:2] / digest
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(content)
    assert told("check")["plain"] == 3
    assert told("encrypt") == {"encrypted": 3}
    assert told("encrypt") == {"encrypted": 0}
    assert [path for path in desk.store.vault.root.glob("??/*") if path.is_file()] == []
    assert {digest: desk.store.vault.of(case).get(digest) for digest in before} == before


def test_only_what_nobody_has_named_for_a_day_is_swept(desk: Desk) -> None:
    case = desk.packed()
    desk.store.vault.of(case).put(b"of work that is going on")
    named = set(files_of(desk, case))
    broken_off = desk.store.vault.of(case).put(b"of work that was broken off")
    [stray] = set(files_of(desk, case)) - named
    for path in (stray, *named):
        os.utime(path, (LONG_AGO, LONG_AGO))
    [going_on] = [path for path in named if path in desk.store.vault.strays(case, set(digests(desk, case)))]
    os.utime(going_on)
    assert told("check")["left_over"] == 1
    assert told("check", "--sweep")["swept"] == 1
    with pytest.raises(NotFound):
        desk.store.vault.of(case).get(broken_off)
    assert told("check") == {**told("check"), "faults": [], "left_over": 0}
    assert going_on.exists()


def test_after_a_rotation_every_file_is_read_by_the_new_key(desk: Desk) -> None:
    desk.packed()
    desk.packed()
    first = told("rotate")
    assert (first["wrapped"], first["unopened"]) == (3, [])  # two cases, and what rows are marked with
    assert "Renew its safe copy" in run("rotate", "--forget").stdout
    assert told("check")["faults"] == []


def test_an_erased_case_is_no_fault_and_is_written_down_beside_the_master_key(desk: Desk) -> None:
    case, other = desk.responded(), desk.packed()
    reference = desk.reference(case)
    result = run("erase", reference, "--yes")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{reference} was erased on ")
    assert "under a decision: 4 people, " in result.stdout
    line = told("check")
    assert (line["erased"], line["faults"], line["files"]) == (1, [], 3)
    assert files_of(desk, case) == []
    assert len(files_of(desk, other)) == 3
    assert desk.store.vault.keys.erasures.all() == (case,)
    assert desk.store.vault.keys.erasures.path.parent == desk.store.vault.keys.master.path.parent


def test_nothing_is_erased_when_nobody_agrees_or_there_is_no_such_case_or_it_is_not_over(desk: Desk) -> None:
    case, running = desk.responded(), desk.packed()
    assert run("erase", desk.reference(case)).exit_code == 1
    assert run("erase", "RR-2026-99999-X", "--yes").exit_code == 2
    refused = run("erase", desk.reference(running), "--yes")
    assert (refused.exit_code, refused.stderr) == (2, "This cannot be done while the case is signing off.\n")
    assert (len(files_of(desk, case)), len(files_of(desk, running))) == (3, 3)


def test_a_case_is_erased_once(desk: Desk) -> None:
    reference = desk.reference(desk.responded())
    assert run("erase", reference, "--yes").exit_code == 0
    again = run("erase", reference, "--yes")
    assert (again.exit_code, again.stderr[:39]) == (2, "The details of this case were erased on")


def test_nothing_is_erased_that_cannot_be_written_down(desk: Desk) -> None:
    case = desk.responded()
    desk.store.vault.keys.erasures.path.mkdir()
    result = run("erase", desk.reference(case), "--yes")
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert len(files_of(desk, case)) == 3
    assert told("check")["faults"] == []


def test_the_schedule_is_shown_and_applied(desk: Desk) -> None:
    desk.clock.now = SystemClock().utc_now() - timedelta(days=1200)
    over = desk.responded()
    desk.clock.now = SystemClock().utc_now()
    desk.responded()

    def shown(*options: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(CliRunner().invoke(retention, [*options, "--json"]).stdout)
        return found

    assert [group["references"] for group in shown()["cases"]] == [[desk.reference(over)]]
    assert len(shown("--until", "2100-01-01")["cases"]) == 2
    assert f"{desk.reference(over)}" in CliRunner().invoke(retention).stdout
    [line] = shown("--apply")["erased"]
    assert (line["reference"], line["reason"], line["months"]) == (desk.reference(over), "schedule", 36)
    assert shown("--apply") == {"erased": [], "evidence_files": 0}
    assert shown()["cases"] == []


def test_an_erasure_is_written_down_once(tmp_path: Path) -> None:
    erasures = Erasures(tmp_path / "erased")
    for case in ("b", "a", "b"):
        erasures.add(case)
    assert erasures.all() == ("b", "a")
    (tmp_path / "erased").write_bytes(b"\xff")
    with pytest.raises(Unavailable):
        erasures.all()


def test_the_doctor_sees_a_master_key_that_is_missing_open_or_wrong(desk: Desk) -> None:
    assert master_key_check()[1] is True
    desk.packed()
    path = desk.store.vault.keys.master.path
    assert master_key_check()[1] is True
    path.chmod(0o644)
    assert master_key_check()[1:] == (False, f"Others can read it: chmod 600 {path}")
    path.chmod(0o600)
    held = json.loads(path.read_text())
    held["keys"] = {name: "A" * 43 + "=" for name in held["keys"]}
    path.write_text(json.dumps(held))
    assert "does not open the keys of 2 cases" in master_key_check()[2]
    assert run("check").exit_code == 1


def test_every_column_that_names_a_file_is_looked_at() -> None:
    columns = [column for table in METADATA.tables.values() for column in table.columns]
    named = {f"{column.table.name}.{column.name}" for column in columns if "sha256" in column.name}
    named.remove("sent_file.sent_sha256")  # what the requester sent, which may have been destroyed since
    assert {f"{digest.class_.__tablename__}.{digest.key}" for _, digest in NAMED_BY} == named


def test_a_digest_is_found_whoever_names_it(desk: Desk) -> None:
    case = desk.packed()
    pack = desk.case(case).pack
    assert pack is not None
    assert pack.sha256 in digests(desk, case)
    assert hashlib.sha256(desk.store.vault.of(case).get(pack.sha256)).hexdigest() == pack.sha256
