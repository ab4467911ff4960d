"""Word documents (DOCX): the text a reader sees, from the file's own model; what is hidden is dropped and listed."""

from __future__ import annotations

import io
import posixpath
import re
from collections import Counter
from dataclasses import dataclass, field

from lxml import etree
from PIL import Image

from redaction.errors import Unreadable
from redaction.ingest.kinds import Kind
from redaction.ingest.left_out import counted, of_package, several
from redaction.ingest.package import members_of, root_of
from redaction.ingest.reading import Reading
from redaction.ingest.text import cell_text, clean, native, retypeset
from redaction.ingest.word_text import Gathered, local, paragraph, value_of
from redaction.values import Attachment, Style, TextUnit, UnitForm

NOTES = {"footnotes": "Footnotes", "endnotes": "Endnotes"}
SMALLEST_PICTURE = 100  # dots
PICTURE_NAMES = re.compile(r"word/(media|embeddings)/")


@dataclass(slots=True)
class _Flow:
    """The body on its way into units: prose gathers until a table stands in its way."""

    heading_styles: dict[str, str]
    units: list[TextUnit] = field(default_factory=list)
    gathered: Gathered = field(default_factory=Gathered)
    tables: int = 0

    def close(self, label: str = "Text") -> None:
        text = self.gathered.text.rstrip("\n")
        if text.strip():
            styles = tuple(Style(one.start, min(one.end, len(text)), one.name) for one in self.gathered.styles
                           if one.start < len(text))  # fmt: skip
            self.units.append(native(label, text, styles=styles))
        self.gathered = Gathered(hidden=self.gathered.hidden)


def read_word(content: bytes, name: str) -> Reading:
    """A DOCX file as paragraphs, headings, tables, notes, headers and footers."""
    members = members_of(content, name)
    root = root_of(members, _main_part(members))
    if root is None:
        raise Unreadable(name, "it is a damaged Word document")
    body = next((child for child in root if local(child) == "body"), None)
    if body is None:
        raise Unreadable(name, "it is a Word document without a body")
    flow = _Flow(_heading_styles(members))
    _edges(flow, members, "header", "Page header")
    _blocks(body, flow)
    flow.close()
    for part, label in NOTES.items():
        _notes(flow, members, part, label)
    _edges(flow, members, "footer", "Page footer")
    hidden = _hidden(flow.gathered.hidden, members, body)
    empty = (native("Text", "This document holds no words."),)
    return Reading(
        retypeset(name, Kind.DOCX, tuple(flow.units) or empty, attachments=_pictures(members), hidden=hidden)
    )


def _main_part(members: dict[str, bytes]) -> str:
    relations = members.get("_rels/.rels", b"")
    found = re.search(rb'Type="[^"]*/officeDocument"[^>]*Target="/?([^"]+)"', relations) or re.search(
        rb'Target="/?([^"]+)"[^>]*Type="[^"]*/officeDocument"', relations
    )
    target = found[1].decode("utf-8", "replace") if found else "word/document.xml"
    return target if target in members else "word/document.xml"


def _heading_styles(members: dict[str, bytes]) -> dict[str, str]:
    """Style identifier → `h1` … `h3`, by the style's name or its outline level."""
    found: dict[str, str] = {}
    root = root_of(members, "word/styles.xml")
    for style in root if root is not None else ():
        if local(style) != "style":
            continue
        names = [value_of(child).casefold() for child in style if local(child) == "name"]
        name = names[0] if names else ""
        level = re.fullmatch(r"heading (\d)", name)
        if name == "title" or level:
            number = min(3, int(level[1])) if level else 1
            found[next((v for k, v in style.attrib.items() if k.endswith("styleId")), "")] = f"h{number}"
    return found


def _edges(flow: _Flow, members: dict[str, bytes], kind: str, label: str) -> None:
    """Headers or footers, each different text once."""
    seen: list[str] = []
    for path in sorted(one for one in members if re.match(rf"word/{kind}\d*\.xml$", one)):
        root = root_of(members, path)
        if root is None:
            continue
        inner = _Flow(flow.heading_styles, gathered=Gathered(hidden=flow.gathered.hidden))
        _blocks(root, inner)
        inner.close(label)
        for unit in inner.units:
            if unit.text not in seen and re.search(r"[^\W\d]", unit.text):
                seen.append(unit.text)
                flow.units.append(unit)


def _notes(flow: _Flow, members: dict[str, bytes], part: str, label: str) -> None:
    root = root_of(members, f"word/{part}.xml")
    inner = _Flow(flow.heading_styles, gathered=Gathered(hidden=flow.gathered.hidden))
    for note in root if root is not None else ():
        if any(key.endswith("}type") for key in note.attrib):
            continue  # the separators every file has
        number = next((value for key, value in note.attrib.items() if key.endswith("}id")), "")
        inner.gathered.add(f"[note {number}] ")
        _blocks(note, inner)
    inner.close(label)
    if inner.units:
        flow.units += [native(label, label, form=UnitForm.HEADING), *inner.units]


def _blocks(parent: etree._Element, flow: _Flow) -> None:
    for child in parent:
        kind = local(child)
        if kind == "p":
            paragraph(child, flow.gathered, flow.heading_styles)
        elif kind == "tbl":
            _table(child, flow)
        elif kind in {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}:
            _blocks(child, flow)
        elif kind in {"del", "moveFrom"}:
            flow.gathered.hidden["deleted text kept as a tracked change"] += 1
        elif kind == "altChunk":
            flow.gathered.hidden["another document linked into this one"] += 1


def _table(table: etree._Element, flow: _Flow) -> None:
    rows = [cells for row in _rows(table) if (cells := _row(row, flow)) is not None]
    if not rows:
        return
    width = max(len(row) for row in rows)
    if width == 1:
        for row in rows:
            flow.gathered.add(row[0].replace("\u2028", "\n") + "\n")
        return
    flow.close()
    flow.tables += 1
    lines = ["\t".join(row + [""] * (width - len(row))) for row in rows]
    flow.units.append(native(f"Table {flow.tables}", "\n".join(lines), form=UnitForm.TABLE))


def _rows(table: etree._Element) -> list[etree._Element]:
    found = []
    for child in table:
        if local(child) == "tr":
            found.append(child)
        elif local(child) in {"sdt", "sdtContent", "customXml", "ins"}:
            found += _rows(child)
    return found


def _row(row: etree._Element, flow: _Flow) -> list[str] | None:
    if any(
        local(one) == "del"
        for one in row.iterchildren()
        for one in one.iterchildren()
        if local(one.getparent()) == "trPr"
    ):
        flow.gathered.hidden["deleted text kept as a tracked change"] += 1
        return None
    cells: list[str] = []
    for cell in row.iter():
        if local(cell) != "tc" or next((one for one in cell.iterancestors() if local(one) == "tr"), None) is not row:
            continue
        inner = _Flow(flow.heading_styles, gathered=Gathered(hidden=flow.gathered.hidden))
        _blocks(cell, inner)
        inner.close()
        cells.append(cell_text("\n".join(unit.text.replace("\t", ", ") for unit in inner.units)))
        span = next((one for one in cell.iter() if local(one) == "gridSpan"), None)
        cells += [""] * (min(63, int(value_of(span) or 1)) - 1 if span is not None else 0)
    return cells


def _hidden(left_out: Counter[str], members: dict[str, bytes], body: etree._Element) -> tuple[str, ...]:
    found = counted(left_out)
    comments = root_of(members, "word/comments.xml")
    count = sum(1 for one in comments if local(one) == "comment") if comments is not None else 0
    if count:
        found.append(several(count, "comment"))
    described = sum(1 for one in body.iter() if local(one) == "docPr" and (one.get("descr") or "").strip())
    if described:
        found.append(several(described, "description of a picture", "descriptions of pictures"))
    ornaments = sum(1 for path, content in members.items() if _is_picture(path) and _is_ornament(content))
    if ornaments:
        found.append(several(ornaments, "picture too small to hold words", "pictures too small to hold words"))
    return (*found, *of_package(members))


def _is_picture(path: str) -> bool:
    return bool(PICTURE_NAMES.match(path)) and not path.endswith((".emf", ".wmf", ".bin", ".wdp", ".svg"))


def _is_ornament(content: bytes) -> bool:
    """Whether a picture is too small to hold words anybody wrote: a crest, an icon, a line."""
    try:
        with Image.open(io.BytesIO(content)) as picture:
            return min(picture.size) < SMALLEST_PICTURE
    except (OSError, ValueError, Image.DecompressionBombError):
        return False


def _pictures(members: dict[str, bytes]) -> tuple[Attachment, ...]:
    """Pictures and embedded files, to be read as further parts."""
    found = []
    for path, content in sorted(members.items()):
        if _is_picture(path) and not _is_ornament(content):
            found.append(Attachment(name=clean(posixpath.basename(path)), content=content))
    return tuple(found)
