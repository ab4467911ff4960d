import hashlib
import resource
from collections.abc import Callable, Iterator
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


def files(vault: Vault) -> list[Path]:
    return [path for path in sorted((vault.root / "cases").rglob("*")) if path.is_file()]


def keep_plain(vault: Vault, content: bytes) -> str:
    """A file as it was kept before files were encrypted."""
    digest = hashlib.sha256(content).hexdigest()
    place = vault.root / digest[:2] / digest
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    return digest


@pytest.mark.parametrize("content", [b"", b"a letter", bytes(range(256)) * 5000])
def test_what_is_put_is_what_is_got(vault: Vault, content: bytes) -> None:
    digest = vault.put(content)
    assert digest == hashlib.sha256(content).hexdigest()
    assert vault.get(digest) == content
    assert vault.of("a").get(vault.of("a").put(content)) == content


def test_the_same_bytes_are_kept_once(vault: Vault) -> None:
    assert vault.put(b"twice") == vault.put(b"twice")
    assert len(files(vault)) == 1


CHANGES: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("emptied", lambda _: b""),
    ("its first byte", lambda sealed: b"X" + sealed[1:]),
    ("its nonce", lambda sealed: sealed[:5] + bytes([sealed[5] ^ 1]) + sealed[6:]),
    ("its last byte", lambda sealed: sealed[:-1] + bytes([sealed[-1] ^ 1])),
    ("cut short", lambda sealed: sealed[:-1]),
    ("made longer", lambda sealed: sealed + b" "),
    ("the plain bytes", lambda _: b"a letter"),
]


@pytest.mark.parametrize("change", [row[1] for row in CHANGES], ids=[row[0] for row in CHANGES])
def test_a_changed_file_is_refused(vault: Vault, change: Callable[[bytes], bytes]) -> None:
    digest = vault.of("a").put(b"a letter")
    [path] = files(vault)
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(NotFound, match="has been changed and is refused"):
        vault.of("a").get(digest)


def test_a_file_put_in_the_place_of_another_is_refused(vault: Vault) -> None:
    first, second = vault.of("a").put(b"a letter"), vault.of("a").put(b"another letter")
    one, other = files(vault)
    one.write_bytes(other.read_bytes())
    outcomes = []
    for digest in (first, second):
        try:
            outcomes.append(vault.of("a").get(digest))
        except NotFound as fault:
            outcomes.append(str(fault).encode())
    assert b"The file in the vault has been changed and is refused." in outcomes


def test_nothing_on_the_disk_holds_what_was_put_or_shows_that_two_cases_hold_the_same(vault: Vault) -> None:
    content = b"Zoe Marchetti was seen at the library. " * 50
    digests = {vault.of(case).put(content) for case in ("a", "b", "common")}
    on_disk = files(vault)
    assert len(digests) == 1
    assert len({path.name for path in on_disk}) == len({path.read_bytes() for path in on_disk}) == 3
    for path in on_disk:
        assert b"Marchetti" not in path.read_bytes()
        assert path.name not in digests
        assert not path.stat().st_mode & 0o077


def test_a_case_cannot_read_the_file_of_another(vault: Vault) -> None:
    digest = vault.of("a").put(b"a letter")
    vault.of("b").put(b"another letter")
    for other in ("b", "c", "common"):
        with pytest.raises(NotFound, match="not in the vault"):
            vault.of(other).get(digest)


def test_a_file_moved_into_another_case_is_refused(vault: Vault) -> None:
    digest = vault.of("a").put(b"a letter")
    vault.of("b").put(b"a letter")
    one, other = files(vault)
    other.write_bytes(one.read_bytes())
    with pytest.raises(NotFound, match="has been changed and is refused"):
        vault.of("b").get(digest)


def test_what_no_case_owns_yet_can_be_read_by_the_case_that_names_it(vault: Vault) -> None:
    assert vault.of("a").get(vault.put(b"a letter")) == b"a letter"
    assert vault.of("a").get(keep_plain(vault, b"an old letter")) == b"an old letter"
    assert not vault.of("a").holds(vault.put(b"a letter"))


@pytest.mark.parametrize(
    "digest", ["", "../../etc/passwd", "/etc/passwd", "A" * 64, "a" * 63, "a" * 65, "a" * 64 + "\n"]
)
def test_nothing_outside_the_vault_is_read_or_shredded(vault: Vault, tmp_path: Path, digest: str) -> None:
    for ask in (vault.get, vault.shred, vault.of("a").get, vault.of("a").shred, vault.of("a").holds):
        with pytest.raises(NotFound):
            ask(digest)


@pytest.mark.parametrize("case", ["", ".", "..", "../a", "a/b", "/etc", "a" * 61, "a\n", "é"])
def test_nothing_outside_the_vault_is_taken_for_a_case(vault: Vault, case: str) -> None:
    for ask in (vault.of, vault.erase):
        with pytest.raises(NotFound):
            ask(case)


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
        Vault(tmp_path / "vault", largest_bytes=1024 * 1024).put(bytes(1024 * 1024 + 1))


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
    assert desk.do(intake.receive_submission, command).reference
