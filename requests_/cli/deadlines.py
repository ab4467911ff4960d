"""`rights deadline` and `rights holidays`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from requests_.cli.plain import PlainCommand, Refused, plain_faults
from requests_.clock import SystemClock
from requests_.deadlines import holiday_file, working_days
from requests_.deadlines.day_table import Day, day_table, runs
from requests_.deadlines.event_grammar import read_facts
from requests_.deadlines.holiday_file import HolidayFile
from requests_.deadlines.rules import calendar_for
from requests_.deadlines.statutory_clock import ClockReading, read_clock
from requests_.errors import RightsRequestError


@click.command(cls=PlainCommand)
@click.option(
    "--regime", required=True, metavar="R", help="Which clock, such as UKGDPR_SAR, P3_ACCESS or COMPLAINT_ACK."
)
@click.option(
    "--received", required=True, metavar="D", help="The day of receipt, 2026-06-15, or a time: 2026-06-15T16:30."
)
@click.option(
    "--event",
    "events",
    multiple=True,
    metavar="K=V",
    help="What happened since: clarify=2026-06-18/2026-06-25.",
)
@click.option("--days", "with_days", is_flag=True, help="Show every day from the receipt to the last, and what it was.")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def deadline(regime: str, received: str, events: tuple[str, ...], with_days: bool, as_json: bool) -> None:
    """Work out a statutory date and show how.

    Events (repeated, or joined by ';'): id_requested, id_received, authority_requested, authority_received,
    fee_requested, fee_paid, extend_notice, results, rely with a date; clarify=ASKED/RECEIVED (nothing after '/' while
    unanswered) and noschool=FIRST/LAST with two.

    id_received, authority_received or fee_paid alone says that it was asked for and came. What came before it was
    asked for, and what was first asked for after the last day, does not move the clock.
    """
    try:
        facts = read_facts(regime, received=received, events=events)
        calendar = calendar_for(facts.regime)
        reading = read_clock(facts, calendar=calendar)
        days = day_table(reading, calendar) if with_days else ()
    except RightsRequestError as fault:
        raise Refused(fault.public_message) from fault
    if as_json:
        click.echo(json.dumps({**_record(reading), **({"days": _day_records(days)} if with_days else {})}))
    else:
        click.echo("\n".join([*_table(reading), *_day_lines(days)]))


def _record(reading: ClockReading) -> dict[str, Any]:
    steps = [
        {"rule": step.rule, "says": step.says, "date": step.on and step.on.isoformat(), "citation": step.citation}
        for step in reading.steps
    ]
    dates = {
        "started": reading.started_on,
        "target": reading.target_on,
        "original_due": reading.original_due_on if reading.extended else None,
        "extension_notice_by": reading.extension_notice_by,
    }
    return {
        "due": reading.answer,
        "regime": reading.regime,
        "state": reading.state,
        **{name: on and on.isoformat() for name, on in dates.items()},
        "stopped_days": reading.stopped_days,
        "days_left": reading.days_left,
        "steps": steps,
    }


def _table(reading: ClockReading) -> Iterator[str]:
    yield f"{'Due':24}{reading.answer}"
    for label, on in (("Work to", reading.target_on), ("Tell of an extension by", reading.extension_notice_by)):
        if on is not None:
            yield f"{label:24}{on.isoformat()}"
    yield ""
    width = max(len(step.rule) for step in reading.steps)
    for step in reading.steps:
        yield f"{step.rule:{width}}  {step.on.isoformat() if step.on else '':10}  {step.says} [{step.citation}]"


def _day_records(days: tuple[Day, ...]) -> list[dict[str, Any]]:
    return [{"date": day.on.isoformat(), "what": day.kind, "day": day.number, "why": day.why} for day in days]


def _day_lines(days: tuple[Day, ...]) -> Iterator[str]:
    yield from ("",) if days else ()
    for run in runs(days):
        yield f"{run.days[0].on.isoformat()}  {run.days[-1].on.isoformat()}  {run.says}"


@click.group()
def holidays() -> None:
    """Look after the bank holidays that dates are worked out with."""


@holidays.command(cls=PlainCommand, name="show")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def holidays_show(as_json: bool) -> None:
    """Say which holidays are known, how far they reach, and where they are read from."""
    with plain_faults():
        _say_holidays(holiday_file.read(working_days.holidays_file()), as_json)


@holidays.command(cls=PlainCommand, name="update")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def holidays_update(file: Path, as_json: bool) -> None:
    """Take over FILE, a bank-holidays.json downloaded from gov.uk; refused whole when it is wrong or knows less."""
    with plain_faults():
        today = SystemClock().london_date()
        _say_holidays(holiday_file.update(file, today, os.environ), as_json)


def _say_holidays(known: HolidayFile, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({**known.counts, "file": str(known.path), "retrieved": known.retrieved_on}))
        return
    click.echo(f"{'File':24}{known.path}\n{'Retrieved':24}{known.retrieved_on or 'not said'}")
    for division, (count, first, last) in known.counts.items():
        click.echo(f"{division:24}{count} holidays, {first} to {last}")
