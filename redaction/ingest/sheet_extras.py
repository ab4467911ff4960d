"""What a workbook holds beside its cells: the words in text boxes, and in older formats what is left out."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections import Counter
from collections.abc import Iterator

import olefile
from lxml import etree

from redaction.ingest.left_out import counted, of_package, several
from redaction.ingest.package import elements, link_of, relations, root_of
from redaction.ingest.text import clean

# Records of an XLS stream. Source: [MS-XLS] 2.4.179 Note.
_BIFF_NOTE = 0x001C
_BIFF_STREAMS = ("Workbook", "Book")


def text_boxes(members: dict[str, bytes]) -> dict[str, str]:
    """Each sheet's title → the words of its text boxes and shapes, a paragraph a line."""
    found: dict[str, str] = {}
    for title, path in _sheets(members):
        lines: list[str] = []
        for target, kind in relations(members, path).values():
            if kind == "drawing":
                lines += _paragraphs(root_of(members, target))
        if lines:
            found[title] = "\n".join(lines)
    return found


def _sheets(members: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    leads = relations(members, "xl/workbook.xml")
    for sheet in elements(root_of(members, "xl/workbook.xml"), "sheet"):
        link = link_of(sheet)
        if link in leads:
            yield sheet.get("name", ""), leads[link][0]


def _paragraphs(drawing: etree._Element | None) -> Iterator[str]:
    for body in elements(drawing, "txBody"):
        for paragraph in body.iter("{*}p"):
            words = "".join(one.text or "" for one in paragraph.iter("{*}t"))
            if words.strip():
                yield clean(words)


def sheet_left_out(content: bytes) -> list[str]:
    """What an XLS, XLSB or ODS workbook holds that is not shown, as far as it can be counted."""
    if content.startswith(b"PK"):
        return _left_out_of_package(content)
    with olefile.OleFileIO(io.BytesIO(content)) as book:
        stream = next((one for one in _BIFF_STREAMS if book.exists(one)), "")
        notes = sum(kind == _BIFF_NOTE for kind in _records(book.openstream(stream).read())) if stream else 0
        found = [several(notes, "comment on a cell", "comments on cells")] if notes else []
        if book.exists("_VBA_PROJECT_CUR"):
            found.append("macros")
        if book.exists("\x05SummaryInformation"):
            found.append("document properties (author, company, dates)")
    return found


def _records(stream: bytes) -> Iterator[int]:
    """The kinds of the records of an XLS stream, in order."""
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind
        at += 4 + size


def _left_out_of_package(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        open_document = package.read("content.xml") if "content.xml" in names else b""
    found = of_package(names)
    comments = len(re.findall(rb"<office:annotation[ >]", open_document))
    if comments:
        found.append(several(comments, "comment on a cell", "comments on cells"))
    hidden = Counter(
        "a hidden row or column, shown here"
        for _ in re.finditer(rb'table:visibility="(?:collapse|filter)"', open_document)
    )
    if "meta.xml" in names:
        found.append("document properties (author, company, dates)")
    return [*found, *counted(hidden)]
