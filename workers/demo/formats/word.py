"""A draft as a Word document."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from workers.demo.drafts import Block, Draft, Style
from workers.demo.formats.archive import redated

_BOLD = {Style.TITLE: 14, Style.HEADING: 12, Style.LETTERHEAD: 10}


def render_word(draft: Draft, *, author: str = "") -> bytes:
    """The draft as DOCX, its aside as a margin comment by the author on the title."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(10.5)
    for block in draft.blocks:
        paragraph = _write(document, block)
        if draft.aside and block.style is Style.TITLE:
            words = "\n".join(remark.text.text for remark in draft.aside)
            comment = document.add_comment(paragraph.runs, text=words, author=author, initials=author[:1])
            comment._comment_elm.set(qn("w:date"), f"{draft.on.isoformat()}T15:40:00Z")
    _date_properties(document, draft, author)
    buffer = io.BytesIO()
    document.save(buffer)
    return redated(buffer.getvalue(), draft.on)


def empty_word(on: datetime) -> bytes:
    """A Word document with nothing in it, as left by somebody who saved before typing."""
    document = docx.Document()
    document.core_properties.created = document.core_properties.modified = on
    buffer = io.BytesIO()
    document.save(buffer)
    return redated(buffer.getvalue(), on.date())


def _write(document: Any, block: Block) -> Any:
    if block.style is Style.TABLE:
        grid = document.add_table(rows=0, cols=len(block.rows[0]))
        grid.style = "Table Grid"
        for row in block.rows:
            for cell, prose in zip(grid.add_row().cells, row, strict=True):
                cell.text = prose.text
        return None
    paragraph = document.add_paragraph()
    run = paragraph.add_run(block.prose.text)
    if block.style in _BOLD:
        run.bold, run.font.size = True, Pt(_BOLD[block.style])
    if block.style is Style.SMALL:
        run.font.size = Pt(8)
    if block.style is Style.LETTERHEAD:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.paragraph_format.space_after = Pt(6)
    return paragraph


def _date_properties(document: Any, draft: Draft, author: str) -> None:
    """File properties as an office machine leaves them, dated by the document and not by today."""
    written = datetime(draft.on.year, draft.on.month, draft.on.day, 15, 30)  # noqa: DTZ001 - Word keeps no zone
    properties = document.core_properties
    properties.author, properties.last_modified_by, properties.title, properties.comments = (
        author,
        author,
        draft.title,
        "",
    )
    properties.created = properties.modified = written
    properties.revision = 3
