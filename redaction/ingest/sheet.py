"""Spreadsheets: visible sheets as tables of values; hidden sheets, rows, columns and comments dropped and listed."""

from __future__ import annotations

import io
import re
import warnings
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import python_calamine

from redaction.errors import Encrypted, TooLarge, Unreadable
from redaction.ingest.kinds import Kind
from redaction.ingest.left_out import counted, of_package
from redaction.ingest.limits import MOST_SHEET_CELLS, MOST_SHEET_ROWS
from redaction.ingest.package import members_of
from redaction.ingest.reading import Reading
from redaction.ingest.sheet_extras import sheet_left_out, text_boxes
from redaction.ingest.text import native, retypeset, table_unit
from redaction.values import Attachment, TextUnit

NOTHING_SHOWN = "This workbook has no visible sheet."


def read_workbook(content: bytes, name: str) -> Reading:
    """An XLSX workbook, with what its maker hid told apart from what is shown."""
    # Loaded here: it takes a fifth of a second that other kinds of file need not wait for.
    import openpyxl

    members = members_of(content, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    except Exception:
        return read_sheet(content, name)
    units: list[TextUnit] = []
    hidden: list[str] = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            hidden.append("a hidden sheet")
            continue
        units.append(_sheet_unit(sheet, name, hidden))
        hidden += _unprinted(sheet)
    shown = {sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"}
    for title, words in text_boxes(members).items():
        if title in shown:
            units.append(native(f"Text boxes of sheet {title}", words))
    if list(book.defined_names):
        hidden.append("names given to cells")
    return Reading(
        retypeset(
            name,
            Kind.XLSX,
            tuple(units) or (native("Workbook", NOTHING_SHOWN),),
            hidden=(*counted(Counter(hidden)), *of_package(members)),
            attachments=tuple(_pictures(members)),
        )
    )


def _pictures(members: dict[str, bytes]) -> Iterator[Attachment]:
    for path, content in members.items():
        is_drawing = path.endswith((".emf", ".wmf", ".bin", ".wdp", ".svg"))
        if re.match(r"xl/(media|embeddings)/", path) and not is_drawing:
            yield Attachment(name=path.rsplit("/", 1)[-1], content=content)


def _unprinted(sheet: Any) -> Iterator[str]:
    """What a sheet holds beside its cells."""
    edges = (sheet.oddHeader, sheet.oddFooter, sheet.evenHeader, sheet.evenFooter, sheet.firstHeader, sheet.firstFooter)
    if any(part and part.text for edge in edges if edge for part in (edge.left, edge.center, edge.right)):
        yield "a header or footer for printing"
    if any(one.formula1 and one.type == "list" for one in sheet.data_validations.dataValidation):
        yield "a list of choices for cells"


def _sheet_unit(sheet: Any, name: str, hidden: list[str]) -> TextUnit:
    if sheet.max_row * sheet.max_column > 50 * MOST_SHEET_CELLS:
        raise TooLarge(name, "one of its sheets is larger than one file may have")
    columns = _hidden_columns(sheet)
    rows: list[list[str]] = []
    dropped_rows = cells = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        dimension = sheet.row_dimensions.get(number)
        if dimension is not None and (dimension.hidden or dimension.height == 0):
            dropped_rows += any(cell.value is not None for cell in row)
            continue
        shown = [cell for cell in row if cell.column not in columns]
        hidden.extend("a comment on a cell" for cell in shown if getattr(cell, "comment", None))
        rows.append([cell_words(cell.value, cell.number_format) for cell in shown])
        cells += len(shown)
        if len(rows) > MOST_SHEET_ROWS or cells > MOST_SHEET_CELLS:
            raise TooLarge(name, f"a sheet has more than {MOST_SHEET_ROWS:,} rows or {MOST_SHEET_CELLS:,} cells")
    if dropped_rows:
        hidden.append(f"{dropped_rows} hidden row{'s' if dropped_rows > 1 else ''} of a sheet")
    if columns:
        hidden.append(f"{len(columns)} hidden column{'s' if len(columns) > 1 else ''} of a sheet")
    return table_unit(f"Sheet {sheet.title}", trimmed(rows))


def _hidden_columns(sheet: Any) -> frozenset[int]:
    found: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden or dimension.width == 0:
            last = min(dimension.max or dimension.min or 0, sheet.max_column)
            found |= set(range(dimension.min or 0, last + 1))
    return frozenset(found)


def read_sheet(content: bytes, name: str) -> Reading:
    """An XLS, XLSB or ODS workbook (or an XLSX that is not quite one), by its visible sheets."""
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        states = [(one.name, str(one.visible)) for one in book.sheets_metadata]
        shown = [one for one, visible in states if visible.endswith("Visible") and "Hidden" not in visible]
        tables = [(one, book.get_sheet_by_name(one).to_python(skip_empty_area=True)) for one in shown]
    except python_calamine.PasswordError as error:
        raise Encrypted(name, "it is locked with a password; save a copy without one") from error
    except Exception as error:
        raise Unreadable(name, "it is a damaged spreadsheet") from error
    if sum(len(rows) for _, rows in tables) > MOST_SHEET_ROWS:
        raise TooLarge(name, f"it has more than {MOST_SHEET_ROWS:,} rows; split it first")
    units = tuple(
        table_unit(f"Sheet {title}", trimmed([[cell_words(cell, "") for cell in row] for row in rows]))
        for title, rows in tables
    )
    hidden = Counter({"a hidden sheet": len(states) - len(shown)})
    empty = (native("Workbook", NOTHING_SHOWN),)
    return Reading(retypeset(name, Kind.SHEET, units or empty, hidden=(*counted(+hidden), *sheet_left_out(content))))


def trimmed(rows: list[list[str]]) -> list[list[str]]:
    """The rows without empty rows and columns at the edges, and without wholly empty rows."""
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    if not kept:
        return []
    width = max(len(row) for row in kept)
    padded = [row + [""] * (width - len(row)) for row in kept]
    used = [at for at in range(width) if any(row[at].strip() for row in padded)]
    return [[row[at] for at in used] for row in padded]


def cell_words(value: Any, number_format: str) -> str:
    """A cell's value as a UK reader would see it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y") if value.time() == time() else value.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02d}"
    if isinstance(value, (int, float)):
        return _number_words(value, number_format or "")
    return str(value)


def _number_words(value: float, number_format: str) -> str:
    if "%" in number_format:
        return f"{value:.{1 if '.' in number_format else 0}%}"
    if re.fullmatch(r"0{2,}", number_format):
        return f"{int(value):0{len(number_format)}d}"
    if float(value).is_integer() and abs(value) < 1e15:
        return f"{int(value):,}" if "#,##" in number_format else str(int(value))
    decimals = re.search(r"\.(0+)", number_format)
    return f"{value:.{len(decimals[1])}f}" if decimals else f"{value:.10g}"
