"""A return as lines of text: CSV for spreadsheets, JSON for programs. Text out; the same return is the same text."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import Any

from requests_.reporting.breakdowns import Breakdown
from requests_.reporting.figures import Figure
from requests_.reporting.publishing import Published, group_name
from requests_.reporting.returns import Return
from requests_.reporting.suppression import Showing
from requests_.reporting.words import count_words, value_words

# The name of a group's value on paper: (kind of label, value) → words.
Labels = Callable[[str, str], str]
HEADINGS = ("table", "group", "measure", "figure", "title", "value", "count", "out_of", "unit")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_text(found: Return, labels: Labels, public: Published | None = None) -> str:
    """Every figure, one a line, after lines that say where they come from."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([("period", found.period.title), *origin_rows(found), ()])
    writer.writerow(HEADINGS)
    for within, table, group, figure in lines(found, labels):
        own, whole = showing(public, figure, within)
        count = count_words(figure.count, own).replace(",", "")
        out_of = "" if figure.out_of is None else count_words(figure.out_of, whole).replace(",", "")
        row = (table, group, figure.measure, figure.key, figure.title, value_words(figure, own, whole), count, out_of)
        writer.writerow([plain_cell(cell) for cell in (*row, figure.unit.value)])
    return out.getvalue()


def json_lines(found: Return, public: Published | None = None) -> Iterator[dict[str, Any]]:
    """One line a measure, led by the first of its figures; then one for what the return was counted from."""
    for section in found.sections:
        figures = [_json_figure(figure, *showing(public, figure, "")) for figure in section.figures]
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


def _json_figure(figure: Figure, own: Showing, whole: Showing) -> dict[str, Any]:
    is_shown = own is Showing.SHOWN and (figure.out_of is None or whole is Showing.SHOWN)
    return {
        "figure": figure.key,
        "says": figure.title,
        "unit": figure.unit.value,
        "value": figure.value if is_shown else None,
        "count": figure.count if own is Showing.SHOWN else None,
        "n": None if figure.out_of is None or whole is not Showing.SHOWN else figure.out_of,
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


def lines(found: Return, labels: Labels) -> Iterator[tuple[str, str, str, Figure]]:
    """Every figure as (name of its group, table, group, figure)."""
    for figure in found.figures:
        yield "", "All requests", "", figure
    for table in found.breakdowns:
        for group in table.groups:
            for figure in group.figures:
                yield group_name(table, group.value), table.title, group_title(table, group.value, labels), figure


def group_title(table: Breakdown, value: str, labels: Labels) -> str:
    """What a group of a breakdown is called."""
    if not value:
        return table.none
    return labels(table.label, value) if table.label else value


def showing(public: Published | None, figure: Figure, within: str) -> tuple[Showing, Showing]:
    """What may be shown of a figure and of its whole; everything outside the published edition."""
    if public is None:
        return Showing.SHOWN, Showing.SHOWN
    return public.of(figure, within), public.of_whole(figure, within)


def plain_cell(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; a dash that stands for nothing stays."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
