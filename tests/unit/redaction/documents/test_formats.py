"""Every format that staff meet goes the whole way: what is about others is out, what is about the subject is there."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import subprocess
import tarfile
import zipfile
import zlib
from pathlib import Path

import docx
import extract_msg
import openpyxl
import pptx
import pymupdf
import pypdfium2
import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from PIL import Image
from pptx.util import Inches

from redaction.errors import Encrypted, Unreadable, Unsupported
from redaction.ingest import ingest
from redaction.labels import Labels
from redaction.parts import parts_of
from redaction.pipeline import Outcome, Wanted, redact_file
from redaction.unlock import without_lock
from redaction.values import Document, Person, Role, UnitForm
from tests.factories.outlook import outlook_file

PEOPLE = (
    Person(key="kit", name="Kit Marlow", role=Role.SUBJECT),
    Person(key="dora", name="Dora Quill", role=Role.THIRD_PARTY),
)
SAID = "Kit Marlow was absent on Monday and Dora Quill rang the school about it."


def redacted(content: bytes, name: str, *passwords: str) -> Outcome:
    return redact_file(content, name, Wanted(people=PEOPLE, passwords=passwords), Labels(PEOPLE))


def words(outcome: Outcome) -> str:
    pages = pypdfium2.PdfDocument(outcome.pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in pages)


def text_of(document: Document) -> str:
    return "\n".join(unit.text for unit in document.units)


def word_file() -> bytes:
    made = docx.Document()
    made.add_heading("Attendance", 1)
    paragraph = made.add_paragraph(SAID)
    made.add_comment(paragraph.runs, text="Dora Quill again", author="Dora Quill")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Pupil", "Note"])
    book.active.append(["Kit Marlow", SAID])
    hidden = book.create_sheet("Private")
    hidden.append(["Dora Quill"])
    hidden.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def slides() -> bytes:
    made = pptx.Presentation()
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text = "Attendance panel"
    slide.placeholders[1].text = SAID
    slide.notes_slide.notes_text_frame.text = "Ask Dora Quill for the letter"
    table = slide.shapes.add_table(2, 2, Inches(1), Inches(4), Inches(4), Inches(1)).table
    for at, said in enumerate(["Date", "Who", "3 March 2026", "Dora Quill"]):
        table.cell(at // 2, at % 2).text = said
    hidden = made.slides.add_slide(made.slide_layouts[5])
    hidden.shapes.title.text = "Only Dora Quill"
    hidden._element.set("show", "0")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def open_slides() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.presentation")
        package.writestr("meta.xml", "<m/>")
        package.writestr(
            "content.xml",
            '<d xmlns:draw="d" xmlns:text="t" xmlns:style="s" xmlns:table="b" xmlns:office="o" xmlns:presentation="p">'
            '<style:style style:name="dp2"><style:drawing-page-properties presentation:visibility="hidden"/>'
            f'</style:style><draw:page draw:style-name="dp1"><draw:frame><text:p>{SAID}</text:p></draw:frame>'
            "<office:annotation><text:p>Dora Quill again</text:p></office:annotation>"
            "<table:table><table:table-row><table:table-cell><text:p>Dora<text:s/>Quill</text:p></table:table-cell>"
            "<table:table-cell><text:p>Monday</text:p></table:table-cell></table:table-row></table:table>"
            "<presentation:notes><text:p>Ask Dora Quill</text:p></presentation:notes></draw:page>"
            '<draw:page draw:style-name="dp2"><text:p>Only Dora Quill</text:p></draw:page></d>',
        )
    return out.getvalue()


def outlook_message() -> bytes:
    strings = {"0037": "Attendance", "1000": SAID, "0C1A": "Dora Quill", "0E04": "Tom Hale", "0E02": "Bea Hidden"}
    return outlook_file(strings)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One text in every format that LibreOffice writes."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "a.docx").write_bytes(word_file())
    (folder / "b.xlsx").write_bytes(workbook())
    for kinds, source in ((("odt", "rtf", "doc"), "a.docx"), (("ods", "xls"), "b.xlsx")):
        for kind in kinds:
            subprocess.run(
                ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", kind,
                 "--outdir", str(folder), str(folder / source)],
                check=True, capture_output=True, timeout=120,
            )  # fmt: skip
    return {path.suffix[1:]: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("kind", ["docx", "odt", "rtf", "doc", "xlsx", "ods", "xls"])
def test_an_office_file_of_every_age_goes_the_whole_way(office: dict[str, bytes], kind: str) -> None:
    done = redacted(office[kind], f"a.{kind}")
    said = words(done)
    assert done.status == "verified"
    assert "Quill" not in said
    assert "Kit Marlow was absent on Monday and" in said
    assert "rang the school about it" in said
    assert "[Person A]" in said
    assert done.dropped != ()


@pytest.mark.parametrize(("make", "name"), [(slides, "a.pptx"), (open_slides, "a.odp")])
def test_a_presentation_is_shown_with_its_notes_and_without_its_hidden_slides(make: object, name: str) -> None:
    done = redacted(make(), name)  # type: ignore[operator]
    said = words(done)
    assert done.status == "verified"
    assert "Quill" not in said
    assert said.count("[Person A]") == 3
    assert "rang the school about it" in said
    assert "Notes: Ask [Person A]" in said
    assert "Only" not in said
    assert {"a hidden slide", "document properties (author, company, dates)"} <= set(done.dropped)


def test_a_table_of_a_slide_is_a_table() -> None:
    tables = [unit.text for unit in ingest(slides(), "a.pptx").units if unit.form is UnitForm.TABLE]
    assert tables == ["Date\tWho\n3 March 2026\tDora Quill"]


def test_an_outlook_message_is_read_with_its_sender_and_without_its_blind_copies() -> None:
    done = redacted(outlook_message(), "a.msg")
    said = words(done)
    assert done.status == "verified"
    assert "Quill" not in said
    assert "Hidden" not in said
    assert "From [Person A]" in said
    assert "rang the school about it" in said
    assert "blind copies (Bcc)" in done.dropped


def tar_of(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        about = tarfile.TarInfo(name)
        about.size = len(content)
        archive.addfile(about, io.BytesIO(content))
        link = tarfile.TarInfo("away")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return out.getvalue()


@pytest.mark.parametrize("packed", [lambda one: one, gzip.compress, bz2.compress, lzma.compress])
def test_a_tape_archive_gives_its_files_and_follows_no_link(packed: object) -> None:
    content = packed(tar_of("inner/a.txt", SAID.encode()))  # type: ignore[operator]
    parts = parts_of(content, "a.tar.gz")
    assert [part.path for part in parts] == ["a.tar.gz", "a.tar.gz!inner/a.txt"]
    assert SAID in text_of(parts[1].document)


def test_a_packed_file_is_read_as_what_is_in_it() -> None:
    parts = parts_of(gzip.compress(word_file()), "letter.docx.gz")
    assert parts[1].path == "letter.docx.gz!letter.docx"
    assert SAID in text_of(parts[1].document)


def test_a_packed_bomb_is_refused() -> None:
    done = redacted(gzip.compress(b"\0" * (60 << 20)), "a.gz")
    assert done.status == "refused"
    assert "100 times" in done.reason


def locked_pdf() -> bytes:
    made = pymupdf.open()
    made.new_page().insert_text((40, 100), SAID)
    content: bytes = made.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="spring", owner_pw="autumn")
    return content


def locked_word() -> bytes:
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(word_file())).encrypt("spring", out)
    return out.getvalue()


def locked_zip() -> bytes:
    """A ZIP with the old lock, which few programs write any more. Source: PKWARE APPNOTE 6.1."""
    content, keys = SAID.encode(), [0x12345678, 0x23456789, 0x34567890]

    def crc(value: int, byte: int) -> int:
        return (value >> 8) ^ _TABLE[(value ^ byte) & 0xFF]

    def turn(byte: int) -> None:
        keys[0] = crc(keys[0], byte)
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = crc(keys[2], keys[1] >> 24)

    for byte in b"spring":
        turn(byte)
    hidden = bytearray()
    for byte in bytes(11) + bytes([zlib.crc32(content) >> 24]) + content:
        mask = keys[2] | 2
        hidden.append(byte ^ ((mask * (mask ^ 1)) >> 8 & 0xFF))
        turn(byte)
    about = (20, 1, 0, 0, 0, zlib.crc32(content), len(hidden), len(content), 5, 0)
    start = struct.pack("<4s5H3L2H", b"PK\3\4", *about) + b"a.txt" + bytes(hidden)
    listed = struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, *about, 0, 0, 0, 0, 0) + b"a.txt"
    return start + listed + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, len(listed), len(start), 0)


def _crc_table() -> list[int]:
    table = []
    for number in range(256):
        value = number
        for _ in range(8):
            value = (value >> 1) ^ (0xEDB88320 if value & 1 else 0)
        table.append(value)
    return table


_TABLE = _crc_table()
LOCKED = [(locked_pdf, "a.pdf"), (locked_word, "a.docx"), (locked_zip, "a.zip")]


@pytest.mark.parametrize(("make", "name"), LOCKED)
def test_a_locked_file_says_that_it_wants_its_password(make: object, name: str) -> None:
    for passwords in ((), ("winter",)):
        done = redacted(make(), name, *passwords)  # type: ignore[operator]
        assert (done.status, done.locked) == ("refused", True)
        assert "password" in done.reason


@pytest.mark.parametrize(("make", "name"), LOCKED)
def test_a_locked_file_opens_with_any_of_the_passwords_given(make: object, name: str) -> None:
    done = redacted(make(), name, "winter", "spring")  # type: ignore[operator]
    assert done.status == "verified"
    assert "rang the school about it" in words(done)
    assert "Quill" not in words(done)
    assert b"/Encrypt" not in done.pdf


@pytest.mark.parametrize(("make", "name"), LOCKED)
def test_whoever_has_the_password_gets_a_copy_without_the_lock(make: object, name: str) -> None:
    locked: bytes = make()  # type: ignore[operator]
    assert redacted(without_lock(locked, name, "spring"), name).status == "verified"
    with pytest.raises(Encrypted, match="does not open it"):
        without_lock(locked, name, "winter")


@pytest.mark.parametrize(("content", "says"), [(b"Nothing to hide.", "not locked"), (b"%PDF-1.7 nothing", "damaged")])
def test_a_file_that_no_password_opens_is_refused(content: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        without_lock(content, "a.txt", "spring")


def test_a_locked_open_document_is_refused_with_its_mend() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("META-INF/manifest.xml", "<m:encryption-data/>")
    with pytest.raises(Encrypted, match="save a copy without one"):
        ingest(out.getvalue(), "a.odt")


def test_an_old_presentation_is_refused_with_its_mend() -> None:
    writer = extract_msg.OleWriter()
    writer.addEntry("PowerPoint Document", b"\0" * 64)
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises((Unsupported, Unreadable), match="save it as PPTX or PDF"):
        ingest(out.getvalue(), "a.ppt")


def scan_of(*pages: str, turned: int = 0) -> bytes:
    """A4 pages of typed words side by side on one sheet of glass, turned by quarter turns."""
    drawn = []
    for said in pages:
        made = pymupdf.open()
        page = made.new_page()
        page.insert_textbox(pymupdf.Rect(60, 60, 535, 780), said, fontsize=13, lineheight=1.5)
        pixels = page.get_pixmap(dpi=150, colorspace=pymupdf.csGRAY)
        drawn.append(Image.frombytes("L", (pixels.width, pixels.height), pixels.samples))
    sheet = Image.new("L", (sum(one.width for one in drawn), drawn[0].height), 255)
    at = 0
    for one in drawn:
        sheet.paste(one, (at, 0))
        at += one.width
    out = io.BytesIO()
    sheet.rotate(90 * turned, expand=True).save(out, "PNG", dpi=(150, 150))
    return out.getvalue()


LINES, FEW = 9, 4
LEFT = "On day {} the pupil Kit Marlow was late again and came in at noon."
RIGHT = "In week {} the neighbour Dora Quill rang the office about it."


def said(count: int, sentence: str) -> str:
    return " ".join(sentence.format(number) for number in range(count))


@pytest.mark.parametrize("turned", [0, 1, 2, 3])
def test_a_scan_is_read_whichever_way_it_was_laid(turned: int) -> None:
    done = redacted(scan_of(said(FEW, LEFT) + "\n\n" + said(FEW, RIGHT), turned=turned), "scan.png")
    assert done.status == "rasterised"
    assert done.withheld == FEW
    assert words(done).count("Marlow") == FEW
    assert "Quill" not in words(done)


def test_two_pages_scanned_as_one_are_read_one_after_the_other() -> None:
    document = ingest(scan_of(said(LINES, LEFT), said(LINES, RIGHT)), "scan.png")
    text = text_of(document)
    assert text.rindex("Marlow") < text.index("Quill")
    assert text.count("Quill") == LINES


def test_what_is_withheld_on_a_turned_scan_is_black(tmp_path: Path) -> None:
    scan = scan_of(said(FEW, RIGHT), turned=1)
    document, done = ingest(scan, "scan.png"), redacted(scan, "scan.png")
    pixels = pypdfium2.PdfDocument(done.pdf)[0].render(scale=2, grayscale=True).to_pil().convert("L")
    quills = [word for unit in document.units for word in unit.words if "Quill" in unit.text[word.start : word.end]]
    assert len(quills) == FEW
    for word in quills:
        box = word.box
        middle = pixels.crop((int(box.x0 * 2), int(box.y0 * 2), int(box.x1 * 2), int(box.y1 * 2)))
        dark = sum(middle.histogram()[:128]) / (middle.width * middle.height)
        assert dark > 0.6
