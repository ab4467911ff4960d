"""What a requester sends is told by its bytes: the usual kinds are taken, what could do harm is refused in words."""

import tracemalloc
import zipfile

import pytest

from requests_.errors import InvalidCommand
from requests_.model import file_kinds
from requests_.model.file_kinds import take
from tests.factories import sent_files as made

HEIC = b"\0\0\0\x18ftypheic" + bytes(12) + b"\0\0\0\x08meta\0\0\0\x08mdat"
TAKEN = [
    ("a photo", made.picture(), ".jpg"),
    ("a screenshot", made.picture("PNG"), ".png"),
    ("a picture from the web", made.picture("WEBP"), ".webp"),
    ("an old scan", made.picture("TIFF"), ".tif"),
    ("a drawing", made.picture("GIF"), ".gif"),
    ("a photo of an iPhone", HEIC, ".heic"),
    ("a PDF", made.PDF, ".pdf"),
    ("a Word file", made.word(), ".docx"),
    ("a Word file with the end of a large archive", made.lying_list(2, 0, is_large=True), ".docx"),
    ("an Excel file", made.packed({"xl/workbook.xml": b"<workbook/>"}), ".xlsx"),
    ("a PowerPoint file", made.packed({"ppt/presentation.xml": b"<p/>"}), ".pptx"),
    ("a LibreOffice text", made.packed({"mimetype": b"application/vnd.oasis.opendocument.text"}), ".odt"),
    ("an old Word file", made.old_word("WordDocument"), ".doc"),
    ("an old Excel file", made.old_word("Workbook"), ".xls"),
]
REFUSED = [
    ("nothing", b"", "empty"),
    ("zeros", bytes(100), "empty"),
    ("a program", b"MZ" + bytes(200), file_kinds.UNKNOWN),
    ("words", b"Dear council", file_kinds.UNKNOWN),
    ("an SVG with a script", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "cannot take"),
    ("a web page", b"<!doctype html><script>alert(1)</script>", file_kinds.UNKNOWN),
    ("a web page that is a PDF too", b"<script>alert(1)</script>" + made.PDF, file_kinds.UNKNOWN),
    ("a PDF that is a web page too", b"%PDF-1.7 <html><script>alert(1)</script>%%EOF", file_kinds.TWO_KINDS),
    ("a photo with an archive behind it", made.picture() + made.word(), file_kinds.TWO_KINDS),
    ("a PDF with a program's archive behind it", made.PDF + made.packed({"a.class": b"x"}), file_kinds.TWO_KINDS),
    ("a PDF that was cut off", made.PDF[:40], file_kinds.DAMAGED),
    ("a Word file that was cut off", made.word()[:60], file_kinds.DAMAGED),
    ("an archive in name only", b"PK" + bytes(300), file_kinds.DAMAGED),
    ("a folder of files", made.packed({"a.jpg": made.picture()}), file_kinds.ARCHIVE),
    ("a Word file with a macro", made.word(**{"word/vbaProject.bin": b"x"}), file_kinds.PROGRAM),
    *(
        (f"a Word file with a macro in a part of another name, {how}", made.packed(made.hidden_macro(*way)), program)
        for program in [file_kinds.PROGRAM]
        for how, way in {
            "": ("utf-8", "vbaProject"),
            "in wide letters": ("utf-16", "vbaProject"),
            "spelled by numbers": ("utf-8", "vb&#97;Project"),
        }.items()
    ),
    ("an old Word file with a macro", made.old_word("WordDocument", "_VBA_PROJECT"), file_kinds.PROGRAM),
    ("an installer", made.old_word("Property"), file_kinds.UNKNOWN),
    ("a bomb", made.bomb(), file_kinds.BOMB),
    ("a list of 500,000 parts that is said to be of 2", made.lying_list(2, 500_000), file_kinds.BOMB),
    ("such a list, of a large archive", made.lying_list(2, 500_000, is_large=True), file_kinds.BOMB),
    ("a list of 3 parts that is said to be of 2", made.lying_list(2, 1), file_kinds.DAMAGED),
    ("a list of 2 parts that is said to be of 3", made.lying_list(3, 0), file_kinds.DAMAGED),
    ("a list of 60,000 parts", made.endless_list(), file_kinds.BOMB),
    ("a file that is too large", b"\xff\xd8\xff" + b"x" * file_kinds.LARGEST_FILE_BYTES, file_kinds.TOO_LARGE),
]


@pytest.mark.parametrize(("content", "ending"), [row[1:] for row in TAKEN], ids=[row[0] for row in TAKEN])
def test_what_people_have_is_taken_by_what_is_in_it(content: bytes, ending: str) -> None:
    assert take(content).kind.ending == ending


def test_a_long_list_of_parts_is_refused_before_it_is_read() -> None:
    content = made.lying_list(2, 500_000)
    tracemalloc.start()
    with pytest.raises(InvalidCommand):
        take(content)
    assert tracemalloc.get_traced_memory()[1] < 2 * len(content)
    tracemalloc.stop()


@pytest.mark.parametrize(("content", "reason"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_could_do_harm_is_refused_with_its_reason(content: bytes, reason: str) -> None:
    with pytest.raises(InvalidCommand) as refusal:
        take(content)
    assert reason in refusal.value.public_message


def test_a_damaged_list_of_contents_is_refused_and_not_an_error() -> None:
    whole = made.packed({"word/document.xml": b"x", "mimetype": b"y" * 50}, zipfile.ZIP_STORED)
    for place in range(4, len(whole), 7):
        damaged = whole[:place] + b"\xff\xff\xff" + whole[place + 3 :]
        try:
            take(damaged)
        except InvalidCommand:
            continue
