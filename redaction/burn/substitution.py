"""The text of a unit as pieces: what may be read as it stands, what is withheld as its label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from redaction.values import TextUnit, UnitForm, Withheld

SHORT_LABEL = 14
SHORT = "[withheld]"
NAME_CELLS = 2  # a name may stand in two cells; more are a row


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch shown on the page; `start` is its offset in the unit, `is_label` says that it stands for a removal."""

    shown: str
    start: int
    is_label: bool = False
    styles: frozenset[str] = frozenset()

    def html(self) -> str:
        """The piece as markup."""
        text = escape(self.shown)
        if self.is_label:
            kept = text.replace(" ", "\u00a0") if len(text) <= SHORT_LABEL else text
            return f'<span class="w">{kept}</span>'
        for style, tag in (("bold", "b"), ("italic", "i")):
            if style in self.styles:
                text = f"<{tag}>{text}</{tag}>"
        return text


def pieces_of(unit: TextUnit, withheld: Sequence[Withheld]) -> list[Piece]:
    """The unit's text in order with every withheld stretch replaced by its label.

    Overlapping stretches become one under the first one's label; neighbours with one label and only blanks between
    become one label, so that the number of words removed cannot be counted. Cell and row breaks of tables stay.
    """
    spans = joined(unit, withheld)
    pieces: list[Piece] = []
    at = 0
    for start, end, label in spans:
        pieces += _plain(unit, at, start)
        pieces.append(Piece(label, start, is_label=True))
        at = end
    return pieces + _plain(unit, at, len(unit.text))


def joined(unit: TextUnit, withheld: Sequence[Withheld]) -> list[tuple[int, int, str]]:
    """The withheld stretches in order, without overlaps."""
    parts = sorted(part for one in withheld for part in _labelled(unit, one))
    found: list[tuple[int, int, str]] = []
    for start, end, label in parts:
        if found:
            before_start, before_end, before = found[-1]
            between = unit.text[before_end:start]
            is_close = before == label and not between.strip() and "\n" not in between and "\t" not in between
            if start < before_end or is_close:
                found[-1] = (before_start, max(before_end, end), before)
                continue
        found.append((start, end, label))
    return found


def _labelled(unit: TextUnit, one: Withheld) -> list[tuple[int, int, str]]:
    """A stretch cell by cell; of a whole row the first cell has the label, and the others only say that words went."""
    cells = _within_cells(unit, max(0, one.start), min(len(unit.text), one.end))
    others = SHORT if len(cells) > NAME_CELLS else one.label
    return [(start, end, others if number else one.label) for number, (start, end) in enumerate(cells)]


def _within_cells(unit: TextUnit, start: int, end: int) -> list[tuple[int, int]]:
    if unit.form not in {UnitForm.TABLE, UnitForm.FIELDS}:
        return [(start, end)] if end > start else []
    found, at = [], start
    for position in range(start, end + 1):
        if position == end or unit.text[position] in "\t\n":
            if position > at:
                found.append((at, position))
            at = position + 1
    return found


def _plain(unit: TextUnit, start: int, end: int) -> list[Piece]:
    """Text as it stands, cut where a style begins or ends."""
    if end <= start:
        return []
    cuts = {start, end}
    for style in unit.styles:
        cuts |= {cut for cut in (style.start, style.end) if start < cut < end}
    bounds = sorted(cuts)
    return [
        Piece(
            unit.text[one:other],
            one,
            styles=frozenset(s.name for s in unit.styles if s.start <= one and other <= s.end),
        )
        for one, other in zip(bounds, bounds[1:], strict=False)
    ]


def split_pieces(pieces: Sequence[Piece], separator: str) -> list[list[Piece]]:
    """The pieces between separators, as `str.split` would cut the text; labels are never cut."""
    parts: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.is_label:
            parts[-1].append(piece)
            continue
        at = piece.start
        for number, text in enumerate(piece.shown.split(separator)):
            if number:
                parts.append([])
            if text:
                parts[-1].append(Piece(text, at, styles=piece.styles))
            at += len(text) + len(separator)
    return parts
