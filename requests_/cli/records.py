"""`rights migrate` and `rights audit`, and what the doctor asks of the store."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import click

from requests_.cli.plain import PlainCommand, Refused, opened_store
from requests_.settings import StoreSettings
from requests_.store import schema
from requests_.store.audit import AuditResult, verify_chains
from requests_.store.rebuild import rebuild_queue


@click.command(cls=PlainCommand)
@click.option("--rebuild", is_flag=True, help="Write the queue again from the events, even if no table changed.")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def migrate(rebuild: bool, as_json: bool) -> None:
    """Bring the portal's own database to the newest tables, and the queue with them."""
    with opened_store() as store:
        before, after = schema.upgrade(store.engine)
        if rebuild or before != after:
            rebuild_queue(store)
    line = {"before": before, "after": after}
    click.echo(json.dumps(line) if as_json else f"The tables are at {after} (before: {before or 'none'}).")


@click.group()
def audit() -> None:
    """Look after the record of what was done."""


@audit.command(cls=PlainCommand, name="verify")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def audit_verify(as_json: bool) -> None:
    """Compute the chain of events of every case again; exit 1 when one is broken."""
    with opened_store() as store, store.reading() as session:
        result = verify_chains(session)
    click.echo(json.dumps(_audit_record(result)) if as_json else "\n".join(_audit_table(result)))
    if result.broken:
        raise SystemExit(1)


def database_check() -> tuple[str, bool, str]:
    """Whether the database is there and its tables are the newest."""
    try:
        with opened_store() as store:
            is_current = schema.is_current(store.engine)
    except Refused as fault:
        return "database", False, fault.format_message()
    return "database", is_current, "Run 'rights migrate'."


def vault_check() -> tuple[str, bool, str]:
    """Whether files can be kept."""
    settings = StoreSettings.from_environment()
    with opened_store() as store:
        return "vault", store.vault.is_writable(), f"Make {settings.vault} writable, or make room on its disk."


def _audit_record(result: AuditResult) -> dict[str, Any]:
    broken = [{"case": row.reference, "event": row.seq, "fault": row.fault} for row in result.broken]
    return {"cases": result.cases, "events": result.events, "broken": broken}


def _audit_table(result: AuditResult) -> Iterator[str]:
    yield f"{result.cases} cases, {result.events} events, {len(result.broken)} broken"
    for row in result.broken:
        yield f"{row.reference}  event {row.seq}: {row.fault}"
