"""Plain text, comma-separated tables and our own records: set afresh from what they say."""

from __future__ import annotations

import csv
import io
import json

from redaction.errors import Unreadable
from redaction.ingest.kinds import Kind, decode
from redaction.ingest.limits import MOST_SHEET_ROWS
from redaction.ingest.reading import Reading
from redaction.values import Document, Layout, TextUnit, UnitForm, UnitSource

SHEET_LABEL = "Table"


def read_text(content: bytes, name: str) -> Reading:
    """A text file as one unit."""
    text = clean(decode(content))
    return Reading(retypeset(name, Kind.TEXT, (native("Text", text),)))


def read_csv(content: bytes, name: str) -> Reading:
    """A comma-, semicolon- or tab-separated table as one unit."""
    text = decode(content)
    csv.field_size_limit(1 << 24)
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(text[:8192], ",;\t|")
    except csv.Error:
        dialect = csv.excel
    try:
        rows = [row for row in csv.reader(io.StringIO(text), dialect) if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise Unreadable(name, "its rows cannot be told apart") from error
    if len(rows) > MOST_SHEET_ROWS:
        raise Unreadable(name, f"it has more than {MOST_SHEET_ROWS:,} rows; split it first")
    return Reading(retypeset(name, Kind.CSV, (table_unit(SHEET_LABEL, rows),)))


def read_records(content: bytes, name: str) -> Reading:
    """Rows out of a database (`{"title", "columns", "rows"}`): a table, or labels and values when there is one row."""
    value = json.loads(decode(content).lstrip("\ufeff"))
    title = clean(str(value.get("title") or "Records"))
    columns = [str(column) for column in value["columns"]]
    rows = [["" if cell is None else str(cell) for cell in row] for row in value["rows"]]
    units = [native("Title", title, form=UnitForm.HEADING)]
    if len(rows) == 1:
        units.append(fields_unit("Record", list(zip(columns, rows[0], strict=False))))
    else:
        units.append(table_unit("Records", [columns, *rows]))
    return Reading(retypeset(name, Kind.RECORDS, tuple(units)))


def retypeset(name: str, media_type: str, units: tuple[TextUnit, ...], **rest: object) -> Document:
    """A document that will be set afresh from `units`."""
    return Document(name=name, media_type=str(media_type), layout=Layout.RETYPESET, units=units, **rest)  # type: ignore[arg-type]


def native(label: str, text: str, form: UnitForm = UnitForm.PROSE, **rest: object) -> TextUnit:
    """A unit of text read from the file's own model."""
    return TextUnit(label=label, text=text, source=UnitSource.NATIVE, form=form, **rest)  # type: ignore[arg-type]


def table_unit(label: str, rows: list[list[str]]) -> TextUnit:
    """Rows as one unit: cells parted by tabs, rows by newlines; a newline inside a cell becomes U+2028."""
    width = max((len(row) for row in rows), default=0)
    lines = ["\t".join(cell_text(cell) for cell in row + [""] * (width - len(row))) for row in rows]
    return native(label, "\n".join(lines), form=UnitForm.TABLE)


def fields_unit(label: str, pairs: list[tuple[str, str]]) -> TextUnit:
    """Labels and values as one unit: a label, a tab and its value a line."""
    lines = [f"{cell_text(key)}\t{cell_text(value)}" for key, value in pairs]
    return native(label, "\n".join(lines), form=UnitForm.FIELDS)


def cell_text(value: str) -> str:
    """The text of a cell, on one line and without tabs."""
    return clean(value).strip("\n").replace("\t", " ").replace("\n", "\u2028")


def clean(text: str) -> str:
    """Text with one kind of line end and without control characters, which no page can show."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\v", "\n")
    return "".join(character for character in text if character in "\t\n" or not _is_unseen(character))


def _is_unseen(character: str) -> bool:
    # Controls, and the marks that reorder or hide what follows: a name must not read one way and match another.
    return (
        character < " "
        or "\x7f" <= character <= "\x9f"
        or character in "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff\u00ad\ufffe\uffff"
    )
