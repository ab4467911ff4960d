"""`rights backup` and `rights restore`: what comes back is what was there, and nobody who was erased comes with it."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, insert, select

from requests_.cli.safe_copies import backup, restore
from requests_.errors import InvalidCommand
from requests_.ids import new_id
from requests_.model.retention import ErasureReason
from requests_.services.retention import erase_by_decision
from requests_.settings import StoreSettings
from requests_.store.audit import verify_chains
from requests_.store.people_tables import RequestDetails
from requests_.store.queries.retention import certificate_of
from requests_.store.sealed_stream import CHUNK_BYTES, SealedReader, SealedWriter
from requests_.store.session import Store, open_store
from requests_.store.staff_tables import StaffMember, StaffSession
from requests_.store.table_rows import RowCount, count_rows
from requests_.store.upgrading import bring_up
from tests.factories.cases import Desk

NAME = b"Orla"  # a name of every invented request


# Making the tables takes most of the time: all four ways are for the rows and files, the two crossed ones for the rest.
CROSSED = pytest.mark.parametrize(
    ("database_url", "empty_database_url"), [("sqlite", "postgresql"), ("postgresql", "sqlite")], indirect=True
)


@pytest.fixture
def desk(store: Store, database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Desk:
    monkeypatch.setenv("RIGHTS_DATABASE_URL", database_url)
    monkeypatch.setenv("RIGHTS_VAULT", str(tmp_path / "vault"))
    bring_up(store)
    return Desk(store)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "copy.backup"


def take(copy: Path) -> dict[str, object]:
    result = CliRunner().invoke(backup, [str(copy), "--json"])
    assert result.exit_code == 0, result.output
    line: dict[str, object] = json.loads(result.stdout)
    return line


def put_back(copy: Path, *options: str) -> Result:
    return CliRunner().invoke(restore, [str(copy), "--json", *options])


@pytest.fixture
def elsewhere(
    empty_database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[[Store], StoreSettings]:
    """Another machine: nothing on it but the master key and the list of erasures."""

    def move(store: Store) -> StoreSettings:
        there = tmp_path / "elsewhere"
        there.mkdir()
        for path in (store.vault.keys.master.path, store.vault.keys.erasures.path):
            if path.exists():
                (there / path.name).write_bytes(path.read_bytes())
        monkeypatch.setenv("RIGHTS_DATABASE_URL", empty_database_url)
        monkeypatch.setenv("RIGHTS_VAULT", str(there / "vault"))
        return StoreSettings(database_url=empty_database_url, vault=there / "vault")

    return move


def counted(store: Store) -> dict[str, RowCount]:
    """Every row but the sums of marks, which hide what they come to behind another value whenever one is written."""
    with store.engine.connect() as connection:
        return {table: count for table, count in count_rows(connection).items() if table != "mark_sum"}


def test_every_row_and_file_comes_back_on_another_machine(
    desk: Desk, copy: Path, elsewhere: Callable[[Store], StoreSettings]
) -> None:
    case = desk.packed()
    desk.responded()
    for work in desk.within(lambda uow: uow.outbox.open_of("send_message")):
        desk.within(lambda uow, key=work.key: uow.outbox.mark_done(key, desk.clock.utc_now()))
    before, line = counted(desk.store), take(copy)
    pack = desk.case(case).pack
    assert pack is not None
    content = desk.store.vault.of(case).get(pack.sha256)
    there = open_store(elsewhere(desk.store))
    result = json.loads(put_back(copy).stdout)
    assert (result["rows"], result["files"]) == (line["rows"], line["files"])
    assert (result["broken_chains"], result["file_faults"], result["held_messages"]) == (0, 0, 0)
    assert counted(there) == before
    assert there.vault.of(case).get(pack.sha256) == content
    Desk(there).received()  # new rows are numbered after the old ones
    there.close()


@CROSSED
def test_a_message_that_had_not_left_is_held_and_staff_are_told_why(
    desk: Desk, copy: Path, elsewhere: Callable[[Store], StoreSettings]
) -> None:
    case = desk.received()
    take(copy)
    there = open_store(elsewhere(desk.store))
    assert json.loads(put_back(copy).stdout)["held_messages"] == 1
    restored = Desk(there)
    assert restored.within(lambda uow: uow.outbox.open_of("send_message")) == []
    assert len(restored.case(case).failed_work) == 1
    with there.reading() as session:
        assert verify_chains(session).broken == ()
    there.close()


@CROSSED
def test_a_case_erased_after_the_backup_does_not_come_back(
    desk: Desk, copy: Path, elsewhere: Callable[[Store], StoreSettings]
) -> None:
    case, other = desk.responded(), desk.responded()
    take(copy)
    desk.within(lambda uow: erase_by_decision(uow, desk.clock, case))
    desk.store.vault.erase(case)
    there = open_store(elsewhere(desk.store))
    result = json.loads(put_back(copy).stdout)
    assert (result["erased_again"], result["file_faults"], result["broken_chains"]) == (1, 0, 0)
    with there.reading() as session:
        assert certificate_of(session, case).event.reason is ErasureReason.RESTORED
        assert session.get(RequestDetails, case) is None
        assert session.get(RequestDetails, other) is not None
    assert there.vault.keys.erased() == (case,)
    assert other in there.vault.keys.held()
    assert not list((there.vault.root / "cases" / case).rglob("*/*"))
    there.close()


@CROSSED
def test_nobody_is_signed_in_on_a_restored_copy(
    desk: Desk, copy: Path, elsewhere: Callable[[Store], StoreSettings]
) -> None:
    desk.packed()
    staff, at = new_id(), desk.clock.utc_now()
    member = dict(id=staff, email="a@b.example", display_name="A", roles=[], password_hash="", is_active=True)
    session = dict(secret_hash="0" * 64, key=new_id(), staff_id=staff, started_at=at, last_seen_at=at)
    with desk.store.unit_of_work() as uow:
        uow.session.execute(insert(StaffMember).values(**member))
        uow.session.execute(
            insert(StaffSession).values(**session, opened_with="password", browser="", awaits_code=False)
        )
        uow.commit()
    take(copy)
    there = open_store(elsewhere(desk.store))
    assert put_back(copy).exit_code == 0
    with there.reading() as reading:
        assert reading.scalar(select(func.count()).select_from(StaffMember)) == 1
        assert reading.scalar(select(func.count()).select_from(StaffSession)) == 0
    there.close()


def test_a_backup_is_tried_without_touching_what_is_there(desk: Desk, copy: Path, tmp_path: Path) -> None:
    desk.packed()
    take(copy)
    before = counted(desk.store), sorted(path.name for path in tmp_path.iterdir())
    result = json.loads(put_back(copy, "--try").stdout)
    assert (result["trial"], result["file_faults"]) == (True, 0)
    assert (counted(desk.store), sorted(path.name for path in tmp_path.iterdir())) == before


def test_a_backup_is_never_put_over_cases_that_are_there(desk: Desk, copy: Path) -> None:
    desk.packed()
    take(copy)
    result = put_back(copy)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert "There are cases here already" in result.stderr


def test_a_backup_shows_nothing_without_the_master_key(
    desk: Desk, copy: Path, elsewhere: Callable[[Store], StoreSettings]
) -> None:
    desk.packed()
    take(copy)
    assert NAME not in copy.read_bytes()
    assert not copy.stat().st_mode & 0o077
    there = elsewhere(desk.store)
    (there.vault.parent / "master.key").unlink()
    assert "is missing: put it back" in put_back(copy).stderr
    other = open_store(StoreSettings(database_url="sqlite://", vault=there.vault))
    other.vault.of("a").put(b"makes another key")
    other.close()
    result = put_back(copy)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert "another master key" in result.stderr


HARM: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("a bit of it", lambda held: held[:5000] + bytes([held[5000] ^ 1]) + held[5001:]),
    ("its head", lambda held: held[:20] + b"x" + held[21:]),
    ("its end", lambda held: held[:-1]),
    ("half of it", lambda held: held[: len(held) // 2]),
    ("more behind it", lambda held: held + b"more"),
    ("everything", lambda _: b""),
    ("its kind", lambda held: b"PK" + held[2:]),
]


@pytest.mark.parametrize("harm", [row[1] for row in HARM], ids=[row[0] for row in HARM])
def test_a_damaged_backup_is_refused_in_one_line_and_changes_nothing(
    sqlite_store: Store,
    sqlite_url: str,
    copy: Path,
    harm: Callable[[bytes], bytes],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("RIGHTS_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("RIGHTS_VAULT", str(tmp_path / "vault"))
    Desk(sqlite_store).packed()
    take(copy)
    copy.write_bytes(harm(copy.read_bytes()))
    result = put_back(copy, "--try")
    assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)
    assert "Traceback" not in result.stderr


@CROSSED
def test_after_a_damaged_backup_was_refused_a_whole_one_is_put_back(
    desk: Desk, copy: Path, elsewhere: Callable[[Store], StoreSettings]
) -> None:
    desk.packed()
    take(copy)
    elsewhere(desk.store)
    whole = copy.read_bytes()
    copy.write_bytes(whole[:-20] + bytes(20))  # found out only at the very end
    assert put_back(copy).exit_code == 2
    copy.write_bytes(whole)
    assert put_back(copy).exit_code == 0


def test_a_backup_is_never_written_over_another(desk: Desk, copy: Path) -> None:
    copy.write_bytes(b"an earlier backup")
    result = CliRunner().invoke(backup, [str(copy)])
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert copy.read_bytes() == b"an earlier backup"


@given(st.lists(st.binary(max_size=400)), st.integers(1, 300))
def test_whatever_is_sealed_is_what_is_read(parts: list[bytes], step: int) -> None:
    held, key = io.BytesIO(), bytes(32)
    writer = SealedWriter(held, "k", key)
    for part in parts:
        writer.write(part)
    writer.close()
    reader, found = SealedReader(io.BytesIO(held.getvalue()), {"k": key}), b""
    while piece := reader.read(step):
        found += piece
    assert found == b"".join(parts)


def test_chunks_of_a_sealed_stream_cannot_be_swapped_or_left_out() -> None:
    held, key = io.BytesIO(), bytes(32)
    writer = SealedWriter(held, "k", key)
    head = held.tell()
    writer.write(bytes(3 * CHUNK_BYTES))
    writer.close()
    whole, size = held.getvalue(), CHUNK_BYTES + 16 + 4
    chunks = [whole[head:][at : at + size] for at in range(0, len(whole) - head, size)]
    assert SealedReader(io.BytesIO(whole), {"k": key}).read() == bytes(3 * CHUNK_BYTES)
    for harmed in ([chunks[1], chunks[0], *chunks[2:]], chunks[:-1], chunks[1:], [*chunks, chunks[-1]]):
        with pytest.raises(InvalidCommand):
            SealedReader(io.BytesIO(whole[:head] + b"".join(harmed)), {"k": key}).read()


def test_into_a_folder_a_backup_is_a_file_of_its_own(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    made = take(folder)
    assert [str(path) for path in folder.iterdir()] == [made["file"]]
