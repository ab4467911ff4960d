"""What is read from each kind of file, what is dropped and listed, and what is refused and why."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from email.message import EmailMessage

import docx
import openpyxl
import pymupdf
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image, ImageDraw, ImageFont

from redaction.errors import Encrypted, RedactionError, TooLarge, Unreadable, Unsupported
from redaction.ingest import ingest
from redaction.values import Document, Layout, UnitForm, UnitSource


def text_of(document: Document) -> str:
    return "\n".join(unit.text for unit in document.units)


def test_a_pdf_is_read_page_by_page_with_the_place_of_each_word(pdf_of: Callable[..., bytes]) -> None:
    document = ingest(pdf_of(["Kit was absent.", "Twice."], ["Second page"]), "a.pdf")
    assert [unit.text for unit in document.units] == ["Kit was absent.\nTwice.", "Second page"]
    unit = document.units[0]
    assert document.layout is Layout.PAGES
    assert [unit.text[word.start : word.end] for word in unit.words] == ["Kit", "was", "absent.", "Twice."]
    assert all(70 < word.box.x0 < 200 and 80 < word.box.y0 < 120 for word in unit.words)


def test_the_type_of_a_file_comes_from_its_content(pdf_of: Callable[..., bytes]) -> None:
    assert ingest(pdf_of(["Kit"]), "letter.docx").media_type == "application/pdf"


def test_a_scan_is_read_by_character_recognition() -> None:
    scan = Image.new("L", (1240, 700), 255)
    ImageDraw.Draw(scan).text((120, 150), "Kit Marlow was absent", font=ImageFont.load_default(48), fill=0)
    out = io.BytesIO()
    scan.save(out, "PNG", dpi=(150, 150))
    document = ingest(out.getvalue(), "scan.png")
    assert document.units[0].source is UnitSource.OCR
    assert document.untrusted_pages == {0}
    assert "Kit Marlow was absent" in text_of(document)


def test_text_nobody_can_see_is_removed_and_listed() -> None:
    made = pymupdf.open()
    page = made.new_page()
    page.insert_text((72, 100), "Seen by all")
    page.insert_text((72, 200), "Dora Quill", color=(1, 1, 1))
    document = ingest(made.tobytes(), "a.pdf")
    assert text_of(document) == "Seen by all"
    assert "text that cannot be seen, on page 1" in document.hidden
    assert b"Quill" not in pymupdf.open(stream=document.pdf)[0].get_text().encode()


def word_with_hidden_things() -> bytes:
    made = docx.Document()
    made.add_heading("Minutes", 1)
    paragraph = made.add_paragraph("The panel met ")
    paragraph.add_run("and agreed").bold = True
    hidden = paragraph.add_run(" SECRETLY")
    hidden.font.hidden = True
    deleted = OxmlElement("w:del")
    run, text = OxmlElement("w:r"), OxmlElement("w:delText")
    text.text = "GONE"
    run.append(text)
    deleted.append(run)
    paragraph._p.append(deleted)
    inserted = OxmlElement("w:ins")
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = " on a letter."
    text.set(qn("xml:space"), "preserve")
    run.append(text)
    inserted.append(run)
    paragraph._p.append(inserted)
    table = made.add_table(rows=2, cols=2)
    for number, words in enumerate(["Date", "Code", "01/03/2026", "O\nP"]):
        table.cell(number // 2, number % 2).text = words
    made.sections[0].header.paragraphs[0].text = "Education Support Service"
    made.sections[0].footer.paragraphs[0].text = "Official sensitive"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_word_document_shows_what_its_reader_sees() -> None:
    document = ingest(word_with_hidden_things(), "minutes.docx")
    text = text_of(document)
    assert "The panel met and agreed on a letter." in text
    assert "SECRETLY" not in text
    assert "GONE" not in text
    assert "Education Support Service" in text
    assert "Official sensitive" in text
    assert {"hidden text", "deleted text kept as a tracked change"} <= set(document.hidden)
    table = next(unit for unit in document.units if unit.form is UnitForm.TABLE)
    assert table.text == "Date\tCode\n01/03/2026\tO\u2028P"
    prose = next(unit for unit in document.units if "panel" in unit.text)
    assert {(style.name, prose.text[style.start : style.end]) for style in prose.styles} >= {
        ("h1", "Minutes"),
        ("bold", "and agreed"),
    }


def test_a_workbook_shows_its_visible_cells_only() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Attendance"
    sheet.append(["Pupil", "Code", "Private"])
    sheet.append(["Kit Marlow", "O", "SECRETCOLUMN"])
    sheet.append(["HIDDENROW", "", ""])
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[3].hidden = True
    sheet["B2"].comment = openpyxl.comments.Comment("SECRETCOMMENT", "somebody")
    other = book.create_sheet("Notes")
    other.append(["SECRETSHEET"])
    other.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    document = ingest(out.getvalue(), "a.xlsx")
    assert text_of(document) == "Pupil\tCode\nKit Marlow\tO"
    assert set(document.hidden) == {
        "a hidden sheet", "a comment on a cell", "1 hidden row of a sheet", "1 hidden column of a sheet",
        "document properties (author, company, dates)",
    }  # fmt: skip


def test_a_mail_is_its_headers_its_body_and_its_attachments(mail: EmailMessage) -> None:
    mail.add_attachment(b"Kit's timetable", maintype="text", subtype="plain", filename="timetable.txt")
    document = ingest(bytes(mail), "a.eml")
    assert document.units[0].form is UnitForm.FIELDS
    assert document.units[0].text.splitlines()[2:4] == [
        "Date\t3 March 2026 at 14:05",
        "Subject\tAttendance of Kit Marlow",
    ]
    assert "> please ring me" in document.units[1].text
    assert "hidden@" not in text_of(document)
    assert "blind copies (Bcc)" in document.hidden
    assert [one.name for one in document.attachments] == ["timetable.txt"]


def test_a_mail_in_html_only_is_read_without_its_hidden_parts(mail: EmailMessage) -> None:
    mail.set_content("<p>Dear <b>Tom</b></p><p style='display:none'>SECRET</p><script>SECRET</script>", subtype="html")
    document = ingest(bytes(mail), "a.eml")
    assert document.units[1].text == "Dear Tom"
    assert {"1 hidden part of the page", "1 script"} <= set(document.hidden)


def test_one_database_record_becomes_labels_and_values(records_of: Callable[..., bytes]) -> None:
    document = ingest(records_of(["Surname", "Note"], ["Marlow", "Two\nlines"]), "a.records.json")
    assert document.units[1].form is UnitForm.FIELDS
    assert document.units[1].text == "Surname\tMarlow\nNote\tTwo\u2028lines"


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (b"Plain words", "a.txt", "Plain words"),
        ("Zo\u00eb \u00a320".encode("cp1252"), "a.txt", "Zo\u00eb \u00a320"),
        ("Zo\u00eb".encode("utf-16"), "a.txt", "Zo\u00eb"),
        (b"Name;Code\nKit;O\n", "a.csv", "Name\tCode\nKit\tO"),
        (b"<html><body><h1>Log</h1><p>Kit &amp; Tom</p></body></html>", "a.htm", "Log\n\nKit & Tom"),
        (b"Do\xe2\x80\x8bra", "a.txt", "Dora"),
    ],
)
def test_text_comes_out_as_a_reader_sees_it(content: bytes, name: str, expected: str) -> None:
    assert text_of(ingest(content, name)) == expected


def test_an_archive_gives_its_files() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("inner/a.txt", "Kit")
        archive.writestr("__MACOSX/._a.txt", "x")
    assert [(one.name, one.content) for one in ingest(out.getvalue(), "a.zip").attachments] == [("inner/a.txt", b"Kit")]


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", b"\0" * (40 << 20))
    return out.getvalue()


def crowded() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(1001):
            archive.writestr(f"{number}", "")
    return out.getvalue()


def locked_pdf() -> bytes:
    made = pymupdf.open()
    made.new_page()
    content: bytes = made.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="spring", owner_pw="autumn")
    return content


@pytest.mark.parametrize(
    ("make", "name", "error", "reason"),
    [
        (lambda: b"", "a.docx", Unreadable, "empty"),
        (lambda: b"%PDF-1.7 nothing", "a.pdf", Unreadable, "damaged"),
        (lambda: b"PK\x03\x04 broken", "a.docx", Unreadable, "damaged"),
        (lambda: bytes(range(256)) * 20, "a.bin", Unsupported, "kind"),
        (lambda: b"Rar!\x1a\x07\x00", "a.rar", Unsupported, "RAR"),
        (locked_pdf, "a.pdf", Encrypted, "password"),
        (bomb, "a.zip", TooLarge, "100 times"),
        (crowded, "a.zip", TooLarge, "1,000 files"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_plain_sentence(
    make: Callable[[], bytes], name: str, error: type[RedactionError], reason: str
) -> None:
    with pytest.raises(error, match=reason) as caught:
        ingest(make(), name)
    assert str(caught.value).startswith(f"{name}: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("kept", [0.1, 0.2, 0.4, 0.6, 0.8, 0.95])
def test_a_pdf_that_has_lost_its_end_never_passes_for_the_whole(pdf_of: Callable[..., bytes], kept: float) -> None:
    whole = pdf_of(["Kit was absent on Monday."], ["Dora rang the school."])
    assert len(ingest(whole, "a.pdf").units) == 2
    with pytest.raises(Unreadable, match=r"cut off|damaged"):
        ingest(whole[: int(len(whole) * kept)], "a.pdf")


def test_a_password_opens_a_locked_pdf() -> None:
    assert len(ingest(locked_pdf(), "a.pdf", password="spring").units) == 1
