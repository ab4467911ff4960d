"""The same draft gives the same bytes, in formats that other programs open."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import docx
import openpyxl
import pypdfium2
import pytest

from workers.demo.drafts import Draft, heading, letterhead, paragraph, small, table, title
from workers.demo.formats.archive import zipped
from workers.demo.formats.pdf import render_pdf
from workers.demo.formats.rendering import render
from workers.demo.formats.word import empty_word

ON = date(2025, 3, 4)
DRAFT = Draft(
    kind="note",
    title="Note",
    category="meeting_notes",
    on=ON,
    about=("c",),
    blocks=(
        letterhead("Brackenford Council"),
        title("A note & more <here>"),
        heading("1. Łukasz Öztürk"),
        small("small print"),
        table([("Code", "Sessions"), ("\\", "12")]),
        paragraph("First line\nSecond line"),
    ),
    aside=(paragraph("not for the parent"),),
)


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx", "scan", "png", "txt", "rtf"])
def test_a_format_is_written_the_same_twice(form: str) -> None:
    assert render(DRAFT, form, author="A Bello") == render(DRAFT, form, author="A Bello")


def test_letters_beyond_the_standard_fonts_are_kept_in_a_pdf() -> None:
    with pypdfium2.PdfDocument(render_pdf(DRAFT)) as pdf:
        text = pdf[0].get_textpage().get_text_range()
    assert "Łukasz Öztürk" in text
    assert "A note & more <here>" in text


def test_a_word_document_keeps_text_table_comment_and_author() -> None:
    document = docx.Document(io.BytesIO(render(DRAFT, "docx", author="A Bello")))
    texts = [one.text for one in document.paragraphs]
    assert texts[1] == "A note & more <here>"
    assert "First line\nSecond line" in texts
    assert document.tables[0].cell(1, 1).text == "12"
    assert [(note.author, note.text) for note in document.comments] == [("A Bello", "not for the parent")]
    assert document.core_properties.author == "A Bello"
    assert document.core_properties.modified is not None
    assert document.core_properties.modified.date() == ON


def test_a_workbook_hides_what_was_put_aside() -> None:
    book = openpyxl.load_workbook(io.BytesIO(render(DRAFT, "xlsx")))
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [("Attendance", "visible"), ("Contacts", "hidden")]
    assert book["Contacts"]["A1"].value == "not for the parent"


def test_a_locked_pdf_does_not_open_without_its_password() -> None:
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(render_pdf(DRAFT, password="x"))


def test_an_empty_word_document_has_no_text() -> None:
    document = docx.Document(io.BytesIO(empty_word(ON)))
    assert "".join(one.text for one in document.paragraphs) == ""


def test_an_archive_dates_its_members_by_the_document() -> None:
    with zipfile.ZipFile(io.BytesIO(zipped([("a/b.txt", b"x")], ON))) as archive:
        assert archive.infolist()[0].date_time == (2025, 3, 4, 9, 0, 0)
        assert archive.read("a/b.txt") == b"x"
