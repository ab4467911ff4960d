"""Commands of this package: `deadline`, `migrate`, `audit`, `holidays`."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click
from sqlalchemy.exc import SQLAlchemyError

from requests_.clock import SystemClock
from requests_.deadlines import holiday_file, working_days
from requests_.deadlines.event_grammar import read_facts
from requests_.deadlines.holiday_file import HolidayFile
from requests_.deadlines.rules import calendar_for
from requests_.deadlines.statutory_clock import ClockReading, read_clock
from requests_.errors import RightsRequestError
from requests_.settings import StoreSettings
from requests_.store import schema
from requests_.store.audit import AuditResult, verify_chains
from requests_.store.session import Store, open_store


class Refused(click.ClickException):
    """Bad usage or unreadable input: one plain line on standard error, exit 2."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the line."""
        click.echo(self.format_message(), file=file, err=True)


class PlainCommand(click.Command):
    """A command whose usage errors are one line."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse as click does, and say what is wrong without the usage text."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as fault:
            raise Refused(f"{fault.format_message()} See 'rights {self.name} --help'.") from fault


@click.command(cls=PlainCommand)
@click.option(
    "--regime", required=True, metavar="R", help="Which clock, such as UKGDPR_SAR, P3_ACCESS or COMPLAINT_ACK."
)
@click.option(
    "--received", required=True, metavar="D", help="The day of receipt, 2026-06-15, or a time: 2026-06-15T16:30."
)
@click.option(
    "--event", "events", multiple=True, metavar="K=V", help="What happened since, such as id_received=2026-06-19."
)
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def deadline(regime: str, received: str, events: tuple[str, ...], as_json: bool) -> None:
    """Work out a statutory date and show how.

    Events (repeated, or joined by ';'): id_requested, id_received, authority_requested, authority_received,
    fee_requested, fee_paid, extend_notice, results, rely with a date; clarify=ASKED/RECEIVED (nothing after '/' while
    unanswered) and noschool=FIRST/LAST with two.
    """
    try:
        facts = read_facts(regime, received=received, events=events)
        reading = read_clock(facts, calendar=calendar_for(facts.regime))
    except RightsRequestError as fault:
        raise Refused(fault.public_message) from fault
    click.echo(json.dumps(_record(reading)) if as_json else "\n".join(_table(reading)))


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


@click.command(cls=PlainCommand)
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def migrate(as_json: bool) -> None:
    """Bring the portal's own database to the newest tables."""
    with _opened() as store:
        before, after = schema.upgrade(store.engine)
    line = {"before": before, "after": after}
    click.echo(json.dumps(line) if as_json else f"The tables are at {after} (before: {before or 'none'}).")


@click.group()
def audit() -> None:
    """Look after the record of what was done."""


@audit.command(cls=PlainCommand, name="verify")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def audit_verify(as_json: bool) -> None:
    """Compute the chain of events of every case again; exit 1 when one is broken."""
    with _opened() as store, store.reading() as session:
        result = verify_chains(session)
    click.echo(json.dumps(_audit_record(result)) if as_json else "\n".join(_audit_table(result)))
    if result.broken:
        raise SystemExit(1)


@click.group()
def holidays() -> None:
    """Look after the bank holidays that dates are worked out with."""


@holidays.command(cls=PlainCommand, name="show")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def holidays_show(as_json: bool) -> None:
    """Say which holidays are known, how far they reach, and where they are read from."""
    with _plain_faults():
        _say_holidays(holiday_file.read(working_days.holidays_file()), as_json)


@holidays.command(cls=PlainCommand, name="update")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def holidays_update(file: Path, as_json: bool) -> None:
    """Take over FILE, a bank-holidays.json downloaded from gov.uk; refused whole when it is wrong or knows less."""
    with _plain_faults():
        today = SystemClock().london_date()
        _say_holidays(holiday_file.update(file, today, os.environ), as_json)


def _say_holidays(known: HolidayFile, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({**known.counts, "file": str(known.path), "retrieved": known.retrieved_on}))
        return
    click.echo(f"{'File':24}{known.path}\n{'Retrieved':24}{known.retrieved_on or 'not said'}")
    for division, (count, first, last) in known.counts.items():
        click.echo(f"{division:24}{count} holidays, {first} to {last}")


@contextmanager
def _plain_faults() -> Iterator[None]:
    try:
        yield
    except RightsRequestError as fault:
        raise Refused(fault.public_message) from fault


def database_check() -> tuple[str, bool, str]:
    """Whether the database is there and its tables are the newest."""
    try:
        with _opened() as store:
            is_current = schema.is_current(store.engine)
    except Refused as fault:
        return "database", False, fault.format_message()
    return "database", is_current, "Run 'rights migrate'."


def vault_check() -> tuple[str, bool, str]:
    """Whether files can be kept."""
    settings = StoreSettings.from_environment()
    with _opened() as store:
        return "vault", store.vault.is_writable(), f"Make {settings.vault} writable, or make room on its disk."


checks: tuple[Callable[[], tuple[str, bool, str]], ...] = (database_check, vault_check)


@contextmanager
def _opened() -> Iterator[Store]:
    try:
        store = open_store(StoreSettings.from_environment())
        try:
            yield store
        finally:
            store.close()
    except RightsRequestError as fault:
        raise Refused(fault.public_message) from fault
    except SQLAlchemyError as fault:
        raise Refused(
            f"The database cannot be used ({type(fault).__name__}). "
            "Check RIGHTS_DATABASE_URL, then run 'rights migrate'."
        ) from fault


def _audit_record(result: AuditResult) -> dict[str, Any]:
    broken = [{"case": row.reference, "event": row.seq, "fault": row.fault} for row in result.broken]
    return {"cases": result.cases, "events": result.events, "broken": broken}


def _audit_table(result: AuditResult) -> Iterator[str]:
    yield f"{result.cases} cases, {result.events} events, {len(result.broken)} broken"
    for row in result.broken:
        yield f"{row.reference}  event {row.seq}: {row.fault}"
