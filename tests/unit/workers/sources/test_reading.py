"""Reading what officers leave on a share: every form, every broken thing, nothing from outside."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pymupdf
import pytest

from workers.sources import limits, problems
from workers.sources.archives import is_archive, members
from workers.sources.base import Tally
from workers.sources.files import open_files
from workers.sources.reading import Reader
from workers.sources.stores import FilesPlace, Store, StoreKind

WORDS = "Quinton Zephyr was here"


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    kept = Reader()
    yield kept
    kept.close()


def word_file(*, words: str = WORDS) -> bytes:
    document = docx.Document()
    document.core_properties.author = document.core_properties.comments = ""
    if not words:
        saved = io.BytesIO()
        document.save(saved)
        return saved.getvalue()
    document.add_paragraph("Nothing above.")
    document.add_table(1, 1).cell(0, 0).text = WORDS
    document.sections[0].header.paragraphs[0].text = "Header words"
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def sheet_file() -> bytes:
    book = openpyxl.Workbook()
    hidden = book.create_sheet("Hidden")
    hidden.append([WORDS, 12])
    hidden.sheet_state = "hidden"
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def pdf_file() -> bytes:
    document = pymupdf.open()
    document.new_page().insert_text((72, 72), WORDS)
    return bytes(document.tobytes())


def locked_pdf() -> bytes:
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_file())) as pdf:
        pdf.save(saved, encryption=pikepdf.Encryption(owner="a", user="b"))
    return saved.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", word_file()),
        ("a.xlsx", sheet_file()),
        ("a.pdf", pdf_file()),
        ("a.txt", WORDS.encode("utf-16")),
        ("a.html", b"<style>x</style><p>Quinton <b>Zephyr</b> was here</p>"),
        ("a.rtf", rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0 Quinton Zephyr was here\par}"),
        ("a.eml", b"Subject: x\n\nQuinton Zephyr was here\n"),
        ("named wrongly.doc", pdf_file()),
    ],
)
def test_the_words_of_every_form_are_read(reader: Reader, name: str, content: bytes) -> None:
    reading = reader.read(name, content)
    assert WORDS in " ".join(reading.text.split())
    assert reading.problem == ""


def test_headers_of_a_word_document_are_read_too(reader: Reader) -> None:
    assert "Header words" in reader.read("a.docx", word_file()).text


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.pdf", b"%PDF-1.7 broken", "damaged"),
        ("a.docx", b"PK\x03\x04 broken", "damaged"),
        ("a.pdf", locked_pdf(), "password"),
        ("a.docx", b"", "is empty"),
        ("a.docx", word_file(words=""), "no words"),
        ("Thumbs.db", b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "cannot be read"),
        ("a.bin", b"\x01\x00\x02" * 50, "cannot be read"),
    ],
)
def test_what_cannot_be_read_says_why_and_the_next_file_is_read(
    reader: Reader, name: str, content: bytes, says: str
) -> None:
    assert says in reader.read(name, content).problem
    assert reader.read("b.txt", b"next").text == "next"


def test_a_bomb_is_named_and_left_alone() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"0" * (limits.RATIO_FREE_BYTES * 4))
        archive.writestr("fine.txt", b"fine")
    found = {member.name: member for member in members(packed.getvalue())}
    assert "bomb" in found["bomb.txt"].problem
    assert found["fine.txt"].content == b"fine"


def test_an_office_document_is_no_archive() -> None:
    assert not is_archive("a.docx", word_file())


@pytest.fixture
def share(tmp_path: Path) -> Path:
    root = tmp_path / "share"
    (root / "odd ünï 'name'").mkdir(parents=True)
    (root / "odd ünï 'name'" / "a;b&c.txt").write_text(WORDS, encoding="utf-8")
    (tmp_path / "outside.txt").write_text("outside", encoding="utf-8")
    (root / "way out.txt").symlink_to(tmp_path / "outside.txt")
    (root / "loop").symlink_to(root, target_is_directory=True)
    (root / "gone.txt").symlink_to(root / "nothing")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../escape.txt", "inner")
    (root / "a.zip").write_bytes(packed.getvalue())
    return root


def test_nothing_outside_the_root_is_read_and_links_out_of_it_are_named(share: Path) -> None:
    store = Store(id="s", kind=StoreKind.FILES, title="S", place=FilesPlace(share))
    tally = Tally()
    with open_files(store, FilesPlace(share)) as source:
        records = {record.ref: record for record in source.items(tally)}
    assert "outside" not in {record.text for record in records.values()}
    assert dict(tally.unreadable).keys() == {"way out.txt", "gone.txt"}
    assert records["odd ünï 'name'/a;b&c.txt"].text == WORDS
    assert records["a.zip!../../escape.txt"].file_name == "escape.txt"
    assert tally.looked_at == 4


@pytest.mark.parametrize("name", ["Thumbs.db", "desktop.ini", ".DS_Store", "._Letter.docx", "~$Letter.docx"])
def test_what_a_computer_keeps_for_itself_is_no_record_and_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    (tmp_path / "letter.txt").write_text(WORDS, encoding="utf-8")
    tally = Tally()
    with open_files(
        Store(id="s", kind=StoreKind.FILES, title="S", place=FilesPlace(tmp_path)), FilesPlace(tmp_path)
    ) as source:
        assert [record.ref for record in source.items(tally)] == ["letter.txt"]
    assert tally.unreadable == [(name, problems.MACHINES_OWN)]
    assert tally.looked_at == 2
