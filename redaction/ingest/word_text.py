"""The text of one Word paragraph: its runs, text boxes and field results, and what in it a reader does not see."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

from redaction.ingest.text import clean
from redaction.values import Style

INSIDE = frozenset(
    [
        "ins",
        "moveTo",
        "hyperlink",
        "smartTag",
        "customXml",
        "sdt",
        "sdtContent",
        "fldSimple",
        "r",
        "oMath",
        "oMathPara",
        "AlternateContent",
        "Choice",
        "pict",
        "shape",
        "drawing",
        "inline",
        "anchor",
        "graphic",
        "graphicData",
        "wsp",
        "wgp",
        "txbx",
        "textbox",
        "group",
        "rect",
        "roundrect",
        "object",
        "ruby",
        "rubyBase",
        "dir",
        "bdo",
        "e",
        "num",
        "den",
        "sup",
        "sub",
        "f",
        "rad",
        "nary",
        "d",
        "sSup",
        "sSub",
        "sSubSup",
    ]
)
BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
SHORT_LINE = 50
# Fields whose code says nothing but where they stand: page numbers and links within the file.
COMMON_FIELD = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|PAGEREF|REF|TOC|SEQ|STYLEREF)\b|\s*$", re.I)
DROPPED = {
    "del": "deleted text kept as a tracked change",
    "moveFrom": "text moved away, kept as a tracked change",
}


@dataclass(slots=True)
class Gathered:
    """Text as it comes, with its styles, and a count of what was left out."""

    text: str = ""
    styles: list[Style] = field(default_factory=list)
    hidden: Counter[str] = field(default_factory=Counter)

    def add(self, text: str) -> None:
        """Append text as it is."""
        self.text += text

    def end_paragraph(self, start: int, *, keep_close: bool) -> None:
        """End the paragraph begun at `start`: an empty line after it, none after a list entry or a short line.

        Short lines that end without a full stop are addresses and the like, whose lines belong together.
        """
        said = self.text[start:].strip()
        is_short = 0 < len(said) < SHORT_LINE and not said.endswith((".", ":", "?", "!"))
        if not said and self.text.endswith("\n\n"):
            return
        self.text += "\n" if keep_close or is_short or not said else "\n\n"

    def style(self, start: int, name: str) -> None:
        """Give what was added since `start` a style."""
        if len(self.text) > start:
            self.styles.append(Style(start, len(self.text), name))


def local(node: etree._Element) -> str:
    """An element's name without its namespace (strict and transitional files use different ones)."""
    return node.tag.rsplit("}", 1)[-1] if isinstance(node.tag, str) else ""


def value_of(node: etree._Element) -> str:
    """The `val` of a property element."""
    return next((str(value) for key, value in node.attrib.items() if key.rsplit("}", 1)[-1] == "val"), "")


def paragraph(node: etree._Element, into: Gathered, heading_styles: dict[str, str]) -> None:
    """Append one paragraph and a newline; text boxes in it follow as paragraphs of their own."""
    boxes: list[etree._Element] = []
    style = ""
    start = len(into.text)
    for child in node:
        if local(child) == "pPr":
            style = _paragraph_style(child, heading_styles)
        else:
            _inline(child, into, boxes)
    if style:
        into.style(start, style)
    into.end_paragraph(start, keep_close=style == "bullet")
    for box in boxes:
        for inner in box.iter():
            if (
                local(inner) == "p"
                and next((one for one in inner.iterancestors() if local(one) == "txbxContent"), None) is box
            ):
                paragraph(inner, into, heading_styles)


def _paragraph_style(properties: etree._Element, heading_styles: dict[str, str]) -> str:
    for one in properties:
        kind = local(one)
        if kind == "pStyle" and value_of(one) in heading_styles:
            return heading_styles[value_of(one)]
        if kind == "outlineLvl" and value_of(one).isdigit() and int(value_of(one)) < 9:
            return f"h{min(3, int(value_of(one)) + 1)}"
    for one in properties:
        if local(one) == "numPr" or (local(one) == "pStyle" and value_of(one).casefold().startswith("list")):
            return "bullet"
    return ""


def _inline(node: etree._Element, into: Gathered, boxes: list[etree._Element]) -> None:
    kind = local(node)
    if kind == "r":
        _run(node, into, boxes)
    elif kind == "txbxContent":
        boxes.append(node)
    elif kind in INSIDE:
        for child in node:
            _inline(child, into, boxes)
    elif kind in DROPPED:
        into.hidden[DROPPED[kind]] += 1
    elif kind == "instrText" and not COMMON_FIELD.match(node.text or ""):
        into.hidden["a field code"] += 1
    else:
        into.add(_words(node, kind))


def _words(node: etree._Element, kind: str) -> str:
    """What an element without children of its own says: letters, a break, a symbol, the mark of a note."""
    if kind == "t":
        return clean(node.text or "")
    if kind == "sym":
        return "\u2022"
    if kind in {"footnoteReference", "endnoteReference"}:
        number = next((value for key, value in node.attrib.items() if key.endswith("}id")), "")
        return f" [note {number}]"
    return BREAKS.get(kind, "")


def _run(run: etree._Element, into: Gathered, boxes: list[etree._Element]) -> None:
    names: set[str] = set()
    for properties in run:
        if local(properties) == "rPr":
            names = {local(one) for one in properties if value_of(one) not in {"0", "false", "off", "none"}}
    if names & {"vanish", "webHidden", "specVanish"}:
        into.hidden["hidden text"] += 1
        return
    start = len(into.text)
    for child in run:
        _inline(child, into, boxes)
    for name, style in (("b", "bold"), ("i", "italic")):
        if name in names:
            into.style(start, style)
