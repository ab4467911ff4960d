"""The edition for the website as a file: CSV and a workbook for spreadsheets, JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from openpyxl import Workbook

from requests_.reporting.export import csv_of
from requests_.reporting.publishing import REACH, STEP, Edition, PublicLine
from requests_.reporting.sheets import heads, new_sheet, saved, titled

HEADINGS = ("measure", "title", "value", "count", "out_of")
ROUNDED = (
    f"Every number is rounded to the nearest {STEP}, so that none points at anybody: 0 means at most {REACH}. "
    "A share is given as the least and the most that it can be."
)


def edition_csv(found: Edition) -> str:
    """A line a number, after lines that say where they come from."""
    return csv_of(
        [
            ("period", found.period.title),
            ("how numbers are given", ROUNDED),
            *edition_origin(found),
            (),
            HEADINGS,
            *(line_cells(line) for line in found.lines),
        ]
    )


def edition_json(found: Edition) -> Iterator[dict[str, Any]]:
    """A line a number; then one for what they were counted from."""
    yield from (asdict(line) for line in found.lines)
    origin = {"known_at": found.stamp, "audit_head": found.head, "seal": found.seal}
    days = {"from": found.period.first_on.isoformat(), "to": found.period.last_on.isoformat()}
    yield {"return": {**days, **origin, "is_public": True}}


def edition_origin(found: Edition) -> tuple[tuple[str, str], ...]:
    """Where the numbers come from, as (what, value)."""
    return (
        ("counted from events up to", found.stamp),
        ("audit head", found.head),
        ("seal of what is printed here", found.seal),
    )


def line_cells(line: PublicLine) -> tuple[str, str, str, str, str]:
    """The cells of a line, in the order of HEADINGS."""
    count, out_of = ("" if number is None else str(number) for number in (line.count, line.out_of))
    return line.measure, line.title, line.value, count, out_of


def edition_workbook(found: Edition) -> bytes:
    """The same lines as a workbook: numbers as they are printed, and no formula."""
    book = Workbook(write_only=True)
    origin = (("how numbers are given", ROUNDED), *edition_origin(found))
    sheet = new_sheet(book, "Figures", (9, 62, 18, 12, 12), heads_in=len(origin) + 3)
    sheet.append([titled(sheet, f"Requests under data protection law, {found.period.title}")])
    for name, value in origin:
        sheet.append(["", f"{name}: {value}"])
    sheet.append([])
    sheet.append(heads(sheet, "Measure", "Figure", "Value", "Count", "Out of"))
    for line in found.lines:
        sheet.append([line.measure, line.title, line.value, line.count, line.out_of])
    return saved(book, found.stamp)
