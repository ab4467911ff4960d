"""A store that is not what the stores file says was not searched: it fails, and says what is wrong and what to do."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from workers.finding import search
from workers.finding.command import find
from workers.sources import limits

Spoil = Callable[[Path], object]


def summary(place: Path) -> tuple[dict[str, dict[str, Any]], set[tuple[str, str]]]:
    arguments = ["--stores", str(place / "stores.toml"), "--subject", str(place / "subject.json"), "--json"]
    result = CliRunner().invoke(find, arguments)
    assert result.exit_code == 0, result.stderr
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    return {one["id"]: one for one in lines[-1]["summary"]["stores"]}, {
        (one["store"], one["ref"]) for one in lines[:-1]
    }


def written(name: str, content: bytes) -> Spoil:
    return lambda place: (place / name).write_bytes(content)


def a_folder(name: str) -> Spoil:
    def spoil(place: Path) -> None:
        (place / name).unlink()
        (place / name).mkdir()
        (place / name / "letter.pdf").write_bytes(b"%PDF")

    return spoil


def a_file(name: str) -> Spoil:
    def spoil(place: Path) -> None:
        (place / name).rename(place / "moved")
        (place / name).write_bytes(b"x")

    return spoil


def an_empty_folder(name: str) -> Spoil:
    def spoil(place: Path) -> None:
        (place / name).rename(place / "moved")
        (place / name).mkdir()

    return spoil


def damaged(place: Path) -> None:
    """Overwrite the pages behind the first, as a failing disk does."""
    whole = bytearray((place / "cases.db").read_bytes())
    whole[4096:] = b"\xff" * (len(whole) - 4096)
    (place / "cases.db").write_bytes(whole)


WRONG = [
    ("post", written("post.mbox", b"Minutes of a meeting.\n\nNobody came.\n"), "is no mailbox"),
    ("post", written("post.mbox", b"Note: shopping\n\nMilk.\n"), "is no mailbox"),
    ("post", written("post.mbox", b"PK\x03\x04" + b"\x00" * 400), "is no mailbox"),
    ("post", written("post.mbox", b"!BDN" + b"\x00" * 400), "is a data file of Outlook; save its mails as .msg"),
    ("post", written("post.mbox", b""), "is an empty file, so no mail was searched"),
    ("post", a_folder("post.mbox"), "holds no mails; name a Maildir"),
    ("drive", a_file("drive"), "is a file and no folder; name the folder"),
    ("drive", an_empty_folder("drive"), "is empty; mount the share"),
    ("cases", a_folder("cases.db"), "is a folder and no database; name the database file"),
    ("cases", written("cases.db", b""), "is an empty file and no database"),
    ("cases", written("cases.db", b"num,sn,fn\n" * 200), "is no SQLite database, or it is damaged or encrypted"),
    ("cases", damaged, "is damaged; ask for a whole copy"),
    ("cabinets", a_folder("cabinets.csv"), "is a folder and no table; name the CSV file"),
    ("cabinets", written("cabinets.csv", b""), "is empty; save it again"),
    ("cabinets", written("cabinets.csv", b"PK\x03\x04" + b"\x00" * 400), "is no table: it is neither"),
    ("cabinets", written("cabinets.csv", b"\x00\x01\x02" * 400), "is no table: it is neither CSV nor a workbook"),
    ("cabinets", written("cabinets.csv", b'no,last\n"' + b"x" * 200_000), "is no table"),
]  # fmt: skip


@pytest.mark.parametrize(("store", "spoil", "says"), WRONG, ids=[f"{store}: {says}" for store, _, says in WRONG])
def test_a_store_that_is_something_else_fails_and_the_others_are_searched(
    place: Path, store: str, spoil: Spoil, says: str
) -> None:
    spoil(place)
    stores, found = summary(place)
    assert stores[store]["state"] == "failed"
    assert stores[store]["looked_at"] == 0
    reason = stores[store]["reason"]
    assert says in reason
    assert re.fullmatch(r"[^\n]+; [^\n]+\.", reason), "the thing, the reason and the mend, in one sentence"
    assert str(place) not in reason
    assert "Adeyemi" not in reason
    assert re.search(r"\w+(?:Error|Exception|Warning)\b", reason) is None
    assert {one for one, record in stores.items() if record["state"] == "failed"} == {store}
    assert any(held != store for held, _ in found)


def test_a_register_may_be_a_workbook_or_divided_by_semicolons(place: Path) -> None:
    rows = [line.split(",") for line in (place / "cabinets.csv").read_text(encoding="utf-8").splitlines()]
    (place / "cabinets.csv").write_text("\n".join(";".join(row) for row in rows), encoding="utf-8")
    assert ("cabinets", "P/7") in summary(place)[1]
    book = openpyxl.Workbook()
    book.active.title = "Read me"
    sheet = book.create_sheet("Files")
    for row in rows:
        sheet.append(row)
    book.save(place / "cabinets.csv")
    assert ("cabinets", "P/7") in summary(place)[1]


def test_each_row_of_the_register_is_looked_at_once(place: Path) -> None:
    assert summary(place)[0]["cabinets"]["looked_at"] == 3


def test_rows_of_a_database_are_counted_people_and_texts_apart(place: Path) -> None:
    assert summary(place)[0]["cases"]["looked_at"] == 7 + 6


def test_a_database_that_is_locked_says_so(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LOCK_SECONDS", 0.1)
    with sqlite3.connect(place / "cases.db", isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        reason = summary(place)[0]["cases"]["reason"]
        other.execute("ROLLBACK")
    other.close()
    assert "is in use by another program" in reason


def test_a_fault_of_the_program_costs_one_store_and_shows_nobody_s_words(
    place: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("Oluwaseun Adeyemi-Clarke")

    monkeypatch.setattr(search, "search_texts", broken)
    stores, found = summary(place)
    assert stores["drive"]["state"] == stores["post"]["state"] == "failed"
    assert (
        stores["drive"]["reason"]
        == "Shared drive met a fault of this program; tell its makers, with the log of this hour."
    )
    assert ("cases", "kid:BR-1001") in found


def test_a_folder_that_may_not_be_opened_is_named(place: Path) -> None:
    closed = place / "drive" / "closed"
    closed.mkdir()
    (closed / "in.txt").write_text("in", encoding="utf-8")
    closed.chmod(0)
    try:
        unread = {one["ref"]: one["reason"] for one in summary(place)[0]["drive"]["unreadable"]}
    finally:
        closed.chmod(0o700)
    if os.getuid() == 0:  # root may look everywhere: then it was read
        assert "closed" not in unread
    else:
        assert "may not be read by the account of the search" in unread["closed"]
