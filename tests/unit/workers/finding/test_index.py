"""An index gives what a search without it gives, reads nothing twice, keeps nothing in the clear and forgets."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from workers.finding.command import find
from workers.finding.index.catalogue import Catalogue
from workers.finding.index.command import index
from workers.finding.profile import load_subject
from workers.finding.record import Finding
from workers.finding.search import search_all
from workers.sources.errors import SourceError
from workers.sources.stores_file import load_stores

KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIGHTS_INDEX_KEY", KEY)


def found(place: Path, *extra: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The findings, and the summary of each store without its time."""
    stores, subject = str(place / "stores.toml"), str(place / "subject.json")
    result = CliRunner().invoke(find, ["--stores", stores, "--subject", subject, "--json", *extra])
    assert result.exit_code == 0, result.stderr
    *lines, last = (json.loads(line) for line in result.stdout.splitlines())
    summaries = [{**one, "seconds": 0, "unreadable": sorted(map(str, one["unreadable"]))}
                 for one in last["summary"]["stores"]]  # fmt: skip
    return lines, summaries


def indexed(place: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    return found(place, "--index", str(place / "index"))


def updated(place: Path) -> dict[str, dict[str, Any]]:
    arguments = ["update", "--stores", str(place / "stores.toml"), "--index", str(place / "index"), "--json"]
    result = CliRunner().invoke(index, arguments)
    assert result.exit_code == 0, result.stderr
    return {line["store"]: line for line in map(json.loads, result.stdout.splitlines())}


def test_a_search_through_an_index_finds_the_same_the_first_time_and_every_time(place: Path) -> None:
    plain = found(place)
    assert indexed(place) == plain
    assert indexed(place) == plain


def test_what_has_not_changed_is_not_read_again(place: Path) -> None:
    first = updated(place)
    assert (first["drive"]["read"], first["post"]["read"]) == (6, 4)
    again = updated(place)
    assert (again["drive"]["looked_at"], again["post"]["looked_at"]) == (6, 4)
    assert (again["drive"]["read"], again["post"]["read"]) == (0, 0)


def test_a_changed_file_is_read_again_a_new_one_is_found_and_a_removed_one_is_forgotten(place: Path) -> None:
    indexed(place)
    drive = place / "drive"
    (drive / "other.txt").write_text("Minutes: Oluwaseun Adeyemi-Clarke, born 14/03/2012.", encoding="utf-8")
    (drive / "new.txt").write_text("Oluwaseun Adeyemi-Clarke, UPN A823432112001.", encoding="utf-8")
    (drive / "letter.txt").unlink()
    with (place / "post.mbox").open("ab") as box:
        box.write(b"From a@x.example Mon Feb  5 10:00:00 2024\nSubject: Seun Adeyemi-Clarke\n\nborn 14.03.2012\n\n")
    told = updated(place)
    assert (told["drive"]["read"], told["drive"]["gone"], told["post"]["read"]) == (2, 1, 1)
    lines, summaries = indexed(place)
    refs = {line["ref"] for line in lines}
    assert {"other.txt", "new.txt"} <= refs
    assert "letter.txt" not in refs
    assert (lines, summaries) == found(place)


def test_a_file_that_keeps_its_size_and_time_but_not_its_words_is_read_again(place: Path) -> None:
    path = place / "drive" / "other.txt"
    path.write_text("Oluwaseun Adeyemi-Clarke, A823432112001", encoding="utf-8")
    seen = path.stat()
    indexed(place)
    path.write_text("Oluwaseum Adeyemi-Clarke, B823432112001", encoding="utf-8")
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    assert indexed(place) == found(place)


def test_copies_of_one_mail_keep_references_of_their_own(place: Path) -> None:
    box = place / "post.mbox"
    box.write_bytes(box.read_bytes() * 2)
    lines, _ = indexed(place)
    assert "<m1@school.example>#2" in {line["ref"] for line in lines}
    assert (lines, indexed(place)[1]) == found(place)


def test_nothing_of_what_an_index_keeps_stands_in_it_in_the_clear(place: Path) -> None:
    indexed(place)
    kept = b"".join(path.read_bytes() for path in (place / "index").iterdir())
    for said in (b"Adeyemi", b"adeyemi", b"Oluwaseun", b"A823432112001", b"letter.txt", b"school.example", b"drive"):
        assert said not in kept
    assert {path.stat().st_mode & 0o077 for path in (place / "index").glob("*.index")} == {0}


def test_what_is_gone_from_a_store_leaves_no_byte_in_its_index(place: Path) -> None:
    updated(place)
    (file,) = [path for path in (place / "index").glob("*.index") if _holds(place, path)]
    sealed = _bodies(file)
    shutil.rmtree(place / "drive" / "Year 7")
    (place / "drive" / "letter.txt").unlink()
    updated(place)
    left = _bodies(file)
    content = file.read_bytes()
    assert len(sealed - left) >= 2
    assert all(body not in content for body in sealed - left)


def _holds(place: Path, file: Path) -> bool:
    return len(_bodies(file)) == len([path for path in (place / "drive").rglob("*") if path.is_file()])


def _bodies(file: Path) -> set[bytes]:
    connection = sqlite3.connect(file)
    try:
        return {row[0] for row in connection.execute("SELECT body FROM entry")}
    finally:
        connection.close()


def test_the_bytes_of_a_find_are_those_of_the_store_and_not_those_of_another_day(place: Path) -> None:
    catalogue = Catalogue.at(place / "index")
    stores = [store for store in load_stores(place / "stores.toml") if store.id in ("drive", "post")]

    def findings() -> dict[str, Finding]:
        searches = search_all(stores, load_subject(place / "subject.json"), catalogue=catalogue)
        return {one.ref: one for search in searches for one in search.findings}

    findings()
    by_ref = findings()
    assert b"missed nine days" in by_ref["letter.txt"].record.content()
    assert b"Okafor" in by_ref["pack.zip!deep.zip!inner/list.csv"].record.content()
    assert by_ref["<m2@school.example>!Old letter.eml!a.csv"].record.content().startswith(b"Oluwaseun")
    assert b"In-Reply-To" in by_ref["<m3@school.example>"].record.content()
    (place / "drive" / "letter.txt").write_text("another", encoding="utf-8")
    with pytest.raises(SourceError, match="changed after it was searched"):
        by_ref["letter.txt"].record.content()


@pytest.mark.parametrize("key", ["", "short"])
def test_without_a_good_key_no_index_is_made(place: Path, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    monkeypatch.setenv("RIGHTS_INDEX_KEY", key)
    arguments = ["--stores", str(place / "stores.toml"), "--subject", str(place / "subject.json"), "--index", "x"]
    result = CliRunner().invoke(find, arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "RIGHTS_INDEX_KEY is missing or short" in result.stderr


def test_another_key_or_a_damaged_index_fails_the_store_with_its_mend(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexed(place)
    monkeypatch.setenv("RIGHTS_INDEX_KEY", KEY[::-1])
    reasons = {one["id"]: one["reason"] for one in indexed(place)[1]}
    assert "made with another RIGHTS_INDEX_KEY" in reasons["drive"]
    assert reasons["cases"] == ""
    monkeypatch.setenv("RIGHTS_INDEX_KEY", KEY)
    for path in (place / "index").glob("*.index"):
        path.write_bytes(b"no database" * 500)
    assert "run 'rights index drop'" in {one["id"]: one["reason"] for one in indexed(place)[1]}["post"]
    dropped = CliRunner().invoke(index, ["drop", "--stores", str(place / "stores.toml"), "--index",
                                         str(place / "index")])  # fmt: skip
    assert dropped.stdout == "drive: removed\npost: removed\n"
    assert indexed(place) == found(place)


def test_an_update_that_is_killed_loses_nothing_and_goes_on_where_it_was(place: Path) -> None:
    many = place / "drive" / "many"
    many.mkdir()
    for number in range(1500):
        (many / f"{number}.txt").write_text(f"Visit {number}: nobody there.", encoding="utf-8")
    (many / "zz.txt").write_text("Oluwaseun Adeyemi-Clarke, UPN A823432112001.", encoding="utf-8")
    entry = "from workers.finding.index.command import index; index()"
    where = ["--stores", str(place / "stores.toml"), "--index", str(place / "index")]
    command = [sys.executable, "-c", entry, "update", "--store", "drive", *where]
    child = subprocess.Popen(command, cwd=Path(__file__).parents[4], stdout=subprocess.DEVNULL)
    _wait_for_a_commit(place / "index", child)
    child.kill()
    child.wait()
    told = updated(place)["drive"]
    assert told["kept"] == 1507
    assert told["read"] < 1507
    assert indexed(place) == found(place)


def _wait_for_a_commit(folder: Path, child: subprocess.Popen[bytes]) -> None:
    """Wait until the file is larger than its first change makes it: what comes first is committed then."""
    end = time.monotonic() + 120
    while child.poll() is None and time.monotonic() < end:
        if any(path.stat().st_size > 250_000 for path in folder.glob("*.index")):
            return
        time.sleep(0.01)
    assert child.poll() is None, "the update ended before it could be killed"
