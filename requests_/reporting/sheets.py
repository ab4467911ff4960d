"""Sheets of a workbook as they are read, printed and kept: landscape, one page wide, the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

# Dates inside a workbook are fixed: a return made again is the same bytes.
_ZIP_DATE = (2000, 1, 1, 0, 0, 0)
_BOLD, _HEAD = Font(bold=True), PatternFill("solid", fgColor="E8F0EC")
_WRAP = Alignment(wrap_text=True, vertical="top")
_A4 = 9


def new_sheet(book: Workbook, title: str, widths: Sequence[int], *, heads_in: int) -> Any:
    """A sheet with columns of these widths, whose headings, in row `heads_in`, stay in sight and head every page."""
    sheet = book.create_sheet(title)
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = f"A{heads_in + 1}"
    sheet.print_title_rows = f"{heads_in}:{heads_in}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.oddFooter.right.text = "Page &P of &N"
    return sheet


def heads(sheet: Any, *texts: str) -> list[Any]:
    """A row of headings."""
    cells = []
    for text in texts:
        cell = WriteOnlyCell(sheet, text)
        cell.font, cell.fill, cell.alignment = _BOLD, _HEAD, _WRAP
        cells.append(cell)
    return cells


def titled(sheet: Any, text: str) -> Any:
    """The title of a sheet, over as many columns as it needs."""
    cell = WriteOnlyCell(sheet, text)
    cell.font = _BOLD
    return cell


def share(sheet: Any, formula: str) -> Any:
    """A share of a hundred, exact enough that 9,999 of 10,000 is not 100%."""
    cell = WriteOnlyCell(sheet, formula)
    cell.number_format = "0.00%"
    return cell


def wrapped(sheet: Any, text: str) -> Any:
    """A cell of text over several lines."""
    cell = text_cell(sheet, text)
    cell.alignment = _WRAP
    return cell


def text_cell(sheet: Any, text: str) -> Any:
    """A cell that is never taken for a formula, whatever a school is called."""
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


def saved(book: Workbook, stamp: str) -> bytes:
    """The workbook without the moment it was written: `stamp` (ISO 8601) is said instead."""
    raw, out = io.BytesIO(), io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name, content in _members(before, stamp):
            member = zipfile.ZipInfo(name, _ZIP_DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(member, content)
    return out.getvalue()


def _members(before: zipfile.ZipFile, stamp: str) -> Iterator[tuple[str, bytes]]:
    for name in before.namelist():
        content = before.read(name)
        if name == "docProps/core.xml":
            content = re.sub(rb">[^<>]*Z</dcterms:", f">{stamp[:19]}Z</dcterms:".encode(), content)
        yield name, content
