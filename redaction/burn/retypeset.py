"""A document set afresh from the text of its units, with labels in place of what is withheld."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from redaction.burn.layout import Sheet, fitting_columns
from redaction.burn.prose import prose_html
from redaction.burn.substitution import Piece, pieces_of, split_pieces
from redaction.values import TextUnit, UnitForm, Withheld

MOST_COLUMNS_UPRIGHT = 7
MOST_COLUMNS_ACROSS = 14


def typeset(units: Sequence[TextUnit], withheld: Sequence[Withheld]) -> bytes:
    """A4 pages of every unit in order; a span replaced by its label, which is the same for every length of text."""
    sheet = Sheet()
    for number, unit in enumerate(units):
        pieces = pieces_of(unit, [one for one in withheld if one.unit == number])
        if unit.form is UnitForm.HEADING:
            if _goes_across(units[number + 1 : number + 2]):
                sheet.turn(across=True)
            sheet.heading(_html(pieces))
        elif unit.form is UnitForm.TABLE:
            _set_table(
                sheet, pieces, title=unit.label.removeprefix("Sheet ") if unit.label.startswith("Sheet ") else ""
            )
        elif unit.form is UnitForm.FIELDS:
            sheet.fields([[_html(cell) for cell in row] for row in _rows(pieces)])
        else:
            sheet.prose(prose_html(unit, pieces))
    return sheet.finish()


def _goes_across(following: Sequence[TextUnit]) -> bool:
    """Whether a heading stands over a table that needs a page on its side: the heading goes there with it."""
    if not following or following[0].form is not UnitForm.TABLE:
        return False
    rows = [line.split("\t") for line in following[0].text.split("\n")]
    width = max(len(row) for row in rows)
    if not MOST_COLUMNS_UPRIGHT < width <= MOST_COLUMNS_ACROSS:
        return False
    texts = [row + [""] * (width - len(row)) for row in rows]
    return fitting_columns(texts, across=True) is not None


def _html(pieces: Sequence[Piece]) -> str:
    return "".join(piece.html() for piece in pieces).replace("\u2028", "<br/>").replace("\n", "<br/>")


def _rows(pieces: Sequence[Piece]) -> list[list[list[Piece]]]:
    return [split_pieces(line, "\t") for line in split_pieces(pieces, "\n")]


def _set_table(sheet: Sheet, pieces: Sequence[Piece], *, title: str) -> None:
    rows = _rows(pieces)
    width = max(len(row) for row in rows)
    rows = [row + [[] for _ in range(width - len(row))] for row in rows]
    texts = [["".join(piece.shown for piece in cell) for cell in row] for row in rows]
    if width <= MOST_COLUMNS_ACROSS:
        across = width > MOST_COLUMNS_UPRIGHT
        columns = fitting_columns(texts, across=across)
        if columns is not None:
            sheet.turn(across=across)
            if title:
                sheet.heading(escape(title))
            sheet.table([[_html(cell) for cell in row] for row in rows], columns, across=across)
            return
    sheet.turn(across=False)
    if title:
        sheet.heading(escape(title))
    heads = [_html(cell) for cell in rows[0]]
    for at, row in enumerate(rows[1:], start=1):
        sheet.small_heading(f"Row {at} of {len(rows) - 1}")
        sheet.fields(
            [[head, _html(cell)] for head, cell, text in zip(heads, row, texts[at], strict=True) if text.strip()]
        )
    if len(rows) == 1:
        sheet.fields([[head, ""] for head in heads])
