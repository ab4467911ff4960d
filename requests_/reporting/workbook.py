"""A return as a workbook that reckons: figures are formulas over the sheet of cases, beside their definitions."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from requests_.reporting.case_list import CASE_COLUMNS
from requests_.reporting.export import Labels, lines, origin_rows, showing
from requests_.reporting.figures import Figure, Unit
from requests_.reporting.publishing import Published
from requests_.reporting.returns import Return
from requests_.reporting.suppression import Showing
from requests_.reporting.timing import TimedCase
from requests_.reporting.words import NOTHING, count_words, value_words

# Dates inside a workbook are fixed: a return made again is the same bytes.
_ZIP_DATE = (2000, 1, 1, 0, 0, 0)
_BOLD, _HEAD = Font(bold=True), PatternFill("solid", fgColor="E8F0EC")
_WRAP = Alignment(wrap_text=True, vertical="top")
_GROSS, _NET = len(CASE_COLUMNS) + 1, len(CASE_COLUMNS) + 2
_FIRST_FIGURE = len(CASE_COLUMNS) + 3
_DAY_FORMULAS = {
    "RP-9.median_gross": (_GROSS, "MEDIAN({0})"),
    "RP-9.centile_gross": (_GROSS, "SMALL({0},ROUNDUP(0.9*COUNT({0}),0))"),
    "RP-9.median_net": (_NET, "MEDIAN({0})"),
    "RP-9.centile_net": (_NET, "SMALL({0},ROUNDUP(0.9*COUNT({0}),0))"),
}


def workbook_bytes(found: Return, labels: Labels, public: Published | None = None) -> bytes:
    """The workbook. The publishable edition has no sheet of cases, and no formula that would give a number away."""
    book = Workbook(write_only=True)
    cases = () if public else found.cases.everything
    _figures_sheet(book, found, public, rows=len(cases))
    _breakdowns_sheet(book, found, labels, public)
    if public is None:
        _cases_sheet(book, found, cases)
    _definitions_sheet(book, found)
    raw = io.BytesIO()
    book.save(raw)
    return _fixed(raw.getvalue(), found)


def _figures_sheet(book: Workbook, found: Return, public: Published | None, *, rows: int) -> None:
    sheet = book.create_sheet("Figures")
    for letter, width in zip("ABCDEF", (9, 62, 12, 12, 12, 14), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append(_heads(sheet, f"Requests under data protection law, {found.period.title}"))
    for name, value in origin_rows(found):
        sheet.append(["", f"{name}: {value}"])
    sheet.append([])
    sheet.append(_heads(sheet, "Measure", "Figure", "Count", "Out of", "Share", "Days or items"))
    # The first figure stands below the title, the origin, an empty row and the headings.
    first_row = len(origin_rows(found)) + 4
    for place, figure in enumerate(found.figures):
        own, whole = showing(public, figure, "")
        if public is None:
            cells = _reckoned(figure, row=first_row + place, column=_FIRST_FIGURE + 2 * place, rows=rows)
        else:
            cells = _published(figure, own, whole)
        sheet.append([figure.measure, figure.title, *cells])


def _reckoned(figure: Figure, *, row: int, column: int, rows: int) -> list[Any]:
    """Count, whole, share and amount as formulas over the sheet of cases."""
    count, share = f"=SUM({_range(column, rows)})", f'=IF(D{row}=0,"{NOTHING}",C{row}/D{row})'
    if not figure.is_of_cases:
        is_share, amount = figure.unit is Unit.SHARE, NOTHING if figure.amount is None else figure.amount
        return [figure.count, figure.out_of, share, None] if is_share else [figure.count, None, None, amount]
    if figure.unit is Unit.SHARE:
        return [count, f"=SUM({_range(column + 1, rows)})", share, None]
    if figure.unit is Unit.CASES:
        return [count, None, None, None]
    if figure.name in _DAY_FORMULAS and figure.amount is not None:
        of, formula = _DAY_FORMULAS[figure.name]
        return [count, None, None, "=" + formula.format(_range(of, rows))]
    return [count, None, None, NOTHING if figure.amount is None else figure.amount]


def _published(figure: Figure, own: Showing, whole: Showing) -> list[Any]:
    count: Any = figure.count if own is Showing.SHOWN else count_words(figure.count, own)
    if figure.unit is Unit.SHARE:
        out_of: Any = figure.out_of if whole is Showing.SHOWN else count_words(figure.out_of or 0, whole)
        return [count, out_of, value_words(figure, own, whole), None]
    return [count, None, None, None if figure.unit is Unit.CASES else value_words(figure, own)]


def _breakdowns_sheet(book: Workbook, found: Return, labels: Labels, public: Published | None) -> None:
    sheet = book.create_sheet("Breakdowns")
    for letter, width in zip("ABCDEF", (26, 40, 46, 12, 12, 12), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append(_heads(sheet, "Table", "Group", "Figure", "Count", "Out of", "Share"))
    row = 1
    for within, table, group, figure in lines(found, labels):
        if not within:
            continue
        row += 1
        own, whole = showing(public, figure, within)
        cells = _published(figure, own, whole)[:3]
        if figure.unit is Unit.SHARE and own is whole is Showing.SHOWN:
            cells[2] = f'=IF(E{row}=0,"{NOTHING}",D{row}/E{row})'
        sheet.append([table, _text(sheet, group), figure.title, *cells])


def _cases_sheet(book: Workbook, found: Return, cases: tuple[TimedCase, ...]) -> None:
    sheet = book.create_sheet("Cases")
    # Before one column for each figure.
    names = [f"{figure.name}{end}" for figure in found.figures for end in ("", " out of")]
    sheet.append(_heads(sheet, *(name for name, _ in CASE_COLUMNS), "Days", "Days that count", *names))
    counted = [frozenset(behind) for figure in found.figures for behind in (figure.cases, figure.whole)]
    answered = {case.record.reference for case in found.cases.answered}
    for case in cases:
        reference = case.record.reference
        facts = [_text(sheet, value) if isinstance(value := read(case), str) else value for _, read in CASE_COLUMNS]
        spans = [case.gross_days, case.net_days] if reference in answered else [None, None]
        sheet.append([*facts, *spans, *(1 if reference in behind else None for behind in counted)])


def _definitions_sheet(book: Workbook, found: Return) -> None:
    sheet = book.create_sheet("Definitions")
    for letter, width in zip("ABCDE", (9, 32, 80, 44, 50), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append(_heads(sheet, "Measure", "Title", "How it is counted", "Out of", "Source"))
    for section in found.sections:
        row = section.definition
        sheet.append([_wrapped(sheet, text) for text in (row.key, row.title, row.says, row.out_of, row.source)])


def _range(column: int, rows: int) -> str:
    letter = get_column_letter(column)
    return f"Cases!${letter}$2:${letter}${max(2, rows + 1)}"


def _heads(sheet: Any, *texts: str) -> list[Any]:
    cells = []
    for text in texts:
        cell = WriteOnlyCell(sheet, text)
        cell.font, cell.fill = _BOLD, _HEAD
        cells.append(cell)
    return cells


def _wrapped(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, text)
    cell.alignment = _WRAP
    return cell


def _text(sheet: Any, text: str) -> Any:
    """A cell that is never taken for a formula, whatever a school is called."""
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


def _fixed(raw: bytes, found: Return) -> bytes:
    """The same workbook without the moment it was written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name, content in _members(before, found):
            member = zipfile.ZipInfo(name, _ZIP_DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(member, content)
    return out.getvalue()


def _members(before: zipfile.ZipFile, found: Return) -> Iterator[tuple[str, bytes]]:
    for name in before.namelist():
        content = before.read(name)
        if name == "docProps/core.xml":
            content = re.sub(rb">[^<>]*Z</dcterms:", f">{found.origin.stamp[:19]}Z</dcterms:".encode(), content)
        yield name, content
