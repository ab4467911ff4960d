"""Web pages and HTML mail: their visible text; scripts, styles and anything hidden are left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree, html

from redaction.ingest.kinds import Kind, decode
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
    hidden: int = 0

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
    units, hidden = html_units(decode_html(content), "Page")
    return Reading(retypeset(name, Kind.HTML, tuple(units), hidden=hidden_lines(hidden)))


def hidden_lines(count: int) -> tuple[str, ...]:
    """What is said about parts of a page that its reader would not see."""
    return (f"{count} hidden parts of the page",) if count else ()


def decode_html(content: bytes) -> str:
    """Text of an HTML file, by the encoding it declares."""
    declared = re.search(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", content[:2048])
    if declared and not content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode(declared[1].decode("ascii"), "strict")
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(content)


def html_units(text: str, label: str) -> tuple[list[TextUnit], int]:
    """The visible text of HTML as units, and how many hidden parts were left out."""
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, recover=True, huge_tree=False)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\0", ""))
    root = html.document_fromstring(text or "<p></p>", parser=parser) if text.strip() else None
    flow = _Flow(label)
    if root is not None:
        _walk(root, flow)
    flow.close()
    return flow.units or [native(label, "")], flow.hidden


def _walk(node: etree._Element, flow: _Flow) -> None:
    tag = node.tag if isinstance(node.tag, str) else ""
    if tag and (tag in DROPPED or "hidden" in node.attrib or HIDDEN.search(node.get("style", ""))):
        flow.hidden += tag not in DROPPED and bool("".join(node.itertext()).strip())
    elif tag == "br":
        flow.text = flow.text.rstrip(" ") + "\n"
    elif tag == "table" and _is_data_table(node):
        flow.close()
        flow.units.append(table_unit(flow.label, _rows(node)))
    elif tag == "pre":
        flow.break_line()
        flow.text += clean("".join(node.itertext()))
        flow.break_line()
    elif tag:
        _walk_inside(node, tag, flow)
    if node.tail:
        flow.add(clean(node.tail))


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
    return len(wide) >= 2 and all(len("".join(cell.itertext())) < 2000 for row in wide for cell in row)


def _rows(table: etree._Element) -> list[list[str]]:
    rows = []
    for row in table.iter("tr"):
        if HIDDEN.search(row.get("style", "")) or "hidden" in row.attrib:
            continue
        cells = [re.sub(r"\s+", " ", "".join(cell.itertext())).strip() for cell in row if cell.tag in {"td", "th"}]
        if any(cells):
            rows.append(cells)
    return rows
