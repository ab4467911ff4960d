"""A draft as an Excel workbook: its tables as rows, the rest as lines above them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import openpyxl
from openpyxl.styles import Font

from workers.demo.drafts import Block, Draft, Style
from workers.demo.formats.archive import redated


def render_sheet(draft: Draft) -> bytes:
    """The draft as XLSX; its aside goes to a second sheet that nobody sees who does not look for it."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Attendance"
    _fill(sheet, draft.blocks)
    if draft.aside:
        second = book.create_sheet("Contacts")
        _fill(second, draft.aside)
        second.sheet_state = "hidden"
    book.properties.creator = "SIMS export"
    book.properties.created = book.properties.modified = datetime(draft.on.year, draft.on.month, draft.on.day, 8, 5)  # noqa: DTZ001
    buffer = io.BytesIO()
    book.save(buffer)
    return redated(buffer.getvalue(), draft.on)


def _fill(sheet: Any, blocks: Sequence[Block]) -> None:
    for block in blocks:
        if block.style is not Style.TABLE:
            sheet.append([block.prose.text])
            continue
        for index, row in enumerate(block.rows):
            sheet.append([cell.text for cell in row])
            if index == 0:
                for cell in sheet[sheet.max_row]:
                    cell.font = Font(bold=True)
    for column, width in zip("ABCDEFGH", (22, 18, 12, 16, 8, 16, 10, 40), strict=True):
        sheet.column_dimensions[column].width = width
