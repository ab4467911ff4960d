"""A return as lines of text: CSV for spreadsheets, JSON for programs. Text out; the same return is the same text."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from requests_.reporting.breakdowns import Breakdown
from requests_.reporting.figures import Figure
from requests_.reporting.returns import Return
from requests_.reporting.words import value_words

# The name of a group's value on paper: (kind of label, value) → words.
Labels = Callable[[str, str], str]
ALL = "All requests"
HEADINGS = ("table", "group", "measure", "figure", "title", "value", "count", "out_of", "unit")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_text(found: Return, labels: Labels) -> str:
    """Every figure, one a line, after lines that say where they come from."""
    rows = [("period", found.period.title), *origin_rows(found), (), HEADINGS]
    for table, group, figure in lines(found, labels):
        numbers = (value_words(figure), str(figure.count), "" if figure.out_of is None else str(figure.out_of))
        rows.append((table, group, figure.measure, figure.key, figure.title, *numbers, figure.unit.value))
    return csv_of(rows)


def csv_of(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV, in which no cell is taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([plain_cell(cell) for cell in row] for row in rows)
    return out.getvalue()


def json_lines(found: Return) -> Iterator[dict[str, Any]]:
    """One line a measure, led by the first of its figures; then one for what the return was counted from."""
    for section in found.sections:
        figures = [_json_figure(figure) for figure in section.figures]
        yield {"measure": section.definition.key, "title": section.definition.title, **figures[0], "figures": figures}
    yield {
        "return": {
            "from": found.period.first_on.isoformat(),
            "to": found.period.last_on.isoformat(),
            "known_at": found.origin.stamp,
            "audit_head": found.origin.head,
            "cases": found.origin.cases,
            "events": found.origin.events,
            "seal": found.seal,
            "is_running": found.is_running,
        }
    }


def _json_figure(figure: Figure) -> dict[str, Any]:
    return {
        "figure": figure.key,
        "says": figure.title,
        "unit": figure.unit.value,
        "value": figure.value,
        "count": figure.count,
        "n": figure.out_of,
        "cases": list(figure.cases),
    }


def origin_rows(found: Return) -> tuple[tuple[str, str], ...]:
    """Where the figures come from, as (what, value)."""
    return (
        ("counted from events up to", found.origin.stamp),
        ("audit head", found.origin.head),
        ("seal of the figures", found.seal),
        ("the period is over", "no" if found.is_running else "yes"),
    )


def lines(found: Return, labels: Labels) -> Iterator[tuple[str, str, Figure]]:
    """Every figure as (table, group, figure)."""
    for figure in found.figures:
        yield ALL, "", figure
    for table in found.breakdowns:
        for group in table.groups:
            for figure in group.figures:
                yield table.title, group_title(table, group.value, labels), figure


def group_title(table: Breakdown, value: str, labels: Labels) -> str:
    """What a group of a breakdown is called."""
    if not value:
        return table.none
    return labels(table.label, value) if table.label else value


def plain_cell(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; a dash that stands for nothing stays."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
