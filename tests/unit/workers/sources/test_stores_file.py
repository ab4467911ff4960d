"""The stores file is read strictly, and every fault is told at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from workers.sources.errors import StoresFileError
from workers.sources.stores import FilesPlace, SqlPlace, StoreKind
from workers.sources.stores_file import load_stores, read_stores

TEAM = "[[store]]\nid='a'\nkind='team'\ntitle='A'\nemail='a@b'\n"
SQL = """
[[store]]
id = "case"
kind = "sql"
title = "Cases"
url = "postgresql://reader:${SECRET}@db.example/case"
[store.person]
table = "p"
key = "id"
fields = { family_name = "sn" }
"""


def faults(tmp_path: Path, content: str, environment: dict[str, str] | None = None) -> tuple[str, ...]:
    path = tmp_path / "stores.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(StoresFileError) as caught:
        load_stores(path, environment=environment or {})
    return tuple(fault.removeprefix(f"{path}: ") for fault in caught.value.faults)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "names no store; add a [[store]] section"),
        ("[[store", "is not valid TOML"),
        ("[[stores]]\nid = 'a'", 'unknown key "stores" at the top'),
        ("[[store]]\nid='a'\nkind='sqll'\ntitle='A'", 'store "a": kind: "sqll" is not known; did you mean "sql"?'),
        ("[[store]]\nkind='team'\ntitle='A'\nemail='a@b.example'", "store number 1: id: is missing; add it"),
        ("[[store]]\nid='a'\nkind='team'\ntitle='A'\nemail='x'", 'store "a": email: is not an e-mail address'),
        ("[[store]]\nid='a'\nkind='team'\ntitle='A'\nemail='a@b'\nregime='gdpr'", 'regime: "gdpr" is not known'),
        ("[[store]]\nid='a'\nkind='team'\ntitle='A'\nemail='a@b'\ncategory='heath'", 'did you mean "health"?'),
        (f"{TEAM}[[store.withhold]]\ncode='S2P19_LP'\nwhy='x'", 'withhold 1, code: "S2P19_LP" is no exemption; did'),
        (f"{TEAM}[[store.withhold]]\ncode='S2P22_MGMT'\nwhy='x'", '"S2P22_MGMT" is not used here'),
        (f"{TEAM}[[store.withhold]]\ncode='P3_S45A_LPP'\nwhy='x'", "no ground under the law of this store, uk_gdpr"),
        (f"{TEAM}[[store.withhold]]\ncode='S2P19_LPP'", "withhold 1, why: is missing"),
        (f"{TEAM}[[store.withhold]]\ncode='S2P19_LPP'\nwhy='x'\ncolumns=['A']", "columns: needs table"),
        (f"{TEAM}[[store.withhold]]\ncode='S2P19_LPP'\nwhy='x'\ncolumn='A'", "column: unknown key"),
        ("[[store]]\nid='a'\nkind='files'\ntitle='A'\nroot='no'", "root: there is no folder"),
        ("[[store]]\nid='a'\nkind='files'\ntitle='A'\npath='no'", 'path: unknown key'),
        ("[[store]]\nid='a'\nkind='mailbox'\ntitle='A'\npath='imap://a@b/c'", "never without TLS"),
        ("[[store]]\nid='a'\nkind='sql'\ntitle='A'\nurl='nonsense'", "url: is not a database address"),
        ("[[store]]\nid='a'\nkind='sql'\ntitle='A'\nurl='sqlite:///x.db'", "person: is missing"),
    ],
)  # fmt: skip
def test_each_fault_names_the_store_the_key_and_the_mend(tmp_path: Path, content: str, says: str) -> None:
    assert any(says in fault for fault in faults(tmp_path, content))


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    content = """
[[store]]
id = "a"
kind = "files"
title = "A"
root = "missing"
colour = "red"
[[store]]
id = "a"
kind = "paper"
title = "B"
path = "missing.csv"
fields = { surname = "x" }
"""
    told = "\n".join(faults(tmp_path, content))
    for says in ("colour: unknown key", "there is no folder", "there is no file", "fields.surname: unknown field",
                 "fields: needs ref", "fields: needs family_name or name", "is used by another store"):  # fmt: skip
        assert says in told


def test_a_password_comes_from_the_environment_and_is_never_shown(tmp_path: Path) -> None:
    path = tmp_path / "stores.toml"
    path.write_text(SQL, encoding="utf-8")
    (store,) = read_stores(path, environment={"SECRET": "hush"})
    assert isinstance(store.place, SqlPlace)
    assert "hush" in store.place.url
    assert "hush" not in repr(store)


def test_a_missing_environment_variable_is_a_fault(tmp_path: Path) -> None:
    assert any("environment variable SECRET is not set" in fault for fault in faults(tmp_path, SQL))


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "drive").mkdir()
    path = tmp_path / "stores.toml"
    path.write_text("[[store]]\nid='a'\nkind='files'\ntitle='A'\nroot='drive'\n", encoding="utf-8")
    (store,) = load_stores(path)
    assert (store.kind, store.place) == (StoreKind.FILES, FilesPlace(tmp_path / "drive"))
