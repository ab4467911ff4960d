"""`rights retention`: what the schedule erases by a day, and erasing what is due today."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import click
from sqlalchemy.orm import Session

from requests_.cli.opened import opened_store
from requests_.cli.plain import PlainCommand
from requests_.clock import SystemClock
from requests_.deadlines.periods import add_months
from requests_.model.retention import SCHEDULE, ErasedKind, ErasureReason
from requests_.services.retention import apply_schedule
from requests_.store.queries.retention import Certificate, certificate_of, due_evidence, due_groups

_UNDER = {
    ErasureReason.SCHEDULE: "the schedule of retention",
    ErasureReason.DECISION: "a decision",
    ErasureReason.RESTORED: "an earlier erasure, as a backup had brought it back",
}


@click.command(cls=PlainCommand)
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Look ahead to this day; a month ahead unless told.")
@click.option("--apply", "applies", is_flag=True, help="Erase what is due today; a worker destroys the files.")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def retention(until: datetime | None, applies: bool, as_json: bool) -> None:
    """Show what is erased by a day under the schedule, and what stays all the same; or erase what is due today."""
    clock = SystemClock()
    with opened_store() as store:
        if applies:
            applied = apply_schedule(store, clock)
            with store.reading() as session:
                lines = [certificate_line(certificate_of(session, case)) for case in applied.cases]
            record: dict[str, Any] = {"erased": lines, "evidence_files": applied.files}
            said = [*map(certificate_words, lines), f"{len(lines)} cases and {applied.files} files of evidence erased."]
        else:
            day = until.date() if until else add_months(clock.london_date(), 1)
            with store.reading() as session:
                record = _preview(session, day)
            said = list(_table(record))
    click.echo(json.dumps(record) if as_json else "\n".join(said))


def certificate_line(made: Certificate) -> dict[str, Any]:
    """A certificate as values."""
    event = made.event
    counts = {kind.value: getattr(event, kind) for kind in ErasedKind}
    return {
        "reference": made.reference,
        "erased_on": event.erased_on.isoformat(),
        "reason": event.reason.value,
        "months": event.months,
        **counts,
    }


def certificate_words(line: dict[str, Any]) -> str:
    """A certificate in one line."""
    counts = ", ".join(f"{line[kind]} {kind}" for kind in ErasedKind)
    return (
        f"{line['reference']} was erased on {date.fromisoformat(line['erased_on']):%-d %B %Y} under "
        f"{_UNDER[ErasureReason(line['reason'])]}: {counts}."
    )


def _preview(session: Session, day: date) -> dict[str, Any]:
    groups, evidence = due_groups(session, day), due_evidence(session, day)
    return {
        "until": day.isoformat(),
        "cases": [
            {"references": [span.reference for span in group.spans], "goes_on": group.goes_on and str(group.goes_on)}
            for group in groups
            if group.is_due(day)
        ],
        "kept": [
            {"references": [span.reference for span in group.spans], "why": group.stays_for}
            for group in groups
            if not group.is_due(day)
        ],
        "evidence": [{"reference": e.reference, "files": e.files, "goes_on": str(e.goes_on)} for e in evidence],
    }


def _table(record: dict[str, Any]) -> Iterator[str]:
    for row in SCHEDULE.values():
        yield f"{row.what}: {row.months} months from {row.counts_from}."
    yield f"By {record['until']}: {len(record['cases'])} groups of cases, {len(record['evidence'])} with files only."
    for group in record["cases"]:
        yield f"{group['goes_on']}  {', '.join(group['references'])}"
    for each in record["evidence"]:
        yield f"{each['goes_on']}  {each['reference']}: {each['files']} files"
    for group in record["kept"]:
        yield f"stays       {group['why']}"
