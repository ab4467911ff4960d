import hashlib
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from requests_.errors import InvalidCommand, NotFound, Unavailable
from requests_.services import intake
from requests_.store.session import Store
from requests_.store.vault import Vault
from tests.factories.cases import Desk, submit_request


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "vault")


@contextmanager
def full_disk(bytes_left: int) -> Iterator[None]:
    """No file of this process grows past this size."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_left, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def file_of(vault: Vault, digest: str) -> Path:
    return vault._root / digest[:2] / digest


def files(vault: Vault) -> list[Path]:
    return [path for path in vault._root.rglob("*") if path.is_file()]


@pytest.mark.parametrize("content", [b"", b"a letter", bytes(range(256)) * 5000])
def test_what_is_put_is_what_is_got(vault: Vault, content: bytes) -> None:
    digest = vault.put(content)
    assert digest == hashlib.sha256(content).hexdigest()
    assert vault.get(digest) == content


def test_the_same_bytes_are_kept_once(vault: Vault) -> None:
    assert vault.put(b"twice") == vault.put(b"twice")
    assert len(files(vault)) == 1


@pytest.mark.parametrize("change", [b"", b"a lettes", b"a letter ", b"A letter"])
def test_a_changed_file_is_refused(vault: Vault, change: bytes) -> None:
    digest = vault.put(b"a letter")
    file_of(vault, digest).write_bytes(change)
    with pytest.raises(NotFound, match="has been changed and is refused"):
        vault.get(digest)


@pytest.mark.parametrize(
    "digest", ["", "../../etc/passwd", "/etc/passwd", "A" * 64, "a" * 63, "a" * 65, "a" * 64 + "\n"]
)
def test_nothing_outside_the_vault_is_read_or_shredded(vault: Vault, tmp_path: Path, digest: str) -> None:
    for ask in (vault.get, vault.shred):
        with pytest.raises(NotFound):
            ask(digest)


def test_a_file_that_is_not_there_is_not_found(vault: Vault) -> None:
    with pytest.raises(NotFound, match="not in the vault"):
        vault.get("a" * 64)


def test_a_shredded_file_is_gone_and_shredding_again_is_nothing(vault: Vault) -> None:
    digest = vault.put(b"a letter")
    vault.shred(digest)
    vault.shred(digest)
    assert files(vault) == []
    with pytest.raises(NotFound):
        vault.get(digest)


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidCommand, match="larger than 1 MB"):
        Vault(tmp_path, largest_bytes=1024 * 1024).put(bytes(1024 * 1024 + 1))


def test_on_a_full_disk_nothing_is_half_written_and_it_works_again_when_there_is_room(vault: Vault) -> None:
    with full_disk(1000), pytest.raises(Unavailable, match="The vault .* cannot be written"):
        vault.put(bytes(5000))
    assert files(vault) == []
    assert vault.get(vault.put(bytes(5000))) == bytes(5000)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "vault").write_text("a file stands in its place")
    vault = Vault(tmp_path / "vault")
    assert not vault.is_writable()
    with pytest.raises(Unavailable, match="The vault .* cannot be written"):
        vault.put(b"a letter")


def test_when_the_database_cannot_save_nothing_was_changed_and_it_works_again(sqlite_store: Store) -> None:
    desk, command = Desk(sqlite_store), submit_request()
    journal = Path(f"{sqlite_store.engine.url.database}-wal")
    with full_disk(journal.stat().st_size), pytest.raises(Unavailable, match="Nothing was changed"):
        desk.do(intake.receive_submission, command)
    assert desk.do(intake.receive_submission, command).reference.startswith("RR-2026-00001-")
