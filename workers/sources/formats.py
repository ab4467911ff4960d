"""The words of a file, by its format; used only inside the reading child.

Everything is read, also what a reader on screen would not see (comments, hidden sheets, headers): the search must find
it.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable

from python_calamine import CalamineWorkbook

from workers.sources import limits, problems
from workers.sources.archives import Member
from workers.sources.messages import html_text, read_mail
from workers.sources.ocr import ocr_image
from workers.sources.plain import decoded, plain_text

Reading = tuple[str, tuple[Member, ...], str]

_IMAGES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp")
_IMAGE_MAGIC = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8", b"BM")
_ENDS = re.compile(r"</(?:w:p|a:p|text:p|text:h|w:tr|table:table-row)>|<w:br[^>]*/>|<text:line-break[^>]*/>")
_GAPS = re.compile(r"</(?:w:tc|table:table-cell)>|<w:tab/>|<text:tab/>|<text:s/>|<text:s [^>]*/>")
_TAGS = re.compile(r"<[^>]*>")
_A_WORD = re.compile(r"[^\W\d_]{2}")


def read_file(name: str, content: bytes) -> Reading:
    """Give a file's text, the files inside it, and what could not be read."""
    text, inside, problem = _reader(name.lower(), content)(content)
    if not problem and not inside and not _A_WORD.search(text):
        problem = problems.NO_WORDS
    return text, inside, problem


def _reader(name: str, content: bytes) -> Callable[[bytes], Reading]:
    by_magic: tuple[tuple[bytes, Callable[[bytes], Reading]], ...] = (
        (b"%PDF", _pdf),
        (b"PK", _zipped_office),
        (b"\xd0\xcf\x11\xe0", _legacy_office),
        (b"{\\rtf", _rtf),
        *((magic, _image) for magic in _IMAGE_MAGIC),
    )
    head = content[:1024].lstrip()
    for magic, reader in by_magic:
        if head.startswith(magic) or (magic == b"%PDF" and magic in head):
            return reader
    if name.endswith((".eml", ".mht")):
        return _mail
    if name.endswith((".htm", ".html")):
        return lambda raw: (html_text(decoded(raw)), (), "")
    return _plain


def _plain(content: bytes) -> Reading:
    if not content:
        return "", (), problems.EMPTY
    text, problem = plain_text(content)
    return text, (), problem


def _mail(content: bytes) -> Reading:
    mail = read_mail(content)
    return mail.text, mail.attachments, ""


def _image(content: bytes) -> Reading:
    text = ocr_image(content)
    return (text, (), "") if text.strip() else ("", (), problems.PICTURE)


def _pdf(content: bytes) -> Reading:
    from workers.sources.pdf_words import read_pdf  # half a second of loading, which the first PDF pays

    return read_pdf(content)


def _zipped_office(content: bytes) -> Reading:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        if sum(entry.file_size for entry in package.infolist()) > limits.UNPACKED_BYTES:
            return "", (), problems.TOO_MUCH_INSIDE
        inside = tuple(
            Member(name.rsplit("/", 1)[-1], package.read(name)) for name in names if "/embeddings/" in f"/{name}"
        )
        if any(name.startswith("xl/") for name in names):
            return _sheets(content) + _parts(package, r"xl/(?:threadedC|c)omments"), inside, ""
        text = _parts(package, r"(?:word|ppt)/|content\.xml$|styles\.xml$|meta\.xml$|docProps/core")
        if "spreadsheet" in _mimetype(package):
            return _sheets(content) + text, inside, ""
        if not text.strip():
            pictures = [name for name in names if name.lower().endswith(_IMAGES)][: limits.OCR_PAGES]
            text = "\n".join(ocr_image(package.read(name)) for name in pictures)
    return text, inside, ""


def _mimetype(package: zipfile.ZipFile) -> str:
    return package.read("mimetype").decode("ascii", "replace") if "mimetype" in package.namelist() else ""


def _parts(package: zipfile.ZipFile, wanted: str) -> str:
    """Give the words of the XML parts whose names match, main part first."""
    names = [name for name in package.namelist() if re.match(wanted, name) and name.endswith(".xml")]
    skipped = re.compile(r"(theme|settings|fontTable|webSettings|numbering|slideMaster|slideLayout|word/styles)")
    kept = sorted((name for name in names if not skipped.search(name)), key=lambda name: ("document" not in name, name))
    return "\n".join(_words(package.read(name)) for name in kept)


def _words(xml: bytes) -> str:
    marked = _GAPS.sub("\t", _ENDS.sub("\n", xml.decode("utf-8", "replace")))
    return html.unescape(_TAGS.sub("", marked))


def _sheets(content: bytes) -> str:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    lines = []
    for name in book.sheet_names:
        lines.append(name)
        for row in book.get_sheet_by_name(name).to_python(skip_empty_area=True):
            cells = [str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell) for cell in row]
            lines.append("\t".join(cells).rstrip())
    return "\n".join(lines) + "\n"


def _legacy_office(content: bytes) -> Reading:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "", (), problems.PASSWORD
    if "__substg1.0_".encode("utf-16-le") in content:
        from workers.sources.outlook import read_msg

        return read_msg(content)
    if "WordDocument".encode("utf-16-le") not in content and "Workbook".encode("utf-16-le") not in content:
        return "", (), problems.UNKNOWN_FORM
    try:
        return _sheets(content), (), ""
    except Exception:  # not a workbook: the binary Word format keeps its text as plain runs
        return _text_runs(content), (), ""


def _text_runs(content: bytes) -> str:
    wide = re.findall(rb"(?:[\x20-\x7e\xa0-\xff\t\r\n]\x00){6,}", content)
    narrow = re.findall(rb"[\x20-\x7e\x91-\x94\xa3\xc0-\xff\t\r\n]{12,}", content)
    found = [run.decode("utf-16-le", "replace") for run in wide] + [run.decode("cp1252", "replace") for run in narrow]
    return "\n".join(found).replace("\r", "\n")


def _rtf(content: bytes) -> Reading:
    text = content.decode("cp1252", "replace")
    text = re.sub(r"\{\\(?:fonttbl|colortbl|stylesheet|\*\\[a-z]+)[^{}]*(?:\{[^{}]*\}[^{}]*)*\}", "", text)
    text = re.sub(r"\\'([0-9a-f]{2})", lambda found: bytes.fromhex(found.group(1)).decode("cp1252", "replace"), text)
    text = re.sub(r"\\u(-?\d+) ?\??", lambda found: chr(int(found.group(1)) % 65536), text)
    text = re.sub(r"\\(?:par|line|row)\b ?", "\n", text)
    text = re.sub(r"\\(?:tab|cell)\b ?", "\t", text)
    return re.sub(r"\\[a-z]+-?\d* ?|[{}]", "", text), (), ""
