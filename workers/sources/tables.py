"""Tables in files: CSV as offices save it, and the sheets of a workbook."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from workers.sources import limits, problems
from workers.sources.errors import SourceError
from workers.sources.plain import decoded

_BOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_DELIMITERS = ",;\t|"
_HEAD = 20_000
Rows = list[list[str]]


def read_tables(path: Path) -> dict[str, Rows]:
    """Give the tables of a CSV file (one, under the file's name) or of a workbook (one a sheet), heads first.

    Raises SourceError, in one sentence, when the path leads to something that is no table.
    """
    raw = _raw(path)
    if raw.startswith(_BOOK):
        return _sheets(path, raw)
    if b"\x00" in raw and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _no_table(path)
    return {path.stem: _csv(path, decoded(raw))}


def read_table(path: Path, columns: set[str]) -> Rows:
    """Give the one table of a file, or the sheet that has these columns, else its first."""
    tables = list(read_tables(path).values())
    fitting = [rows for rows in tables if rows and columns <= {cell.strip() for cell in rows[0]}]
    return (fitting or tables or [[]])[0]


def _raw(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise SourceError(f'"{path.name}" is a folder and no table; name the CSV file or workbook.')
        with path.open("rb") as file:
            raw = file.read(limits.REGISTER_BYTES + 1)
    except OSError as error:
        raise SourceError(f'The table "{path.name}" {problems.unopened(error)}.') from error
    if not raw.strip():
        raise SourceError(f'The table "{path.name}" is empty; save it again, or correct the path.')
    if len(raw) > limits.REGISTER_BYTES:
        most = limits.REGISTER_BYTES // 1024**2
        raise SourceError(f'The table "{path.name}" is larger than {most} MB, the most that is read; divide it.')
    return raw


def _csv(path: Path, text: str) -> Rows:
    lines = [line for line in text[:_HEAD].splitlines()[:20] if line.strip()]  # the first may be a title
    delimiter = max(_DELIMITERS, key=lambda sign: (sum(sign in line for line in lines), text[:_HEAD].count(sign)))
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise _no_table(path) from error


def _sheets(path: Path, raw: bytes) -> dict[str, Rows]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        return {
            name: [
                [_cell(value) for value in row]
                for row in book.get_sheet_by_name(name).to_python(skip_empty_area=True)
            ]
            for name in book.sheet_names
        }  # fmt: skip
    except PasswordError as error:
        raise SourceError(f'The workbook "{path.name}" is protected by a password; save it without one.') from error
    except (CalamineError, OSError, ValueError) as error:
        raise _no_table(path) from error


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date().isoformat()
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value).replace("\x00", "").strip()


def _no_table(path: Path) -> SourceError:
    return SourceError(
        f'The file "{path.name}" is no table: it is neither CSV nor a workbook; correct the path, or save it as CSV.'
    )
