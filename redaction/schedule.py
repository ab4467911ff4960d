"""The schedule of redactions: what kind of thing was taken out, where, under which label and why; never the text."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields

from redaction.values import Document, Proposal


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class ScheduleRow:
    """One line: `count` removals of one kind in one place for one reason. `part` counts the files inside from 1."""

    part: int
    place: str
    label: str
    kind: str
    reason: str
    why: str
    count: int


@dataclass(frozen=True, slots=True)
class Removal:
    """One decided removal, before it is counted."""

    unit: int
    label: str
    kind: str
    reason: str = ""
    why: str = ""


def removal(proposal: Proposal, label: str) -> Removal:
    """What is written down of a proposal that is carried out."""
    return Removal(proposal.unit, label, proposal.kind, proposal.reason, proposal.why)


def schedule(documents: Sequence[Document], removals: Sequence[Sequence[Removal]]) -> tuple[ScheduleRow, ...]:
    """The removals of a file's parts, in the order of the file."""
    rows = []
    for part, (document, gone) in enumerate(zip(documents, removals, strict=True), start=1):
        for one, count in sorted(Counter(gone).items(), key=lambda item: (item[0].unit, item[0].label, item[0].kind)):
            place = _place(document, one.unit)
            rows.append(
                ScheduleRow(part=part, place=place, label=one.label, kind=one.kind.replace("_", " "), reason=one.reason,
                            why=one.why, count=count)
            )  # fmt: skip
    return tuple(rows)


def _place(document: Document, unit: int) -> str:
    """A page or a section by its number: the name of a sheet or a member may be somebody's."""
    page = document.units[unit].page
    return f"section {unit + 1}" if page is None else f"page {page + 1}"


def as_csv(files: Iterable[Sequence[ScheduleRow]]) -> str:
    """The rows of files in their order as comma-separated values, under headings; a file by its number, from 1."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["file", *(one.name for one in fields(ScheduleRow))])
    for number, rows in enumerate(files, start=1):
        writer.writerows([number, *astuple(row)] for row in rows)
    return out.getvalue()
