"""A draft as a PDF with a text layer."""

from __future__ import annotations

import io
import random
from typing import Any
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from workers.demo.drafts import Block, Draft, Style

# Regular and bold of what office machines print in. Vera, which comes with reportlab, has letters the others lack.
_FACES = (("Helvetica", "Helvetica-Bold"), ("Times-Roman", "Times-Bold"), ("Helvetica", "Helvetica-Bold"))
_WIDE_FACE = ("Vera", "VeraBd")
# Plain streams, as other writers make them; the text-armoured ones of the library are slow and seen nowhere else.
rl_config.useA85 = 0
_WIDTH = A4[0] - 44 * mm


def render_pdf(draft: Draft, *, password: str = "") -> bytes:
    """The draft on A4 pages; a password, when given, is needed to open it."""
    text = draft.prose.text
    chance = random.Random(f"{draft.kind}/{draft.title}/{len(text)}")  # noqa: S311 - a typeface, not a secret
    face = chance.choice(_FACES) if _is_western(text) else _wide_face()
    styles = _styles(face)
    flow: list[Any] = []
    for block in draft.blocks:
        flow += _flowables(block, styles, face)
    buffer = io.BytesIO()
    encrypt: dict[str, Any] = {"encrypt": password} if password else {}
    document = SimpleDocTemplate(
        buffer,
        pagesize=A4,
        leftMargin=22 * mm,
        rightMargin=22 * mm,
        topMargin=20 * mm,
        bottomMargin=20 * mm,
        title=draft.title,
        author="",
        invariant=1,
        **encrypt,
    )
    document.build(flow, onFirstPage=_footer(face[0]), onLaterPages=_footer(face[0]))
    return buffer.getvalue()


def _is_western(text: str) -> bool:
    """Whether the standard PDF fonts have every letter of the text."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _wide_face() -> tuple[str, str]:
    if "Vera" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
        pdfmetrics.registerFont(TTFont("VeraBd", "VeraBd.ttf"))
    return _WIDE_FACE


def _styles(face: tuple[str, str]) -> dict[Style, ParagraphStyle]:
    regular, bold = face
    return {
        Style.PARAGRAPH: ParagraphStyle("p", fontName=regular, fontSize=10.5, leading=14.5, spaceAfter=7),
        Style.TITLE: ParagraphStyle("t", fontName=bold, fontSize=13, leading=17, spaceBefore=6, spaceAfter=9),
        Style.HEADING: ParagraphStyle(
            "h", fontName=bold, fontSize=11, leading=15, spaceBefore=8, spaceAfter=5, keepWithNext=True
        ),
        Style.SMALL: ParagraphStyle(
            "s", fontName=regular, fontSize=8, leading=11, spaceAfter=6, textColor=colors.Color(0.25, 0.25, 0.25)
        ),
        Style.LETTERHEAD: ParagraphStyle("l", fontName=bold, fontSize=9.5, leading=12.5, spaceAfter=14, alignment=2),
        Style.TABLE: ParagraphStyle("c", fontName=regular, fontSize=9, leading=11.5),
    }


def _flowables(block: Block, styles: dict[Style, ParagraphStyle], face: tuple[str, str]) -> list[Any]:
    if block.style is not Style.TABLE:
        return [Paragraph(_markup(block.prose.text), styles[block.style])]
    cells = [[Paragraph(_markup(cell.text), styles[Style.TABLE]) for cell in row] for row in block.rows]
    look = TableStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.4, colors.grey),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("FONTNAME", (0, 0), (-1, 0), face[1]),
            ("TOPPADDING", (0, 0), (-1, -1), 2.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
        ]
    )
    return [Table(cells, colWidths=_widths(block), style=look, hAlign="LEFT"), Spacer(1, 3 * mm)]


def _widths(block: Block) -> list[float]:
    """Column widths in points: by the longest cell of each column, none narrower than the others allow."""
    longest = [max(len(cell.text) for cell in column) for column in zip(*block.rows, strict=True)]
    shares = [min(max(length, 7), 48) for length in longest]
    return [_WIDTH * share / sum(shares) for share in shares]


def _markup(text: str) -> str:
    return escape(text).replace("\n", "<br/>")


def _footer(font: str) -> Any:
    """Draws the page number at the foot of each page."""

    def draw(canvas: Any, document: Any) -> None:
        canvas.setFont(font, 8)
        canvas.drawCentredString(A4[0] / 2, 11 * mm, f"Page {document.page}")

    return draw
