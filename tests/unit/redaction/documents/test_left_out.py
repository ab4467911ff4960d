"""Whatever is left out of a result is told, by kind and count and never by what it says; what stays is searched."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
import pymupdf
import pytest
from click.testing import CliRunner
from docx.oxml import OxmlElement
from PIL import Image, PngImagePlugin

from redaction.ingest import ingest
from redaction.ingest.left_out import of_package
from redaction.ingest.office import left_out_of_office
from redaction.ingest.sheet_extras import sheet_left_out
from redaction.redact_command import redact
from redaction.values import Document

PEOPLE = [{"name": "Kit Marlow", "role": "subject"}, {"name": "Dora Quill", "role": "third_party"}]


def words(document: Document) -> str:
    return "\n".join(unit.text for unit in document.units)


def zipped(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def word_file(saved: Callable[[object], bytes]) -> bytes:
    made = docx.Document()
    paragraph = made.add_paragraph("Kit Marlow was seen.")
    made.add_comment(paragraph.runs, text="Dora Quill said so", author="Dora Quill")
    made.add_comment(paragraph.runs, text="Ask Dora Quill", author="Dora Quill")
    code = OxmlElement("w:instrText")
    code.text = ' MERGEFIELD "Dora Quill" '
    paragraph.add_run()._r.append(code)
    paragraph.add_run(" Dora Quill").font.hidden = True
    picture = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(picture, "PNG")
    picture.seek(0)
    shape = made.add_picture(picture)
    shape._inline.docPr.set("descr", "Dora Quill at the door")
    made.sections[0].header.paragraphs[0].text = "Dora Quill's file"
    return saved(made)


def test_a_word_file_tells_its_comments_hidden_text_and_descriptions(saved: Callable[[object], bytes]) -> None:
    document = ingest(word_file(saved), "a.docx")
    assert set(document.hidden) == {
        "2 comments", "a field code", "hidden text", "1 description of a picture", "1 picture too small to hold words",
        "document properties (author, company, dates)", "records attached by other programs",
    }  # fmt: skip
    assert "Dora Quill's file" in words(document)


def test_the_result_lists_what_was_dropped_and_never_what_it_said(
    tmp_path: Path, saved: Callable[[object], bytes]
) -> None:
    (tmp_path / "people.json").write_text(json.dumps(PEOPLE))
    (tmp_path / "a.docx").write_bytes(word_file(saved))
    arguments = [str(tmp_path / "a.docx"), "--people", str(tmp_path / "people.json"), "--out", str(tmp_path / "out")]
    line = json.loads(CliRunner().invoke(redact, [*arguments, "--json"]).stdout)
    assert (line["status"], line["withheld"]) == ("verified", 1)
    assert "2 comments" in line["dropped"]
    told = CliRunner().invoke(redact, arguments).stdout
    assert "left out: a field code; hidden text; 2 comments" in told
    assert "Quill" not in told + json.dumps(line)


def test_a_file_inside_a_file_tells_its_own_under_a_number(
    tmp_path: Path, mail: EmailMessage, saved: Callable[[object], bytes]
) -> None:
    mail.add_attachment(word_file(saved), maintype="application", subtype="octet-stream", filename="Quill.docx")
    (tmp_path / "people.json").write_text(json.dumps(PEOPLE))
    (tmp_path / "a.eml").write_bytes(bytes(mail))
    done = CliRunner().invoke(
        redact,
        [str(tmp_path / "a.eml"), "--people", str(tmp_path / "people.json"), "--out", str(tmp_path / "o"), "--json"],
    )
    dropped = json.loads(done.stdout)["dropped"]
    assert {"blind copies (Bcc)", "part 2: 2 comments"} <= set(dropped)
    assert "Quill" not in json.dumps(dropped)


def test_a_mail_tells_its_other_form_signatures_and_small_pictures(mail: EmailMessage) -> None:
    mail.add_alternative("<p>Dear Tom, Dora Quill told us he was at home.</p><!-- Dora Quill -->", subtype="html")
    mail.add_attachment(b"signed", maintype="application", subtype="pkcs7-signature", filename="smime.p7s")
    mail.add_attachment(b"BEGIN:VCALENDAR\nSUMMARY:Dora Quill\n", maintype="text", subtype="calendar", filename="x")
    del mail.get_payload()[-1]["Content-Disposition"]
    document = ingest(bytes(mail), "a.eml")
    assert {
        "routing and other technical headers", "blind copies (Bcc)", "1 comment in the page's source",
        "the HTML form of the message, beside the one shown", "1 digital signature",
    } == set(document.hidden)  # fmt: skip
    assert [one.name.rpartition(".")[2] for one in document.attachments] == ["p7s", "calendar"]


def test_a_page_tells_what_its_reader_does_not_see_and_keeps_what_is_filled_in() -> None:
    page = b"""<html><head><title>Dora Quill</title><meta name=author content="Dora Quill"></head><body>
    <!-- Dora Quill --><img src=x alt="Dora Quill"><input value="Kit Marlow"><input type=hidden value="Dora Quill">
    <script>Dora</script><iframe></iframe><table><tr><th>Name</th><th>Seen</th></tr>
    <tr><td>Kit<br>Marlow<span style="display:none">Dora Quill</span></td><td>Monday</td></tr></table></body></html>"""
    document = ingest(page, "a.html")
    assert set(document.hidden) == {
        "2 hidden parts of the page", "1 comment in the page's source", "1 script", "1 picture",
        "1 description of a picture or pop-up text", "1 embedded page or object", "2 properties of the page",
    }  # fmt: skip
    assert "Dora" not in words(document)
    assert "Kit Marlow" in words(document)
    assert "Kit\u2028Marlow\tMonday" in words(document)


def test_a_workbook_shows_its_text_boxes_and_tells_the_rest(saved: Callable[[object], bytes]) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    book.active.append(["Kit Marlow"])
    book.active.oddHeader.center.text = "Dora Quill"
    out = io.BytesIO(saved(book))
    drawing = '<x:d xmlns:x="x" xmlns:a="a"><x:txBody><a:p><a:r><a:t>Dora Qu</a:t></a:r><a:r><a:t>ill rang</a:t></a:r>'
    relation = '<Relationships xmlns="r"><Relationship Id="rId9" Type="x/drawing" Target="../drawings/drawing1.xml"/>'
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("xl/drawings/drawing1.xml", drawing + "</a:p></x:txBody></x:d>")
        package.writestr("xl/worksheets/_rels/sheet1.xml.rels", relation + "</Relationships>")
        package.writestr("xl/pivotCache/pivotCacheRecords1.xml", "<r/>")
        package.writestr("xl/charts/chart1.xml", "<r/>")
        package.writestr("xl/charts/chart2.xml", "<r/>")
    document = ingest(out.getvalue(), "a.xlsx")
    assert [(unit.label, unit.text) for unit in document.units[1:]] == [
        ("Text boxes of sheet Notes", "Dora Quill rang")
    ]
    assert set(document.hidden) == {
        "a header or footer for printing", "1 copy of rows behind a pivot table", "2 charts",
        "document properties (author, company, dates)",
    }  # fmt: skip


def test_an_open_document_sheet_tells_its_comments() -> None:
    content = zipped(
        content_xml='<a><office:annotation x="1"/><office:annotation >Dora</office:annotation></a>'
        '<table:table-row table:visibility="collapse"/>',
        meta_xml="<m/>",
    )
    assert sheet_left_out(content) == [
        "2 comments on cells", "document properties (author, company, dates)", "a hidden row or column, shown here",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            zipped(content_xml="<office:annotation ><text:changed-region/><text:hidden-text/>", meta_xml="<m/>"),
            ["1 comment", "1 tracked change", "1 hidden passage", "document properties (author, company, dates)"],
        ),
        (rb"{\rtf1{\info{\author Dora}}\v Dora\v0 {\*\annotation Dora}\deleted x}",
         ["1 comment", "1 tracked change", "1 hidden passage", "document properties (author, company, dates)"]),
        (b"\xd0\xcf\x11\xe0", ["comments, tracked changes, hidden text and properties, if it has any"]),
    ],
    ids=["odt", "rtf", "doc"],
)  # fmt: skip
def test_an_older_office_file_tells_what_libreoffice_leaves_out(content: bytes, told: list[str]) -> None:
    assert left_out_of_office(content) == told


def test_members_of_a_package_are_told_by_kind() -> None:
    paths = [
        "word/vbaProject.bin",
        "word/media/a.emf",
        "word/media/b.wmf",
        "ppt/media/a.mp4",
        "word/glossary/document.xml",
    ]
    assert of_package(paths) == [
        "macros", "building blocks of text", "2 drawings or objects that cannot be shown", "1 sound or film",
    ]  # fmt: skip


def test_a_picture_tells_its_notes_and_frames(saved: Callable[[object], bytes]) -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Dora Quill")
    out = io.BytesIO()
    Image.new("L", (40, 40), 255).save(out, "PNG", pnginfo=notes)
    assert ingest(out.getvalue(), "a.png").hidden == ("notes in the picture's file",)
    out = io.BytesIO()
    frames = [Image.new("L", (40, 40), shade) for shade in (0, 90, 255)]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    assert "2 further frames of a moving picture" in ingest(out.getvalue(), "a.gif").hidden


def test_a_pdf_tells_its_marks_layers_and_tags(pdf_of: Callable[..., bytes]) -> None:
    made = pymupdf.open(stream=pdf_of(["Kit Marlow"]), filetype="pdf")
    made[0].add_text_annot((50, 50), "Dora Quill")
    made.set_metadata({"author": "Dora Quill"})
    made.embfile_add("a", b"Dora Quill", filename="a.txt")
    layer = made.add_ocg("Dora Quill", on=False)
    made[0].insert_text((50, 300), "Dora Quill", oc=layer)
    made.xref_set_key(made.pdf_catalog(), "StructTreeRoot", "<</Type/StructTreeRoot>>")
    document = ingest(made.tobytes(), "a.pdf")
    assert {
        "1 note", "document properties", "1 layer switched off", "1 embedded file (read as further parts)",
        "structure tags (with their alternative texts)",
    } <= set(document.hidden)  # fmt: skip
    assert "Dora" not in words(document)


def test_an_archive_tells_the_notes_of_the_operating_system() -> None:
    content = zipped(a="Kit Marlow", __MACOSX__a="Dora Quill")
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("__MACOSX/x", "Dora Quill")
        archive.comment = b"Dora Quill"
    assert ingest(out.getvalue(), "a.zip").hidden == ("1 file of the operating system", "notes on the archive")
