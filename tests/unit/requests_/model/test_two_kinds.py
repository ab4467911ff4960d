"""No file is taken that is a second kind of file too; what phones, scanners and office programs make gets through.

All of it is made by libraries that make such files, and what is taken is opened by them again.
"""

import io
import re
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pptx
import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from requests_.errors import InvalidCommand
from requests_.model import file_kinds
from requests_.model.file_kinds import take
from tests.factories import sent_files as made

PAGE = b"<!DOCTYPE html>\n<html><script>alert(document.domain)</script></html>"
JAR = made.packed({"META-INF/MANIFEST.MF": b"Main-Class: A", "A.class": b"\xca\xfe\xba\xbe"})
FILM = b"\0\0\0\x18ftypmp42\0\0\0\0isommp42" + struct.pack(">I", 5008) + b"mdat" + bytes(range(250)) * 20
SAMSUNG = b"\0\0\x01\x0a\x0e\0\0\0Image_UTC_Data1700000000000SEFH\x6b\0\0\0\x01\0\0\0\x18\0\0\0SEFT"
PICTURES = ("JPEG", "PNG", "GIF", "WEBP", "TIFF")


def photo(kind: str = "JPEG", **more: object) -> bytes:
    held = io.BytesIO()
    Image.effect_noise((200, 150), 80).convert("RGB").save(held, kind, **more)
    return held.getvalue()


def drawn(content: bytes) -> bytes:
    with Image.open(io.BytesIO(content)) as opened:
        return opened.convert("RGB").tobytes()


def two_pictures() -> bytes:
    """What phones write: a photo, an index, and behind its end a second photo."""
    return photo("MPO", save_all=True, append_images=[Image.new("RGB", (50, 50), "red")])


def two_pages() -> bytes:
    """A scan that its program fills up with zeros."""
    return photo("TIFF", save_all=True, append_images=[Image.new("L", (9, 9), "white")])


def heic() -> bytes:
    """The boxes of a real AVIF under the name of the other kind."""
    return photo("AVIF").replace(b"ftypavif", b"ftypheic", 1)


def pdf() -> bytes:
    with pymupdf.open() as document:
        document.new_page().insert_text((72, 72), "Order of the Family Court")
        return bytes(document.tobytes())


def office(make: Callable[[io.BytesIO], None]) -> bytes:
    held = io.BytesIO()
    make(held)
    return held.getvalue()


def word() -> bytes:
    return office(lambda held: docx.Document().save(held))


def streamed_word() -> bytes:
    """A Word file of a program that writes what it cannot go back in: the lengths come behind each part."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    held = Pipe()
    with zipfile.ZipFile(io.BytesIO(word())) as read, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as written:
        for name in read.namelist():
            written.writestr(name, read.read(name))
    return held.getvalue()


def as_own_part(jpeg: bytes, marker: int, held: bytes) -> bytes:
    """A photo with `held` in a part of its own, behind the first two bytes."""
    return jpeg[:2] + bytes((0xFF, marker)) + (len(held) + 2).to_bytes(2, "big") + held + jpeg[2:]


def told_png(words: str) -> bytes:
    told = PngInfo()
    told.add_text("Comment", words)
    return photo("PNG", pnginfo=told)


def in_words(png: bytes, words: bytes) -> bytes:
    """A PNG with a chunk of words before its pixels."""
    chunk = b"tEXtComment\0" + words
    return png[:33] + struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) + png[33:]


def script_webp() -> bytes:
    """A WebP whose length reads as the beginning of a comment."""
    told, chunks = int.from_bytes(b"=/*\0", "little"), photo("WEBP")[8:]
    rest = told + 1 - len(chunks) - 8
    filled = b"FILL" + rest.to_bytes(4, "little") + b"*/1;alert(1)/*".ljust(rest, b"\0")
    return b"RIFF=/*\0" + chunks + filled


def wide_scripts() -> list[bytes]:
    """Drawings and scans that read as JavaScript in UTF-16, of either order: a name, a sign, a comment or a text."""
    gif, more = photo("GIF"), "*/1;alert(document.domain)//"
    blocks = gif[13 + (3 << (gif[10] & 7) + 1) :]
    return [
        b"GIF89a=\0/\0*\0\0" + blocks + b"\0" * (1 - len(blocks) % 2) + more.encode("utf-16-le"),
        b"GIF89a\0=\0/\0*\0" + blocks + b"\0" * (1 - len(blocks) % 2) + more.encode("utf-16-be"),
        b"GIF89a=\0'\0" + gif[10:] + b"\0" * (len(gif) % 2) + "';alert(document.domain)".encode("utf-16-le"),
        b"II*\0/\0*\0" + bytes(0x2A002F - 8) + photo("TIFF")[8:] + more.encode("utf-16-le"),
    ]


def packed_tar(first: bytes) -> bytes:
    """A tar archive whose first name is the beginning of a photo."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        archive.addfile(tarfile.TarInfo("run.sh"))
    return first + held.getvalue()[len(first) :]


def around(inner: bytes, outer: bytes) -> bytes:
    """A Word file whose first part, kept as it is, is another file."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(outer)) as read, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as written:
        written.writestr(zipfile.ZipInfo("a"), inner)
        for name in read.namelist():
            written.writestr(name, read.read(name))
    return held.getvalue()


def with_gap(content: bytes, between: bytes) -> bytes:
    """An archive with something between its parts and their list, which readers step over."""
    with zipfile.ZipFile(io.BytesIO(content)) as read:
        start = read.start_dir
    moved = struct.pack("<I", start + len(between))
    return content[:start] + between + content[start:-6] + moved + content[-2:]


TWO_KINDS = [
    *((f"a {kind} and a program of Java behind it", photo(kind) + JAR) for kind in PICTURES),
    *((f"a {kind} and a web page behind it", photo(kind) + PAGE) for kind in PICTURES),
    *((f"a {kind} and a PDF behind it", photo(kind) + pdf()) for kind in PICTURES),
    ("a photo and a large archive, its end far from the end", photo() + made.packed({"a": b"x"}, 0) + bytes(70_000)),
    ("a photo, a film and an archive", photo() + FILM + made.word()),
    ("a photo and an archive of another kind", photo() + b"Rar!\x1a\x07\x01\0" + bytes(90)),
    ("a photo and a third kind of archive", photo() + b"7z\xbc\xaf\x27\x1c\0\4" + bytes(90)),
    ("a photo and an old Word file", photo() + made.old_word("WordDocument")),
    ("a photo with a web page in its comment", photo(comment=PAGE)),
    ("a photo with a web page in a part of its maker", as_own_part(photo(), 0xEB, bytes(2_000) + PAGE)),
    ("a photo with an archive in its colours", as_own_part(photo(), 0xE2, b"ICC_PROFILE\0\1\1" + JAR)),
    ("a photo with a PDF in its comment", photo(comment=pdf()[:200])),
    ("a photo that is a script", as_own_part(photo(), 0xE0, (b"JFIF*/=alert(1);/*").ljust(0x2F2A - 2))),
    ("a drawing that is a script", b"GIF89a/*" + photo("GIF")[8:] + b"*/=1;alert(1)"),
    ("a drawing that is a script by its width", b"GIF89a=/*" + photo("GIF")[9:] + b"*/1;alert(1)"),
    ("a drawing that is a script behind a text", b"GIF89a=`" + photo("GIF")[8:] + b"`;alert(document.domain)//"),
    ("a drawing that is a script of its own name", b"GIF89a`" + photo("GIF")[7:] + b"`;function GIF89a(){}"),
    ("a picture of the web that is a script", script_webp()),
    *((f"a drawing that is a script in wide letters {n}", drawing) for n, drawing in enumerate(wide_scripts())),
    ("a photo with a link that is a script", photo(comment=b"<a HREF = ' javascript:alert(1)'>")),
    ("a photo with a script of another name", photo(comment=b'<x:script xmlns:x="http://www.w3.org/1999/xhtml">')),
    ("a photo with a page in wide letters", photo(comment="<script>alert(1)</script>".encode("utf-16-le"))),
    ("a photo with a page in wide letters, the other way", photo(comment="<HTML>".encode("utf-16-be") + b"\0")),
    ("a photo with an event far from its tag", photo(comment=b"<img alt=" + b"a" * 5_000 + b' OnError = "alert(1)">')),
    ("a photo with a drawing that is a page", photo(comment=b"<svg xmlns='x'>")),
    ("a screenshot with a web page in its words", told_png(PAGE.decode())),
    ("a screenshot with a program of a web server", told_png("<?pHp system($_GET[0]);")),
    ("a screenshot with a page of one picture", told_png("<img src=x OnError=alert(1)>")),
    ("a photo with a page that leads elsewhere", photo(comment=b'<META http-equiv="refresh" content="0;url=//x">')),
    ("a photo with a PDF of another beginning", photo(comment=b"%!PS-Adobe-3.0 PDF-1.4\n")),
    ("a photo and a cabinet", photo() + b"MSCF\0\0\0\0" + bytes(90)),
    ("a scan that is a hospital's too", b"II*\0".ljust(128, b"\0") + b"DICM" + photo("TIFF")[132:]),
    ("a screenshot with an archive of programs", told_png("<?php __HALT_COMPILER(); ?>")),
    ("an iPhone's photo and a program of Java", heic() + JAR),
    ("an iPhone's photo and a web page", heic() + PAGE),
    ("a PDF and a program of Java", pdf() + JAR),
    ("a PDF and a web page", pdf() + PAGE),
    ("a PDF with a web page far inside", pdf().replace(b"\nxref", b"\n%" + bytes(5_000) + PAGE + b"\nxref", 1)),
    ("a PDF whose end is the comment of an archive", pdf() + JAR[:-2] + b"\x06\0%%EOF\n"),
    ("a PDF behind another beginning", b"\x1b%-12345X@PJL\r\n" + pdf()),
    ("a PDF that is an archive of tapes", packed_tar(b"%PDF-1.4\n%%EOF\n")),
    ("a disk behind a PDF", (b"%PDF-1.4\n%%EOF\n").ljust(32_769) + b"CD001" + bytes(90) + b"%%EOF"),
    ("a Word file in a PDF's clothes", around(pdf(), word())),
    ("a Word file that is a program of Java", made.word(**{"META-INF/MANIFEST.MF": b"Main-Class: A"})),
    ("a Word file that is an Excel file", made.word(**{"xl/workbook.xml": b"<workbook/>"})),
    ("a Word file with a page between its parts", with_gap(word(), PAGE)),
    ("a Word file and a page behind it", word() + PAGE),
    ("a Word file behind another archive", JAR + word()),
    ("an old Word file and an archive", made.old_word("WordDocument") + JAR),
    ("an old Word file and a page", made.old_word("WordDocument") + bytes(3_000) + PAGE),
]


@pytest.mark.parametrize("content", [row[1] for row in TWO_KINDS], ids=[row[0] for row in TWO_KINDS])
def test_a_file_that_is_another_kind_too_is_refused_with_what_to_do(content: bytes) -> None:
    with pytest.raises(InvalidCommand) as refusal:
        take(content)
    assert refusal.value.public_message == file_kinds.TWO_KINDS


def overlapping() -> bytes:
    """An archive whose list names one part twice: the way to pack much more than its bytes could hold."""
    content = bytearray(made.word(**{"word/a": bytes(9_000), "word/b": bytes(9_000)}))
    first, second = (content.rfind(name) - 46 for name in (b"word/a", b"word/b"))
    content[second + 42 : second + 46] = content[first + 42 : first + 46]
    return bytes(content)


def test_parts_of_an_archive_that_overlap_are_refused() -> None:
    with pytest.raises(InvalidCommand) as refusal:
        take(overlapping())
    assert refusal.value.public_message == file_kinds.TWO_KINDS


# What is sent, and what of it is kept where that is not all.
PICTURES_AS_SENT = [
    *((f"a {kind}", photo(kind), None) for kind in PICTURES),
    ("a photo of small steps", photo(progressive=True, quality=95), None),
    ("a photo with restarts", photo(restart_marker_rows=1), None),
    ("a photo with a comment", as_own_part(plain := photo(), 0xFE, b"<?=`id`?><%=1%> gd-jpeg v1.0"), plain),
    ("a photo with a part of its maker", as_own_part(plain, 0xEB, b"<?=`id`?>"), plain),
    ("a drawing with words", (ink := photo("GIF"))[:-1] + b"!\xfe\x09<?=`id`?>\0;", ink),
    ("a photo with its place, day and a small picture", photo(exif=b"Exif\0\0II*\0" + photo("TIFF")[4:3_000]), None),
    ("a photo with filled gaps", photo().replace(b"\xff\xdb", b"\xff\xff\xff\xdb", 1), None),
    ("a moving drawing", photo("GIF", save_all=True, append_images=[Image.new("RGB", (200, 150))] * 3), None),
    ("a moving picture", photo("WEBP", save_all=True, append_images=[Image.new("RGB", (200, 150))] * 3), None),
    ("a picture without loss", photo("WEBP", lossless=True, exif=b"Exif\0\0II*\0\x08\0\0\0\0\0"), None),
    ("a screenshot with words", in_words(snap := photo("PNG"), b"Taken <?=`id`?>"), snap),
    ("a scan of two pages", (pages := two_pages()), pages.rstrip(b"\0")),
    ("a packed scan", photo("TIFF", compression="tiff_lzw"), None),
    ("a scan as fax", office(lambda held: Image.new("1", (90, 90)).save(held, "TIFF", compression="group4")), None),
    ("a photo that a Samsung phone ended", (whole := photo()) + SAMSUNG, whole),
    ("a photo with a film behind it", whole + FILM, whole),
    ("a photo with ends of lines behind it", whole + b"\r\n\0\0", whole),
    ("a screenshot with what was cut off it", (shot := photo("PNG")) + bytes(range(200)) * 9, shot),
    ("a drawing with more behind it", (art := photo("GIF")) + bytes(40), art),
    ("a WebP with more behind it", (web := photo("WEBP")) + bytes(40), web),
    ("a scan with more behind it", (scan := photo("TIFF")) + bytes(4_000), scan),
]


CALLS = b"<?=`id`?> <?= $_GET[0] ?><? system(1) ?>"
EXIF = Image.Exif()
EXIF[274], EXIF[271], EXIF[315] = 6, "A maker of cameras", CALLS.decode()


def marked_scan() -> bytes:
    """A scan that says of itself what calls a program."""
    return photo("TIFF", tiffinfo={270: CALLS.decode(), 274: 6, 700: CALLS})


WITH_CALLS = [
    ("a photo", photo(exif=EXIF.tobytes()), 6),
    ("a photo with colours", as_own_part(photo(exif=EXIF.tobytes()), 0xE2, b"ICC_PROFILE\0\1\1" + CALLS), 6),
    ("a screenshot", photo("PNG", exif=EXIF.tobytes()), 6),
    ("a picture of the web", photo("WEBP", exif=EXIF.tobytes(), xmp=CALLS), 6),
    ("a scan", marked_scan(), 6),
    ("a drawing", photo("GIF")[:-1] + b"!\xff\x0bNETSCAPE2.0" + bytes((len(CALLS),)) + CALLS + b"\0;", None),
    ("an iPhone's photo", photo("AVIF", exif=EXIF.tobytes(), xmp=CALLS).replace(b"ftypavif", b"ftypheic", 1), None),
]


@pytest.mark.parametrize(("sent", "turned"), [row[1:] for row in WITH_CALLS], ids=[row[0] for row in WITH_CALLS])
def test_what_is_told_about_a_picture_opens_no_program_and_still_says_which_way_up_it_is(
    sent: bytes, turned: int | None
) -> None:
    kept = take(sent).content
    assert CALLS in sent
    assert not re.search(rb"<\?[=\s]", kept)
    as_avif = (one.replace(b"ftypheic", b"ftypavif", 1) for one in (sent, kept))
    with Image.open(io.BytesIO(next(as_avif))) as before, Image.open(io.BytesIO(next(as_avif))) as after:
        told = {tag: after.getexif().get(tag) for tag in (271, 274)}
        assert told == {tag: before.getexif().get(tag) for tag in (271, 274)}
        assert told[274] == turned or turned is None
        assert before.tobytes() == after.tobytes()


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        (made.old_word("WordDocument", "\x01Ole10Native"), file_kinds.PACKED_IN),
        (made.old_word("WordDocument", "Macros", "_VBA_PROJECT"), file_kinds.PROGRAM),
        (made.old_word("Workbook") + bytes.fromhex("850010 00 00a00000 0001 06 00") + b"Macro1", file_kinds.PROGRAM),
        (
            made.old_word("PowerPoint Document")
            + bytes.fromhex("1f00ff0314000000 020000040c000000 07000000 01000000 02000000"),
            file_kinds.PROGRAM,
        ),
        (made.word(**{"word/embeddings/a.bin": made.old_word("\x01Ole10Native")}), file_kinds.PACKED_IN),
        (made.word(**{"word/media/a.png": made.old_word("_VBA_PROJECT")}), file_kinds.PROGRAM),
    ],
    ids=["a file in it", "a macro", "a sheet that is a macro", "a macro of slides", "a file in a part", "in a picture"],
)
def test_an_office_file_with_a_program_or_another_file_in_it_is_refused_with_what_to_do(sent: bytes, says: str) -> None:
    with pytest.raises(InvalidCommand) as refusal:
        take(sent)
    assert refusal.value.public_message == says


def test_an_old_excel_file_with_plain_sheets_and_old_slides_without_a_macro_are_taken() -> None:
    sheet = bytes.fromhex("85000e00 00a00000 0000 06 00") + b"Pupils"
    assert take(made.old_word("Workbook") + sheet).kind.ending == ".xls"
    none = bytes.fromhex("1f00ff0314000000 020000040c000000 00000000 00000000 02000000")
    assert take(made.old_word("PowerPoint Document") + none).kind.ending == ".ppt"
    assert take(made.word(**{"word/embeddings/a.bin": made.old_word("Workbook")})).kind.ending == ".docx"


@pytest.mark.parametrize(
    ("sent", "kept"), [row[1:] for row in PICTURES_AS_SENT], ids=[row[0] for row in PICTURES_AS_SENT]
)
def test_what_phones_make_is_kept_to_its_last_pixel_and_no_further(sent: bytes, kept: bytes | None) -> None:
    taken = take(sent)
    assert taken.content == (sent if kept is None else kept)
    assert drawn(taken.content) == drawn(sent)


def test_a_photo_whose_first_length_reads_as_a_script_is_kept_so_that_it_is_none() -> None:
    sent = photo()
    for length in (b"=`", b"=/", b"='"):
        held = b"Exif\0\0II*\0\x08\0\0\0\0\0".ljust(int.from_bytes(length, "big") - 2, b"\0")
        kept = take(as_own_part(sent, 0xE1, held)).content
        assert kept.startswith(b"\xff\xd8\xff\xfe\0\2\xff\xe1" if length != b"=/" else b"\xff\xd8\xff\xe1")
        assert drawn(kept) == drawn(sent)


def test_of_two_photos_in_one_the_first_is_kept_and_nothing_leads_to_the_second() -> None:
    sent = two_pictures()
    kept = take(sent).content
    assert drawn(kept) == drawn(sent)
    with Image.open(io.BytesIO(sent)) as before, Image.open(io.BytesIO(kept)) as after:
        assert (before.format, after.format) == ("MPO", "JPEG")
    assert b"MPF\0" not in kept
    assert len(kept) < len(sent)


@pytest.mark.parametrize("behind", [b"", FILM, struct.pack(">I", len(FILM) + 8) + b"mpvd" + FILM, bytes(9), SAMSUNG])
def test_an_iphones_photo_is_kept_without_the_film_behind_it(behind: bytes) -> None:
    sent = heic()
    taken = take(sent + behind)
    assert (taken.kind.ending, taken.content) == (".heic", sent)


def filled_in(path: Path) -> bytes:
    """A PDF with a second end, as programs write that fill in or sign a form."""
    path.write_bytes(pdf())
    with pymupdf.open(path) as document:
        document[0].insert_text((72, 144), "Signed")
        document.saveIncr()
    return path.read_bytes()


@pytest.mark.parametrize("before", [b"", b"\r\n", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("behind", [b"", b"\r\n\r\n", b"\0" * 70_000, b"-- \nsent by the clinic\n", b"\x1b%-12345X"])
def test_a_pdf_is_kept_whole_to_its_last_end(tmp_path: Path, before: bytes, behind: bytes) -> None:
    sent = filled_in(tmp_path / "form.pdf")
    assert sent.count(b"%%EOF") == 2
    kept = take(before + sent + behind).content
    assert kept.rstrip(b"\r\n") == sent.rstrip(b"\r\n")
    with pymupdf.open(stream=kept) as document:
        assert "Signed" in document[0].get_text()
        assert not document.is_repaired


OFFICE = [
    ("Word", word(), ".docx"),
    ("Word as a stream", streamed_word(), ".docx"),
    (
        "Word with a drawing",
        made.word(**{"word/media/image1.svg": b"<svg xmlns='a'/>"}),
        ".docx",
    ),
    ("Word with a table in it", made.word(**{"word/embeddings/Sheet1.xlsx": JAR}), ".docx"),
    ("Excel", office(lambda held: openpyxl.Workbook().save(held)), ".xlsx"),
    ("PowerPoint", office(lambda held: pptx.Presentation().save(held)), ".pptx"),
]


@pytest.mark.parametrize("behind", [b"", b"\r\n", b"\0" * 200])
@pytest.mark.parametrize(("sent", "ending"), [row[1:] for row in OFFICE], ids=[row[0] for row in OFFICE])
def test_office_files_are_kept_as_they_were_made(sent: bytes, ending: str, behind: bytes) -> None:
    taken = take(sent + behind)
    assert (taken.kind.ending, taken.content) == (ending, sent)


def test_a_stream_is_one_whose_lengths_come_behind_its_parts() -> None:
    with zipfile.ZipFile(io.BytesIO(streamed_word())) as archive:
        assert all(part.flag_bits & 8 for part in archive.infolist())


WHOLE = [*(photo(kind) for kind in PICTURES), heic(), pdf(), word(), two_pictures()]


@given(st.sampled_from(WHOLE), st.data())
def test_any_damage_is_taken_or_refused_in_words_and_never_an_error(whole: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(whole) - 1))
    put = data.draw(st.binary(max_size=12))
    damaged = whole[:at] + put + whole[at + data.draw(st.integers(0, 12)) :]
    try:
        taken = take(damaged)
    except InvalidCommand:
        return
    assert take(taken.content) == taken


# Items of sixty thousand places each, none of which takes a byte to name.
ITEMS = bytes(6) + b"\xff\xff" + b"\0\1\0\0\xff\xff" * 60_000


def in_boxes(kind: bytes, held: bytes) -> bytes:
    return struct.pack(">I", len(held) + 8) + kind + held


@pytest.mark.parametrize(
    "endless",
    [
        b"\xff\xd8" + b"\xff\xe1\0\2" * 300_000,
        b"GIF89a" + bytes(7) + b"!\xf9" + b"\1x" * 400_000,
        b"MM\0*\0\0\0\x08" + b"\xff\xff" * 400_000,
        b"RIFF" + (2_400_004).to_bytes(4, "little") + b"WEBP" + b"ICCP\0\0\0\0" * 300_000,
        b"\0\0\0\x08ftypheic" + b"\0\0\0\x08free" * 300_000,
        b"\0\0\0\x08ftypheic" + in_boxes(b"meta", bytes(4) + in_boxes(b"iinf", bytes(6)) + in_boxes(b"iloc", ITEMS)),
    ],
    ids=["JPEG", "GIF", "TIFF", "WebP", "HEIC", "HEIC whose items lie in endless places"],
)
def test_a_file_of_endless_small_parts_is_refused(endless: bytes) -> None:
    with pytest.raises(InvalidCommand):
        take(endless)
