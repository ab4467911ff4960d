"""A letter as a Word document that a council can put into its own words, made of the same paragraphs as its page."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from templates.letter_text import Block, blocks_of

_POINTS = {"standard": 11.5, "large": 18.0}
_STYLES = {"h1": "Heading 1", "h2": "Heading 2", "h3": "Heading 3", "li": "List Bullet"}


def letter_docx(page: str, *, title: str, author: str, size: str = "standard") -> bytes:
    """The letter of `page`, with real headings and lists, its language and its title set."""
    document = docx.Document()
    _set_up(document, title, author, _POINTS[size])
    for block in blocks_of(page):
        _add(document, block)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document: Any, title: str, author: str, points: float) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(22)
    page.top_margin = page.bottom_margin = Mm(20)
    about = document.core_properties
    about.title, about.author, about.language, about.comments = title, author, "en-GB", ""
    for name, factor in (("Normal", 1.0), ("List Bullet", 1.0), ("Heading 1", 1.55), ("Heading 2", 1.18)):
        style = document.styles[name]
        style.font.name, style.font.size = "Arial", Pt(round(points * factor * 2) / 2)
        style.font.color.rgb = RGBColor(0x11, 0x11, 0x11)
        style.paragraph_format.space_after = Pt(points * 0.7)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
    _speak_english(document)


def _speak_english(document: Any) -> None:
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")


def _add(document: Any, block: Block) -> None:
    paragraph = document.add_paragraph(style=_STYLES.get(block.tag, "Normal"))
    if block.kind == "from":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for words, is_bold in _trimmed(block.runs):
        paragraph.add_run(words).bold = is_bold or None


def _trimmed(runs: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """The runs without blanks before the first word and after the last."""
    kept = list(runs)
    kept[0] = (kept[0][0].lstrip(), kept[0][1])
    kept[-1] = (kept[-1][0].rstrip(), kept[-1][1])
    return kept
