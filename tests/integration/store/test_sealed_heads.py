"""What nobody can see in the database alone: that the end of a chain, or a whole case, was taken back."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Connection, text

from requests_.cli.records import audit
from requests_.ids import CaseId
from requests_.store.session import Store
from tests.factories.cases import Desk


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
    assert verify().exit_code == 0  # in itself, the database is whole
    result = verify(heads)
    assert result.exit_code == 1
    assert f"{reference}  event" in result.stdout
    assert "events that were sealed are no longer there" in result.stdout
    assert desk.reference(other) not in result.stdout


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
