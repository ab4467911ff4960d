"""A read document as bytes and back, so that it is read once and burned later exactly as the reviewer saw it."""

from __future__ import annotations

import base64
import json
from dataclasses import asdict
from typing import Any

from redaction.values import Box, Document, Layout, Style, TextUnit, UnitForm, UnitSource, WordBox

VERSION = 1


def dump(document: Document) -> bytes:
    """The document as JSON: the same document always gives the same bytes. Attachments are not kept: they are files."""
    stored = {
        "version": VERSION,
        "name": document.name,
        "media_type": document.media_type,
        "layout": document.layout,
        "pdf": base64.b64encode(document.pdf).decode("ascii"),
        "hidden": list(document.hidden),
        "untrusted_pages": sorted(document.untrusted_pages),
        "units": [_unit_out(unit) for unit in document.units],
    }
    return json.dumps(stored, ensure_ascii=False, separators=(",", ":")).encode()


def load(content: bytes) -> Document:
    """The document that `dump` was given. Raises ValueError for a form this version cannot read."""
    stored = json.loads(content)
    if stored.get("version") != VERSION:
        raise ValueError("the document was read by another version: read it again")
    return Document(
        name=stored["name"],
        media_type=stored["media_type"],
        layout=Layout(stored["layout"]),
        pdf=base64.b64decode(stored["pdf"]),
        hidden=tuple(stored["hidden"]),
        untrusted_pages=frozenset(stored["untrusted_pages"]),
        units=tuple(_unit_in(unit) for unit in stored["units"]),
    )


def _unit_out(unit: TextUnit) -> dict[str, Any]:
    return {
        "label": unit.label,
        "text": unit.text,
        "source": unit.source,
        "page": unit.page,
        "form": unit.form,
        "styles": [asdict(style) for style in unit.styles],
        "words": [[w.start, w.end, w.box.x0, w.box.y0, w.box.x1, w.box.y1] for w in unit.words],
    }


def _unit_in(stored: dict[str, Any]) -> TextUnit:
    return TextUnit(
        label=stored["label"],
        text=stored["text"],
        source=UnitSource(stored["source"]),
        page=stored["page"],
        form=UnitForm(stored["form"]),
        styles=tuple(Style(**style) for style in stored["styles"]),
        words=tuple(WordBox(start, end, Box(*corners)) for start, end, *corners in stored["words"]),
    )
