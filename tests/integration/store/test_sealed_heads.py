"""What nobody can see in the database alone: that the end of a chain, or a whole case, was taken back."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Connection, text

from requests_.cli.records import audit
from requests_.ids import CaseId
from requests_.store.audit import verify_chains
from requests_.store.chains import all_heads
from requests_.store.rebuild import rebuild_queue
from requests_.store.seal_keys import PUBLIC, SIGNING
from requests_.store.sealed_heads import digest_of, read_heads
from requests_.store.session import Store
from tests.factories.cases import Desk
from tests.factories.rights import tools_for
from workers.jobs.sealing import seal_record
from workers.mail.folder import FolderMailer


@pytest.fixture
def desk(sqlite_store: Store, sqlite_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Desk:
    monkeypatch.setenv("RIGHTS_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("RIGHTS_VAULT", str(tmp_path / "vault"))
    return Desk(sqlite_store)


@pytest.fixture
def heads(tmp_path: Path) -> Path:
    return tmp_path / "heads.jsonl"


def seal(heads: Path) -> dict[str, object]:
    line: dict[str, object] = json.loads(CliRunner().invoke(audit, ["seal", str(heads), "--json"]).stdout)
    return line


def verify(heads: Path | None = None) -> Result:
    return CliRunner().invoke(audit, ["verify", *(["--against", str(heads)] if heads else [])])


def run(*arguments: object) -> Result:
    return CliRunner().invoke(audit, [str(argument) for argument in arguments])


def keys(folder: Path) -> Path:
    assert run("keys", folder).exit_code == 0
    return folder


def cut_the_end(connection: Connection, case: CaseId) -> None:
    last = connection.execute(
        text("SELECT max(seq) FROM case_event WHERE case_id = :case"), {"case": case}
    ).scalar_one()
    connection.execute(text("DELETE FROM case_event WHERE case_id = :case AND seq = :seq"), {"case": case, "seq": last})
    connection.execute(
        text(
            "UPDATE rights_case SET last_seq = :seq, last_seal = (SELECT seal FROM case_event WHERE case_id = :case "
            "AND seq = :seq) WHERE id = :case"
        ),
        {"case": case, "seq": last - 1},
    )


def remove_the_case(connection: Connection, case: CaseId) -> None:
    connection.execute(text("DELETE FROM case_event WHERE case_id = :case"), {"case": case})
    connection.execute(text("DELETE FROM rights_case WHERE id = :case"), {"case": case})


@pytest.mark.parametrize("harm", [cut_the_end, remove_the_case])
def test_what_the_owner_of_the_database_takes_back_is_found(
    desk: Desk, heads: Path, harm: Callable[[Connection, CaseId], None]
) -> None:
    case, other = desk.searching(), desk.received()
    reference = desk.reference(case)
    seal(heads)
    raw = desk.store.engine.raw_connection()
    raw.driver_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]
    raw.close()
    with desk.store.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER case_event_no_delete"))
        harm(connection, case)
    rebuild_queue(desk.store)
    with desk.store.reading() as session:
        assert verify_chains(session).broken == ()  # in themselves, the chains are whole
    result = verify(heads)
    assert result.exit_code == 1
    assert f"{reference}  event" in result.stdout
    assert "events that were sealed are no longer there" in result.stdout
    assert desk.reference(other) not in result.stdout
    # Nor does the next seal, by hand or by night, make it look as if nothing had been.
    assert "Not sealed" in run("seal", heads).stderr
    assert verify(heads).exit_code == 1


def test_work_that_goes_on_breaks_no_seal_and_the_next_seal_holds_what_moved(desk: Desk, heads: Path) -> None:
    case, _ = desk.received(), desk.received()
    assert seal(heads)["moved"] == 2
    assert seal(heads)["moved"] == 0
    desk.within(lambda uow: uow.cases.load(case))
    desk.searching()
    assert verify(heads).exit_code == 0
    assert seal(heads)["moved"] == 1
    assert verify(heads).exit_code == 0


@pytest.mark.parametrize("harm", ["a digit", "a line", "no JSON"])
def test_a_file_of_heads_that_was_changed_is_refused_in_one_line(desk: Desk, heads: Path, harm: str) -> None:
    for _ in range(3):
        desk.received()
        seal(heads)
    lines = heads.read_text().splitlines()
    changed = {"a digit": [lines[0].replace('", 1, "', '", 2, "'), *lines[1:]], "a line": lines[1:], "no JSON": ["x"]}
    heads.write_text("\n".join(changed[harm]) + "\n")
    result = verify(heads)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert "Line 1 of" in result.stderr


def test_a_place_that_cannot_be_written_is_said_in_one_line(desk: Desk, tmp_path: Path) -> None:
    desk.received()
    result = CliRunner().invoke(audit, ["seal", str(tmp_path / "none" / "heads")])
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)


def test_a_signed_seal_shows_who_wrote_each_line(desk: Desk, heads: Path, tmp_path: Path) -> None:
    ours, theirs = keys(tmp_path / "ours"), keys(tmp_path / "theirs")
    for _ in range(2):
        desk.received()
        run("seal", heads, "--key", ours / SIGNING)
    assert run("verify", "--against", heads, "--public-key", ours / PUBLIC).exit_code == 0
    another = run("verify", "--against", heads, "--public-key", theirs / PUBLIC)
    assert (another.exit_code, "Line 1 of" in another.stderr) == (2, True)
    desk.received()
    seal(heads)  # by somebody without the key, all else being as it should be
    unsigned = run("verify", "--against", heads, "--public-key", ours / PUBLIC)
    assert (unsigned.exit_code, "Line 3 of" in unsigned.stderr) == (2, True)
    assert (ours / SIGNING).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "asked",
    [
        ("keys", "ours"),
        ("seal", "heads.jsonl", "--key", "ours/audit-public.pem"),
        ("verify", "--public-key", "ours/audit-public.pem"),
        ("verify", "--against", "heads.jsonl", "--public-key", "ours/audit-signing.pem"),
        ("export", "ours"),
    ],
    ids="-".join,
)
def test_what_cannot_be_is_refused_in_one_line(desk: Desk, tmp_path: Path, asked: tuple[str, ...]) -> None:
    keys(tmp_path / "ours")
    desk.received()
    seal(tmp_path / "heads.jsonl")
    result = run(*(tmp_path / word if "." in word or word == "ours" else word for word in asked))
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)


def test_the_ends_of_all_chains_are_written_down_and_signed_each_night(
    desk: Desk, heads: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tools = tools_for(desk, {}, FolderMailer(tmp_path))
    desk.received()
    assert seal_record(tools, desk.clock.london_date()) == 0  # no file is named
    monkeypatch.setenv("RIGHTS_SEALED_HEADS", str(heads))
    monkeypatch.setenv("RIGHTS_SEALING_KEY", str(keys(tmp_path / "ours") / SIGNING))
    assert [seal_record(tools, desk.clock.london_date()) for _ in range(2)] == [1, 0]
    assert run("verify", "--against", heads, "--public-key", tmp_path / "ours" / PUBLIC).exit_code == 0


HARMS: dict[str, Callable[[list[str]], list[str]]] = {
    "nothing": lambda lines: lines,
    "changed": lambda lines: [
        lines[0].replace("request", "rekuest", 1),
        *lines[1:],
    ],
    "removed": lambda lines: lines[1:],
    "cut": lambda lines: lines[:-1],
    "written over": lambda lines: [*lines[:-1], "{}"],
    "no text": lambda lines: ["\x00\ufffd", *lines[1:]],
    "emptied": lambda lines: [],
    "of brackets alone": lambda lines: ["[" * 200_000, *lines],
    "said to be of another chain": lambda lines: [line.replace('"chain": "', '"chain": "x', 1) for line in lines],
}


@pytest.mark.parametrize("harm", HARMS)
def test_a_stranger_checks_the_exported_record_with_python_alone(desk: Desk, tmp_path: Path, harm: str) -> None:
    desk.searching()
    folder = tmp_path / "record"
    assert run("export", folder).exit_code == 0
    assert not re.search("Fenwick|Orla|maeve", (folder / "events.jsonl").read_text())
    lines = (folder / "events.jsonl").read_text().splitlines()
    (folder / "events.jsonl").write_text("\n".join(HARMS[harm](lines)) + "\n")
    checked = subprocess.run([sys.executable, "-IS", folder / "check.py"], capture_output=True, text=True, check=False)
    assert checked.returncode == (harm != "nothing")
    assert "Traceback" not in checked.stderr
    assert ("Every seal holds." in checked.stdout) is (harm == "nothing")
    # Nobody takes the word of a record for whole that has no seal of any night beside it.
    assert ("NO seal of any night is here" in checked.stdout) is (harm == "nothing")


def test_a_cut_stays_found_when_somebody_seals_over_it_with_another_program(desk: Desk, heads: Path) -> None:
    case = desk.searching()
    seal(heads)
    raw = desk.store.engine.raw_connection()
    raw.driver_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]
    raw.close()
    with desk.store.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER case_event_no_delete"))
        cut_the_end(connection, case)
    earlier = read_heads(heads)
    with desk.store.reading() as session:
        moved = {chain: list(head) for chain, head in all_heads(session).items()}
    at = "2026-06-15T02:00:00+00:00"
    line = {"at": at, "heads": moved, "digest": digest_of(earlier.digest, at, moved)}
    heads.write_text(heads.read_text() + json.dumps(line) + "\n")
    assert "events that were sealed are no longer there" in verify(heads).stdout


def test_a_case_that_is_called_otherwise_than_when_it_was_sealed_is_named(desk: Desk, heads: Path) -> None:
    case = desk.received()
    seal(heads)
    with desk.store.engine.begin() as connection:
        connection.execute(
            text("UPDATE rights_case SET reference = 'RR-2026-09999-X' WHERE id = :case"), {"case": case}
        )
    assert "it has another reference now" in verify(heads).stdout


def test_a_file_without_a_seal_shows_nothing_and_is_refused(desk: Desk, heads: Path) -> None:
    heads.write_text("")
    result = verify(heads)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)


def test_what_was_verified_says_against_which_seals(desk: Desk, heads: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.received()
    assert "Held against no seal" in verify().stdout
    digest = str(seal(heads)["digest"])
    monkeypatch.setenv("RIGHTS_SEALED_HEADS", str(heads))  # the one of the installation, unless another is named
    said = verify().stdout
    assert "Held against 1 ends from 1 seals" in said
    assert digest in said
    assert json.loads(run("verify", "--json").stdout)["seals"]["digest"] == digest


def test_a_stranger_with_the_export_alone_sees_that_a_case_was_taken_back(
    desk: Desk, heads: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, _ = desk.received(), desk.received()
    seal(heads)
    monkeypatch.setenv("RIGHTS_SEALED_HEADS", str(heads))
    raw = desk.store.engine.raw_connection()
    raw.driver_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]
    raw.close()
    with desk.store.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER case_event_no_delete"))
        remove_the_case(connection, case)
    assert run("export", tmp_path / "record").exit_code == 0
    check = [sys.executable, "-IS", tmp_path / "record" / "check.py"]
    checked = subprocess.run(check, capture_output=True, text=True, check=False)
    assert (checked.returncode, f"chain {case}: event 1 was sealed" in checked.stdout) == (1, True)
