"""Web pages and HTML mail: their visible text; scripts, styles and anything hidden are left out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from lxml import etree, html

from redaction.ingest.kinds import Kind, decode
from redaction.ingest.left_out import several
from redaction.ingest.reading import Reading
from redaction.ingest.text import clean, native, retypeset, table_unit
from redaction.values import Style, TextUnit

BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "header",
        "footer",
        "main",
        "nav",
        "aside",
        "address",
        "blockquote",
        "pre",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "table",
        "tr",
        "form",
        "fieldset",
        "figure",
        "figcaption",
        "center",
    ]
)
DROPPED = frozenset(
    [
        "script",
        "style",
        "head",
        "title",
        "meta",
        "link",
        "template",
        "noscript",
        "object",
        "embed",
        "iframe",
        "svg",
        "math",
    ]
)
HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])|mso-hide\s*:\s*all", re.I
)
HEADINGS = {"h1": "h1", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3"}


@dataclass(slots=True)
class _Flow:
    """Units in the making: prose gathers until a data table stands in its way."""

    label: str
    units: list[TextUnit] = field(default_factory=list)
    text: str = ""
    styles: list[Style] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    def add(self, text: str) -> None:
        text = re.sub(r"[ \t\r\n\f\u200b]+", " ", text)
        if not self.text or self.text.endswith(("\n", " ")):
            text = text.lstrip(" ")
        self.text += text

    def break_line(self) -> None:
        self.text = self.text.rstrip(" ")
        if self.text and not self.text.endswith("\n"):
            self.text += "\n"

    def close(self) -> None:
        if self.text.strip():
            text = self.text.rstrip()
            styles = tuple(
                Style(one.start, min(one.end, len(text)), one.name) for one in self.styles if one.start < len(text)
            )
            self.units.append(native(self.label, text, styles=styles))
        self.text, self.styles = "", []


def read_html(content: bytes, name: str) -> Reading:
    """A web page as units of prose and tables."""
    units, left_out = html_units(decode_html(content), "Page")
    return Reading(retypeset(name, Kind.HTML, tuple(units), hidden=left_out))


_LEFT_OUT = {
    "hidden": ("hidden part of the page", "hidden parts of the page"),
    "comment": ("comment in the page's source", "comments in the page's source"),
    "script": ("script", "scripts"),
    "picture": ("picture", "pictures"),
    "description": ("description of a picture or pop-up text", "descriptions of pictures or pop-up texts"),
    "embedded": ("embedded page or object", "embedded pages or objects"),
    "properties": ("property of the page", "properties of the page"),
}


def _left_out_lines(left_out: Counter[str]) -> tuple[str, ...]:
    """What a page holds that is not disclosed, by kind and count."""
    return tuple(several(left_out[kind], *words) for kind, words in _LEFT_OUT.items() if left_out[kind])


def decode_html(content: bytes) -> str:
    """Text of an HTML file, by the encoding it declares."""
    declared = re.search(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", content[:2048])
    if declared and not content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode(declared[1].decode("ascii"), "strict")
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(content)


def html_units(text: str, label: str) -> tuple[list[TextUnit], tuple[str, ...]]:
    """The visible text of HTML as units, and what was left out, in plain words."""
    parser = html.HTMLParser(no_network=True, remove_comments=False, remove_pis=True, recover=True, huge_tree=False)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\0", ""))
    root = html.document_fromstring(text or "<p></p>", parser=parser) if text.strip() else None
    flow = _Flow(label)
    if root is not None:
        _walk(root, flow)
        _count_properties(root, flow)
    flow.close()
    return flow.units or [native(label, "")], _left_out_lines(flow.left_out)


def _count_properties(root: etree._Element, flow: _Flow) -> None:
    """Count what stands in attributes and in the head of a page, where no reader sees it."""
    flow.left_out["comment"] = sum(1 for one in root.iter(etree.Comment) if _is_said(one))
    for node in root.iter("title", "meta"):
        flow.left_out["properties"] += bool((node.text or "").strip() or (node.get("content") and node.get("name")))
    flow.left_out["description"] = sum(
        1 for node in root.iter() for key in ("alt", "title", "aria-label") if (node.get(key) or "").strip()
    )


def _is_said(comment: etree._Element) -> bool:
    return bool((comment.text or "").strip()) and not (comment.text or "").lstrip().startswith("[if")


_DROPPED_KINDS = {"script": "script", "object": "embedded", "embed": "embedded", "iframe": "embedded", "svg": "picture"}


def _text(node: etree._Element) -> str:
    """All the words of an element; a comment in it says nothing."""
    return str(node.xpath("string()"))


def _drop(node: etree._Element, tag: str, flow: _Flow) -> None:
    kind = _DROPPED_KINDS.get(tag)
    if kind:
        flow.left_out[kind] += 1
    elif tag not in DROPPED and _text(node).strip():
        flow.left_out["hidden"] += 1


def _walk(node: etree._Element, flow: _Flow) -> None:
    tag = node.tag if isinstance(node.tag, str) else ""
    if tag and _is_unseen(node, tag):
        _drop(node, tag, flow)
    elif tag == "br":
        flow.text = flow.text.rstrip(" ") + "\n"
    elif tag == "img":
        flow.left_out["picture"] += 1
    elif tag == "input":
        _walk_field(node, flow)
    elif tag == "table" and _is_data_table(node):
        flow.close()
        flow.units.append(table_unit(flow.label, _rows(node, flow)))
    elif tag == "pre":
        flow.break_line()
        flow.text += clean(_text(node))
        flow.break_line()
    elif tag:
        _walk_inside(node, tag, flow)
    if node.tail:
        flow.add(clean(node.tail))


def _is_unseen(node: etree._Element, tag: str) -> bool:
    return tag in DROPPED or "hidden" in node.attrib or HIDDEN.search(node.get("style", "")) is not None


def _walk_field(node: etree._Element, flow: _Flow) -> None:
    """What is filled into a field of a form, where its reader sees it."""
    value = clean(node.get("value", ""))
    if node.get("type", "text").lower() in {"hidden", "password"}:
        flow.left_out["hidden"] += bool(value)
    elif value:
        flow.add(f" {value} ")


def _walk_inside(node: etree._Element, tag: str, flow: _Flow) -> None:
    if tag in BLOCKS:
        flow.break_line()
    start = len(flow.text)
    if tag in {"td", "th"} and flow.text and not flow.text.endswith(("\n", " ")):
        flow.text += " "
    if node.text:
        flow.add(clean(node.text))
    for child in node:
        _walk(child, flow)
    style = HEADINGS.get(tag) or {"li": "bullet", "b": "bold", "strong": "bold", "i": "italic", "em": "italic",
                                  "blockquote": "quote"}.get(tag)  # fmt: skip
    if style and len(flow.text.rstrip()) > start:
        flow.styles.append(Style(start, len(flow.text.rstrip()), style))
    if tag in BLOCKS:
        flow.break_line()
        if tag in {"p", "blockquote", *HEADINGS} and flow.text and not flow.text.endswith("\n\n"):
            flow.text += "\n"


def _is_data_table(table: etree._Element) -> bool:
    """A table of several rows and columns of short cells; one used for layout is read as prose."""
    if table.find(".//table") is not None:
        return False
    rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in table.iter("tr")]
    wide = [row for row in rows if len(row) > 1]
    return len(wide) >= 2 and all(len(_text(cell)) < 2000 for row in wide for cell in row)


def _rows(table: etree._Element, flow: _Flow) -> list[list[str]]:
    rows = []
    for row in table.iter("tr"):
        if _is_unseen(row, "tr"):
            _drop(row, "tr", flow)
            continue
        cells = [_cell(cell, flow) for cell in row if cell.tag in {"td", "th"}]
        if any(cells):
            rows.append(cells)
    return rows


def _cell(cell: etree._Element, flow: _Flow) -> str:
    """The words of a cell on as many lines as its reader sees."""
    inner = _Flow(flow.label, left_out=flow.left_out)
    _walk_cell = _drop if _is_unseen(cell, str(cell.tag)) else _walk_inside
    _walk_cell(cell, str(cell.tag), inner)
    return re.sub(r"\n{2,}", "\n", inner.text).strip()
