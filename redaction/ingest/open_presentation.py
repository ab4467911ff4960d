"""OpenDocument presentations (ODP): what each slide shows and the notes kept with it."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from redaction.errors import Unreadable
from redaction.ingest.kinds import Kind
from redaction.ingest.left_out import counted
from redaction.ingest.package import elements, members_of, root_of
from redaction.ingest.reading import Reading
from redaction.ingest.text import cell_text, clean, native, retypeset, table_unit
from redaction.values import Attachment, TextUnit, UnitForm

PICTURES = re.compile(r"Pictures/.+\.(?!emf$|wmf$|svm$|svg$)\w+$")


def read_open_presentation(content: bytes, name: str) -> Reading:
    """An ODP file slide by slide, with the speaker's notes."""
    members = members_of(content, name)
    root = root_of(members, "content.xml")
    if root is None:
        raise Unreadable(name, "it is a damaged presentation")
    unseen, left_out = _hidden_styles(root), Counter[str]()
    units: list[TextUnit] = []
    for number, page in enumerate(elements(root, "page"), start=1):
        left_out["a comment"] += sum(1 for _ in elements(page, "annotation"))
        if _attribute(page, "style-name") in unseen:
            left_out["a hidden slide"] += 1
        else:
            units += _slide_units(page, f"Slide {number}")
    if "meta.xml" in members:
        left_out["document properties (author, company, dates)"] = 1
    pictures = tuple(
        Attachment(name=clean(posixpath.basename(path)), content=held)
        for path, held in sorted(members.items())
        if PICTURES.match(path)
    )
    empty = (native("Presentation", "This presentation has no visible slide."),)
    return Reading(
        retypeset(name, Kind.ODP, tuple(units) or empty, hidden=tuple(counted(+left_out)), attachments=pictures)
    )


def _hidden_styles(root: etree._Element) -> frozenset[str]:
    """Names of the page styles that hide a slide."""
    return frozenset(
        _attribute(style, "name")
        for style in elements(root, "style")
        for shown in elements(style, "drawing-page-properties")
        if _attribute(shown, "visibility") == "hidden"
    )


def _attribute(element: etree._Element, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _slide_units(page: etree._Element, label: str) -> Iterator[TextUnit]:
    yield native(label, label, form=UnitForm.HEADING)
    lines = [words for words, is_note in _paragraphs(page) if not is_note]
    if lines:
        yield native(label, "\n".join(lines))
    for table in elements(page, "table"):
        yield table_unit(f"{label}, table", [list(_cells(row)) for row in elements(table, "table-row")])
    notes = [words for words, is_note in _paragraphs(page) if is_note]
    if notes:
        yield native(f"Notes of {label.lower()}", "Notes:\n" + "\n".join(notes))


def _paragraphs(page: etree._Element) -> Iterator[tuple[str, bool]]:
    """Paragraphs outside tables and comments, and whether they are of the speaker's notes."""
    for paragraph in page.iter("{*}p", "{*}h"):
        around = {etree.QName(one).localname for one in paragraph.iterancestors()}
        words = _words(paragraph)
        if words.strip() and not around & {"annotation", "table-cell"}:
            yield words, "notes" in around


def _cells(row: etree._Element) -> Iterator[str]:
    for cell in elements(row, "table-cell"):
        yield cell_text("\n".join(_words(one) for one in cell.iter("{*}p", "{*}h")))


def _words(paragraph: etree._Element) -> str:
    for gap, letter in (("line-break", "\n"), ("tab", " "), ("s", " ")):
        for one in elements(paragraph, gap):
            one.tail = letter + (one.tail or "")
    return clean("".join(paragraph.itertext()))
