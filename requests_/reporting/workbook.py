"""A return as a workbook that reckons: figures are formulas over the sheet of cases, beside their definitions."""

from __future__ import annotations

from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from requests_.reporting.case_list import CASE_COLUMNS
from requests_.reporting.export import ALL, Labels, lines, origin_rows
from requests_.reporting.figures import Figure, Reckoning, Unit
from requests_.reporting.returns import Return
from requests_.reporting.sheets import heads, new_sheet, saved, share, text_cell, titled, wrapped
from requests_.reporting.timing import TimedCase
from requests_.reporting.words import NOTHING

_FIRST_FIGURE = len(CASE_COLUMNS) + 1
# The amounts of single cases stand in one column; what is in no case is an empty cell.
_FORMULAS: dict[Reckoning, str] = {
    Reckoning.SUM: "SUM({0})",
    Reckoning.MEAN: "AVERAGE({0})",
    Reckoning.MEDIAN: "MEDIAN({0})",
    Reckoning.NINTH: "SMALL({0},ROUNDUP(0.9*COUNT({0}),0))",
    Reckoning.LARGEST: "MAX({0})",
}


def workbook_bytes(found: Return, labels: Labels) -> bytes:
    """The workbook of a return."""
    book = Workbook(write_only=True)
    cases = found.cases.everything
    _figures_sheet(book, found, rows=len(cases))
    _breakdowns_sheet(book, found, labels)
    _cases_sheet(book, found, cases)
    _definitions_sheet(book, found)
    return saved(book, found.origin.stamp)


def _figures_sheet(book: Workbook, found: Return, *, rows: int) -> None:
    sheet = new_sheet(book, "Figures", (9, 62, 12, 12, 12, 14), heads_in=len(origin_rows(found)) + 3)
    sheet.append([titled(sheet, f"Requests under data protection law, {found.period.title}")])
    for name, value in origin_rows(found):
        sheet.append(["", f"{name}: {value}"])
    sheet.append([])
    sheet.append(heads(sheet, "Measure", "Figure", "Count", "Out of", "Share", "Days or items"))
    # The first figure stands below the title, the origin, an empty row and the headings.
    first_row = len(origin_rows(found)) + 4
    for place, figure in enumerate(found.figures):
        row = first_row + place
        count, out_of, amount = _reckoned(figure, column=_FIRST_FIGURE + 2 * place, rows=rows)
        part = share(sheet, f'=IF(D{row}=0,"{NOTHING}",C{row}/D{row})') if figure.unit is Unit.SHARE else None
        sheet.append([figure.measure, figure.title, count, out_of, part, amount])


def _reckoned(figure: Figure, *, column: int, rows: int) -> tuple[Any, Any, Any]:
    """Count, whole and amount as formulas over the sheet of cases."""
    if not figure.is_of_cases:
        # These count no cases: what is behind them stands in the registers.
        is_amount = figure.unit is Unit.ITEMS
        return figure.count, figure.out_of, (NOTHING if figure.amount is None else figure.amount) if is_amount else None
    count = f"=SUM({_range(column, rows)})"
    whole = f"=SUM({_range(column + 1, rows)})" if figure.unit is Unit.SHARE else None
    return count, whole, _amount(figure, column=column, rows=rows)


def _amount(figure: Figure, *, column: int, rows: int) -> Any:
    if figure.reckoning is None:
        return None
    if figure.amount is None:
        return NOTHING
    # The column of a figure's amounts stands where that of its whole would.
    return "=" + _FORMULAS[figure.reckoning].format(_range(column + 1, rows))


def _breakdowns_sheet(book: Workbook, found: Return, labels: Labels) -> None:
    sheet = new_sheet(book, "Breakdowns", (26, 40, 46, 12, 12, 12), heads_in=1)
    sheet.append(heads(sheet, "Table", "Group", "Figure", "Count", "Out of", "Share"))
    grouped = (line for line in lines(found, labels) if line[0] != ALL)
    for row, (table, group, figure) in enumerate(grouped, 2):
        part = share(sheet, f'=IF(E{row}=0,"{NOTHING}",D{row}/E{row})') if figure.unit is Unit.SHARE else None
        sheet.append([table, text_cell(sheet, group), figure.title, figure.count, figure.out_of, part])


def _cases_sheet(book: Workbook, found: Return, cases: tuple[TimedCase, ...]) -> None:
    """A line a case, with two columns for each figure: whether it counts, and what it is out of or adds."""
    sheet = new_sheet(book, "Cases", [18] * len(CASE_COLUMNS), heads_in=1)
    # The columns of the figures are for reckoning: only what is said of each case is printed.
    sheet.print_area = f"A1:{get_column_letter(len(CASE_COLUMNS))}{len(cases) + 1}"
    names = [name for figure in found.figures for name in (figure.name, f"{figure.name} {_beside(figure)}")]
    sheet.append(heads(sheet, *(name for name, _ in CASE_COLUMNS), *names))
    columns = [column for figure in found.figures for column in _columns(figure)]
    for case in cases:
        reference = case.record.reference
        facts = [text_cell(sheet, value) if isinstance(value := read(case), str) else value for _, read in CASE_COLUMNS]
        sheet.append([*facts, *(column.get(reference) for column in columns)])


def _beside(figure: Figure) -> str:
    return "out of" if figure.reckoning is None else "amount"


def _columns(figure: Figure) -> tuple[dict[str, int], dict[str, int]]:
    beside = dict(figure.amounts) if figure.reckoning is not None else dict.fromkeys(figure.whole, 1)
    return dict.fromkeys(figure.cases, 1), beside


def _definitions_sheet(book: Workbook, found: Return) -> None:
    sheet = new_sheet(book, "Definitions", (9, 32, 80, 44, 50), heads_in=1)
    sheet.append(heads(sheet, "Measure", "Title", "How it is counted", "Out of", "Source"))
    for section in found.sections:
        row = section.definition
        sheet.append([wrapped(sheet, text) for text in (row.key, row.title, row.says, row.out_of, row.source)])


def _range(column: int, rows: int) -> str:
    letter = get_column_letter(column)
    return f"Cases!${letter}$2:${letter}${max(2, rows + 1)}"
