import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from requests_.errors import NotFound, Unavailable
from requests_.store.vault import Vault


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "vault")


def master(vault: Vault) -> Path:
    return vault.keys.master.path


def test_the_first_file_makes_a_master_key_that_only_its_owner_can_read(vault: Vault) -> None:
    vault.of("a").put(b"a letter")
    assert master(vault).stat().st_mode & 0o777 == 0o600
    assert vault.keys.master.is_private()


def test_without_the_master_key_nothing_is_read_and_no_new_one_is_made(vault: Vault) -> None:
    digest = vault.of("a").put(b"a letter")
    master(vault).unlink()
    with pytest.raises(Unavailable, match="is missing: put it back from its safe copy"):
        vault.of("a").get(digest)
    with pytest.raises(Unavailable, match="is missing"):
        vault.of("b").put(b"another letter")
    assert not master(vault).exists()


@pytest.mark.parametrize(
    "held", ["", "{}", "[]", '{"current": "k", "keys": {}}', '{"current": "k", "keys": {"k": "AA=="}}']
)
def test_a_damaged_master_key_is_said(vault: Vault, held: str) -> None:
    digest = vault.of("a").put(b"a letter")
    master(vault).write_text(held)
    with pytest.raises(Unavailable, match="damaged"):
        vault.of("a").get(digest)


def test_another_master_key_opens_nothing(vault: Vault, tmp_path: Path) -> None:
    digest = vault.of("a").put(b"a letter")
    other = Vault(tmp_path / "other" / "vault")
    other.of("a").put(b"a letter")
    master(vault).write_bytes(master(other).read_bytes())
    with pytest.raises(Unavailable, match="not opened by the master key"):
        vault.of("a").get(digest)
    assert vault.keys.unopened() == ("a",)


def test_a_case_key_put_in_the_place_of_another_opens_nothing(vault: Vault) -> None:
    digest = vault.of("a").put(b"a letter")
    vault.of("b").put(b"a letter")
    keys = vault.root / "keys"
    (keys / "b.key").write_bytes((keys / "a.key").read_bytes())
    with pytest.raises(Unavailable):
        vault.of("b").get(digest)


def test_a_rotated_master_key_opens_every_file_and_the_old_one_none(vault: Vault) -> None:
    digests = {case: vault.of(case).put(case.encode()) for case in ("a", "b", "common")}
    before = master(vault).read_bytes()
    rotation = vault.keys.rotate()
    assert (rotation.wrapped, rotation.unopened) == (3, ())
    assert {case: vault.of(case).get(digest) for case, digest in digests.items()} == {
        case: case.encode() for case in digests
    }
    master(vault).write_bytes(before)
    with pytest.raises(Unavailable):
        vault.of("a").get(digests["a"])


def test_the_earlier_master_key_is_kept_for_old_backups_until_it_is_to_be_forgotten(vault: Vault) -> None:
    vault.of("a").put(b"a letter")
    first, _ = vault.keys.master.read()
    second = vault.keys.rotate().master
    assert set(vault.keys.master.read()[1]) == {first, second}
    third = vault.keys.rotate(forget=True).master
    assert set(vault.keys.master.read()[1]) == {third}


def test_a_master_key_that_still_opens_something_is_never_forgotten(vault: Vault) -> None:
    vault.of("a").put(b"a letter")
    first, _ = vault.keys.master.read()
    broken = vault.root / "keys" / "b.key"
    broken.write_text(json.dumps({"master": first, "key": "AAAA"}))
    assert vault.keys.rotate(forget=True).unopened == ("b",)
    assert first in vault.keys.master.read()[1]


def test_a_rotation_that_was_stopped_half_way_is_run_again(vault: Vault) -> None:
    digests = {case: vault.of(case).put(case.encode()) for case in ("a", "b", "c")}
    old = (vault.root / "keys" / "b.key").read_bytes()
    vault.keys.rotate()
    (vault.root / "keys" / "b.key").write_bytes(old)  # as if stopped before this one
    assert vault.of("b").get(digests["b"]) == b"b"
    assert vault.keys.rotate(forget=True).unopened == ()
    assert vault.of("b").get(digests["b"]) == b"b"


def test_files_kept_while_the_master_key_rotates_are_read_afterwards(vault: Vault) -> None:
    vault.of("first").put(b"a letter")
    with ThreadPoolExecutor(4) as pool:
        puts = [pool.submit(vault.of(f"case-{n % 7}").put, str(n).encode()) for n in range(40)]
        turns = [pool.submit(vault.keys.rotate, forget=True) for _ in range(4)]
        kept = [(f"case-{n % 7}", put.result(), str(n).encode()) for n, put in enumerate(puts)]
        assert all(turn.result().unopened == () for turn in turns)
    assert [vault.of(case).get(digest) for case, digest, _ in kept] == [content for _, _, content in kept]


def test_whoever_rotates_first_forgets_no_key_that_a_later_rotation_still_needs(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = vault.of("a").put(b"a letter")
    wrap, later = vault.keys._wrap_anew, []

    def wrap_and_be_overtaken(space: str) -> bool:
        is_wrapped = wrap(space)
        if not later:
            later.append(True)
            with vault.keys._locked():  # the later rotation has made its master key, and wrapped nothing by it yet
                _, keys = vault.keys.master.read()
                vault.keys.master.write("later", {**keys, "later": b"k" * 32})
        return is_wrapped

    monkeypatch.setattr(vault.keys, "_wrap_anew", wrap_and_be_overtaken)
    vault.keys.rotate(forget=True)
    assert vault.of("a").get(digest) == b"a letter"


def test_a_case_whose_key_is_destroyed_is_erased_whatever_copies_of_its_files_there_are(vault: Vault) -> None:
    digest = vault.of("a").put(b"a letter")
    other = vault.of("b").put(b"another letter")
    [copy] = [path for path in (vault.root / "cases" / "a").rglob("*") if path.is_file()]
    sealed = copy.read_bytes()
    vault.erase("a")
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.write_bytes(sealed)
    with pytest.raises(NotFound, match="were erased"):
        vault.of("a").get(digest)
    with pytest.raises(NotFound, match="were erased"):
        vault.of("a").put(b"something new")
    assert not (vault.root / "keys" / "a.key").exists()
    assert vault.keys.erased() == ("a",)
    assert vault.of("b").get(other) == b"another letter"


def test_an_erased_case_does_not_read_what_no_case_owns_either(vault: Vault) -> None:
    digest = vault.put(b"a letter")
    vault.erase("a")
    with pytest.raises(NotFound, match="were erased"):
        vault.of("a").get(digest)


def test_two_processes_that_meet_a_new_case_at_once_make_one_key(vault: Vault) -> None:
    with ThreadPoolExecutor(8) as pool:
        digests = list(pool.map(lambda n: vault.of("new").put(str(n).encode()), range(16)))
    assert [vault.of("new").get(digest) for digest in digests] == [str(n).encode() for n in range(16)]


def test_a_master_key_others_can_read_is_said(vault: Vault) -> None:
    vault.of("a").put(b"a letter")
    os.chmod(master(vault), 0o644)
    assert not vault.keys.master.is_private()


def test_files_whose_key_is_lost_are_never_taken_for_left_over(vault: Vault) -> None:
    vault.of("a").put(b"a letter")
    vault.of("b").put(b"a letter")
    (vault.root / "keys" / "a.key").unlink()
    assert vault.strays("a", set()) == ()
    assert len(vault.strays("b", set())) == 1
