"""The truth beside the borough is true: of the words, of the files, and of every name in them."""

from __future__ import annotations

import io
import mailbox
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdfium2
import pytest

Item = dict[str, Any]


def _squeezed(text: str) -> str:
    """The letters alone: layout, and the hyphens where a line was broken, are a format's own affair."""
    return re.sub(r"[\s\ufffe\ufeff>]+", "", text)


def test_every_mention_stands_where_the_truth_says(items: list[Item]) -> None:
    for item in items:
        for mention in item["mentions"]:
            assert item["text"][mention["start"] : mention["end"]] == mention["text"] != ""


def test_no_template_is_left_unfilled(items: list[Item]) -> None:
    for item in items:
        assert not re.search(r"\{\w+(\.\w+)?\}|\[[^\]]*\|[^\]]*\]", item["text"]), item["ref"]


def test_every_item_is_about_somebody_known(items: list[Item], people: list[Item]) -> None:
    keys = {person["key"] for person in people}
    for item in items:
        assert item["about"]
        assert {*item["about"], *item["mentioned"]} <= keys
        assert not set(item["about"]) & set(item["mentioned"])


def test_references_are_unique(items: list[Item]) -> None:
    refs = [(item["store"], item["ref"]) for item in items]
    assert len(set(refs)) == len(refs)


def test_no_name_stands_in_a_text_without_being_known(items: list[Item], people: list[Item]) -> None:
    """Every full name, telephone number, mail address and pupil number of the borough is looked for in every text."""
    forms = {
        form
        for person in people
        for form in (*person["names"], person["phone"], person["email"], person["upn"])
        if form
    }
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(form)}(?!\w)" for form in sorted(forms, key=len, reverse=True)))
    for item in items:
        covered = [(mention["start"], mention["end"]) for mention in item["mentions"]]
        for hit in pattern.finditer(item["text"]):
            # A name that runs over two mentions (surname and forename in two cells) is covered by both together.
            inside = [span for span in covered if span[0] < hit.end() and hit.start() < span[1]]
            assert inside, (item["ref"], item["kind"])


def _opened(form: str, content: bytes) -> str:
    if form == "docx":
        document = docx.Document(io.BytesIO(content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join(
            [paragraph.text for paragraph in document.paragraphs] + cells + [note.text for note in document.comments]
        )
    if form == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(content))
        return "\n".join(str(cell.value or "") for sheet in book for row in sheet.iter_rows() for cell in row)
    if form == "txt":
        return content.decode("utf-8")
    with pypdfium2.PdfDocument(content) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def _contents(borough: Path, items: list[Item]) -> Iterator[tuple[Item, bytes]]:
    for item in items:
        if item["store"] not in {"share", "prosecution-files"} or item["unreadable"]:
            continue
        outer, *inner = item["ref"].split("!")
        content = (borough / item["store"] / outer).read_bytes()
        for name in inner:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                content = archive.read(name)
        yield item, content


def test_every_file_holds_the_words_the_truth_gives_it(borough: Path, items: list[Item]) -> None:
    looked_at = set()
    for item, content in _contents(borough, items):
        form = item["form"]
        if form not in {"docx", "xlsx", "txt", "pdf"}:
            continue
        looked_at.add(form)
        found = _squeezed(_opened(form, content))
        for mention in item["mentions"]:
            assert _squeezed(mention["text"]) in found, (item["ref"], mention["kind"])
    assert looked_at == {"docx", "xlsx", "txt", "pdf"}


def test_a_scan_has_no_text_to_be_found(borough: Path, items: list[Item]) -> None:
    scans = [content for item, content in _contents(borough, items) if item["form"] == "scan"]
    assert scans
    assert all(_opened("pdf", content).strip() == "" for content in scans)


@pytest.mark.parametrize("reason", ["empty", "password", "broken", "unsupported"])
def test_there_are_files_nobody_can_read(items: list[Item], reason: str) -> None:
    assert any(item["unreadable"] == reason for item in items)


def test_every_row_is_in_its_database(borough: Path, items: list[Item]) -> None:
    for store in ("case", "prosecution"):
        with sqlite3.connect(borough / f"{store}.sqlite") as database:
            for item in (item for item in items if item["store"] == store and item["form"] == "row"):
                table, key = item["ref"].split(":")
                column = database.execute(f"PRAGMA table_info({table})").fetchone()[1]
                row = database.execute(f"SELECT * FROM {table} WHERE {column} = ?", (key,)).fetchone()
                assert all(line in "\n".join(map(str, row)) for line in item["text"].split("\n"))
        database.close()


def test_every_mail_and_attachment_is_in_the_mailbox(borough: Path, items: list[Item]) -> None:
    box = mailbox.mbox(borough / "mail.mbox", create=False)
    parts: dict[str, set[str]] = {}
    for message in box:
        names = {part.get_filename() or "" for part in message.walk()}
        parts[str(message["Message-ID"])] = names
        assert not message.defects
    box.close()
    for item in (item for item in items if item["store"] == "mail"):
        head, *inner = item["ref"].split("!")
        assert set(inner) <= parts[head]
    assert sum("!" not in item["ref"] for item in items if item["store"] == "mail") == len(parts)


def test_some_mail_carries_a_mail_that_carries_a_file(items: list[Item]) -> None:
    assert any(item["ref"].count("!") == 2 and item["store"] == "mail" for item in items)


def test_quoted_chains_name_other_children(items: list[Item], people: list[Item]) -> None:
    children = {person["key"] for person in people if person["kind"] == "child"}
    chains = [item for item in items if item["kind"] == "mail_referral" and "> " in item["text"]]
    assert any(children & set(item["mentioned"]) for item in chains)
