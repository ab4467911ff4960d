"""Presentations (PPTX): what each slide shows and the notes kept with it; hidden slides and comments are listed."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from redaction.errors import Unreadable
from redaction.ingest.kinds import Kind
from redaction.ingest.left_out import counted, of_package, several
from redaction.ingest.package import elements, link_of, members_of, relations, root_of
from redaction.ingest.reading import Reading
from redaction.ingest.text import cell_text, clean, native, retypeset, table_unit
from redaction.values import Attachment, TextUnit, UnitForm

MAIN = "ppt/presentation.xml"
PICTURES = re.compile(r"ppt/(?:media|embeddings)/.+\.(?!emf$|wmf$|bin$|wdp$|svg$|mp[34]$|m4[av]$|wav$|avi$|mov$)\w+$")
TITLES = frozenset({"title", "ctrTitle"})
NOT_NOTES = frozenset({"sldImg", "hdr", "dt", "ftr", "sldNum"})


@dataclass(slots=True)
class _Slide:
    """What one slide shows, gathered in the order of its shapes."""

    lines: list[str] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)


def read_presentation(content: bytes, name: str) -> Reading:
    """A PPTX file slide by slide, with the speaker's notes."""
    members = members_of(content, name)
    root = root_of(members, MAIN)
    if root is None:
        raise Unreadable(name, "it is a damaged presentation")
    leads, left_out = relations(members, MAIN), Counter[str]()
    units: list[TextUnit] = []
    for number, listed in enumerate(elements(root, "sldId"), start=1):
        path = leads.get(link_of(listed), ("", ""))[0]
        slide = root_of(members, path)
        if slide is None:
            left_out["a slide that is damaged"] += 1
        elif slide.get("show") in {"0", "false"}:
            left_out["a hidden slide"] += 1
        else:
            units += _slide_units(members, path, slide, f"Slide {number}", left_out)
    empty = (native("Presentation", "This presentation has no visible slide."),)
    return Reading(
        retypeset(
            name, Kind.PPTX, tuple(units) or empty, hidden=_hidden(members, left_out), attachments=_pictures(members)
        )
    )


def _slide_units(
    members: Mapping[str, bytes], path: str, root: etree._Element, label: str, left_out: Counter[str]
) -> Iterator[TextUnit]:
    slide, notes = _Slide(), _Slide()
    behind = [leads for leads, kind in relations(members, path).values() if kind == "slideLayout"]
    for layout in behind:
        # What a layout and its master say themselves is on every slide; their placeholders are not shown.
        masters = [leads for leads, kind in relations(members, layout).values() if kind == "slideMaster"]
        for part in (layout, *masters):
            _gather(root_of(members, part), slide, left_out, own_words_only=True)
    _gather(root, slide, left_out)
    for leads, kind in relations(members, path).values():
        if kind == "notesSlide":
            _gather(root_of(members, leads), notes, left_out, notes=True)
    yield native(label, label, form=UnitForm.HEADING)
    if slide.lines:
        yield native(label, "\n".join(slide.lines))
    for table in slide.tables:
        yield table_unit(f"{label}, table", table)
    if notes.lines:
        yield native(f"Notes of {label.lower()}", "Notes:\n" + "\n".join(notes.lines))


def _gather(
    root: etree._Element | None,
    into: _Slide,
    left_out: Counter[str],
    *,
    own_words_only: bool = False,
    notes: bool = False,
) -> None:
    for shape in _shapes(root):
        place = next((one.get("type", "body") for one in elements(shape, "ph")), "")
        described = next(elements(shape, "cNvPr"), None)
        if described is not None and described.get("hidden") in {"1", "true"}:
            left_out["a hidden shape"] += 1
            continue
        if (own_words_only and place) or (notes and place in NOT_NOTES):
            continue
        if described is not None and (described.get("descr") or "").strip():
            left_out["a description of a picture or shape"] += 1
        tables = [_table(one) for one in elements(shape, "tbl")]
        into.tables += tables
        if not tables:
            into.lines += [*_paragraphs(shape), *([""] if place in TITLES else [])]


def _shapes(root: etree._Element | None) -> Iterator[etree._Element]:
    """The shapes of a slide, also those in groups; of alternative forms the first."""
    for shape in () if root is None else root.iter("{*}sp", "{*}graphicFrame", "{*}pic", "{*}cxnSp"):
        if not any(etree.QName(one).localname == "Fallback" for one in shape.iterancestors()):
            yield shape


def _paragraphs(shape: etree._Element) -> Iterator[str]:
    for body in elements(shape, "txBody"):
        for paragraph in elements(body, "p"):
            pieces = paragraph.iter("{*}t", "{*}br")
            words = "".join("\n" if etree.QName(one).localname == "br" else one.text or "" for one in pieces)
            if words.strip():
                yield clean(words)


def _table(table: etree._Element) -> list[list[str]]:
    return [[cell_text("\n".join(_paragraphs(cell))) for cell in elements(row, "tc")] for row in elements(table, "tr")]


def _hidden(members: Mapping[str, bytes], left_out: Counter[str]) -> tuple[str, ...]:
    found = counted(left_out)
    comments = sum(
        1
        for path in members
        if path.startswith("ppt/comments/")
        for one in elements(root_of(members, path), "cm")
        if one is not None
    )
    if comments:
        found.append(several(comments, "comment"))
    return (*found, *of_package(members))


def _pictures(members: Mapping[str, bytes]) -> tuple[Attachment, ...]:
    """Pictures and embedded files of the slides, to be read as further parts."""
    return tuple(
        Attachment(name=clean(posixpath.basename(path)), content=content)
        for path, content in sorted(members.items())
        if PICTURES.match(path)
    )
