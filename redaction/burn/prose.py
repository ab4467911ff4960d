"""Paragraphs, headings, lists and quoted mail as markup for the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from redaction.burn.substitution import Piece, split_pieces
from redaction.values import TextUnit

HEADINGS = ("h1", "h2", "h3")
DEEPEST_QUOTE = 4


def prose_html(unit: TextUnit, pieces: Sequence[Piece]) -> str:
    """A unit of prose: empty lines part paragraphs, a line may be a heading, a list entry or quoted."""
    out: list[str] = []
    paragraph: list[str] = []
    kind = "p"
    for line in split_pieces(pieces, "\n"):
        text = "".join(piece.shown for piece in line)
        line_kind = _kind_of(unit, line, text)
        if not text.strip() or line_kind != kind or kind in {"li", *HEADINGS}:
            out += _close(kind, paragraph)
            paragraph, kind = [], line_kind
        if text.strip():
            paragraph.append(_line_html(line, line_kind))
    return "".join(out + _close(kind, paragraph))


def _kind_of(unit: TextUnit, line: Sequence[Piece], text: str) -> str:
    if not line:
        return "p"
    names = {style.name for style in unit.styles if style.start <= line[0].start < style.end}
    for heading in HEADINGS:
        if heading in names:
            return heading
    if "bullet" in names or "number" in names:
        return "li"
    quoted = re.match(r"[> ]*>", text)
    if quoted:
        return f"q{min(DEEPEST_QUOTE, quoted[0].count('>'))}"
    return "q1" if "quote" in names else "p"


def _line_html(line: Sequence[Piece], kind: str) -> str:
    html = "".join(piece.html() for piece in line).replace("\u2028", "<br/>")
    if kind.startswith("q"):
        html = re.sub(r"^(?:&gt;|\s)+", "", html)
    # Runs of blanks lay out columns in plain text; without this they would collapse into one.
    return re.sub(r" {2,}|\t", lambda match: "\u00a0" * (len(match[0]) if match[0] != "\t" else 4), html)


def _close(kind: str, lines: list[str]) -> list[str]:
    if not lines:
        return []
    if kind == "li":
        return [f"<ul><li>{line}</li></ul>" for line in lines]
    if kind in HEADINGS:
        return [f"<{kind}>{line}</{kind}>" for line in lines]
    css = f' class="{kind}"' if kind.startswith("q") else ""
    return [f"<p{css}>{'<br/>'.join(lines)}</p>"]
