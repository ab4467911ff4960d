"""The cases of a return, a line each: what the sheet and the file of cases say of every one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from requests_.reporting.export import csv_of
from requests_.reporting.outcome_measures import LATE_REASONS, LATE_UNITS
from requests_.reporting.returns import Return
from requests_.reporting.timing import TimedCase

Cell = str | int | date | None

CASE_COLUMNS: tuple[tuple[str, Callable[[TimedCase], Cell]], ...] = (
    ("Reference", lambda case: case.record.reference),
    ("Right", lambda case: case.record.right.value),
    ("Law", lambda case: case.record.regime.value),
    ("Received", lambda case: case.record.received_on),
    ("Due before any extension", lambda case: case.clock.original_due_on),
    ("Due", lambda case: case.clock.due_on),
    ("Answered", lambda case: case.answered_on),
    ("Outcome", lambda case: case.outcome.value),
    ("Days late before any extension", lambda case: case.lateness.original),
    ("Days late after the extension", lambda case: case.lateness.extended),
    ("Days", lambda case: case.gross_days),
    ("Days that count", lambda case: case.net_days),
    ("Why late", lambda case: LATE_REASONS.get(case.record.late_reason) if case.record.late_reason else None),
    ("Where the time was lost", lambda case: LATE_UNITS.get(case.record.late_unit) if case.record.late_unit else None),
    ("Opened again", lambda case: case.again[-1].undone.reopened_on if case.again else None),
    ("Promised", lambda case: case.promised_on),
)


def cases_csv(found: Return) -> str:
    """Every case of the return, one a line."""
    rows = [[heading for heading, _ in CASE_COLUMNS]]
    for case in found.cases.everything:
        values = (read(case) for _, read in CASE_COLUMNS)
        rows.append(["" if value is None else str(value) for value in values])
    return csv_of(rows)
