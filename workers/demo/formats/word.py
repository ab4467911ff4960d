"""A draft as a Word document: its own text set into the parts of python-docx's blank document."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

import docx

from workers.demo.drafts import Block, Draft, Style
from workers.demo.formats.archive import zipped

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Size in half points and whether bold, by style.
_LOOKS = {
    Style.TITLE: (28, True),
    Style.HEADING: (24, True),
    Style.LETTERHEAD: (20, True),
    Style.SMALL: (16, False),
    Style.PARAGRAPH: (21, False),
    Style.TABLE: (20, False),
}
_SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="1247" w:bottom="1134" w:left="1247" w:header="567" w:footer="567" w:gutter="0"/>'
    "</w:sectPr>"
)
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENTS_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"


def render_word(draft: Draft, *, author: str = "") -> bytes:
    """The draft as DOCX, its aside as a margin comment by the author on the title."""
    parts = dict(_blank())
    parts["word/document.xml"] = _document(draft)
    parts["docProps/core.xml"] = _properties(draft.title, author, draft.on)
    if draft.aside:
        parts["word/comments.xml"] = _comments(draft, author)
        parts["[Content_Types].xml"] = _before_end(
            parts["[Content_Types].xml"], f'<Override PartName="/word/comments.xml" ContentType="{_COMMENTS_TYPE}"/>'
        )
        parts["word/_rels/document.xml.rels"] = _before_end(
            parts["word/_rels/document.xml.rels"],
            f'<Relationship Id="rIdNotes" Type="{_COMMENTS_RELATION}" Target="comments.xml"/>',
        )
    return zipped(
        ((name, content.encode() if isinstance(content, str) else content) for name, content in parts.items()), draft.on
    )


def empty_word(on: date) -> bytes:
    """A Word document with nothing in it, as left by somebody who saved before typing."""
    return render_word(Draft(kind="empty", title="", category="", on=on, about=(), blocks=()))


@lru_cache
def _blank() -> tuple[tuple[str, bytes | str], ...]:
    """The parts of an empty document, without the picture of its first page."""
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        return tuple((name, archive.read(name)) for name in archive.namelist())


def _before_end(part: bytes | str, addition: str) -> str:
    """The XML with an element added as the last child of its root."""
    text = part if isinstance(part, str) else part.decode()
    head, end, tail = text.rpartition("</")
    return head + addition + end + tail


def _document(draft: Draft) -> str:
    body: list[str] = []
    noted = not draft.aside
    for block in draft.blocks:
        if block.style is Style.TABLE:
            body.append(_table(block))
            continue
        note = not noted and block.style is Style.TITLE
        noted = noted or note
        body.append(_paragraph(block.prose.text, block.style, note=note))
    return f"{_HEAD}<w:document {_W}><w:body>{''.join(body)}{_SECTION}</w:body></w:document>"


def _paragraph(text: str, style: Style, *, note: bool = False) -> str:
    side = '<w:jc w:val="right"/>' if style is Style.LETTERHEAD else ""
    after = 0 if style is Style.TABLE else 120
    start, end = ("", "")
    if note:
        start = '<w:commentRangeStart w:id="0"/>'
        end = '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    return f'<w:p><w:pPr><w:spacing w:after="{after}"/>{side}</w:pPr>{start}{_run(text, style)}{end}</w:p>'


def _run(text: str, style: Style) -> str:
    size, bold = _LOOKS[style]
    weight = "<w:b/>" if bold else ""
    look = f'<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>{weight}<w:sz w:val="{size}"/></w:rPr>'
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{look}{lines}</w:r>"


def _table(block: Block) -> str:
    grid = "<w:gridCol/>" * len(block.rows[0])
    rows = "".join(f"<w:tr>{''.join(_cell(cell.text) for cell in row)}</w:tr>" for row in block.rows)
    look = '<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/></w:tblPr>'
    return f"<w:tbl>{look}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>{_paragraph('', Style.TABLE)}"


def _cell(text: str) -> str:
    return f"<w:tc>{_paragraph(text, Style.TABLE)}</w:tc>"


def _comments(draft: Draft, author: str) -> str:
    words = "".join(_paragraph(remark.text.text, Style.TABLE) for remark in draft.aside)
    who = f"w:author={quoteattr(author)} w:initials={quoteattr(author[:1])}"
    note = f'<w:comment w:id="0" {who} w:date="{draft.on}T15:40:00Z">{words}</w:comment>'
    return f"{_HEAD}<w:comments {_W}>{note}</w:comments>"


def _properties(title: str, author: str, on: date) -> str:
    """File properties as an office machine leaves them, dated by the document and not by today."""
    at = f'xsi:type="dcterms:W3CDTF">{on}T15:30:00Z'
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        f"<cp:lastModifiedBy>{escape(author)}</cp:lastModifiedBy><cp:revision>3</cp:revision>"
        f"<dcterms:created {at}</dcterms:created><dcterms:modified {at}</dcterms:modified></cp:coreProperties>"
    )
