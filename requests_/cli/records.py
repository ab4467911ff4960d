"""`rights migrate` and `rights audit`, and what the doctor asks of the store."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from requests_.cli.opened import opened_store
from requests_.cli.plain import PlainCommand, Refused, plain_faults
from requests_.clock import SystemClock
from requests_.settings import SealingSettings, StoreSettings
from requests_.store import schema, seal_keys
from requests_.store.audit import AuditResult, verify_store
from requests_.store.audit_export import export_record
from requests_.store.rebuild import rebuild_queue
from requests_.store.sealed_heads import SealedHeads, cut_since, read_heads, seal_heads
from requests_.store.upgrading import bring_up


@click.command(cls=PlainCommand)
@click.option("--rebuild", is_flag=True, help="Write the queue again from the events, even if no table changed.")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def migrate(rebuild: bool, as_json: bool) -> None:
    """Bring the portal's own database to the newest tables, and the queue with them."""
    with opened_store() as store:
        before, after = bring_up(store)
        if rebuild or before != after:
            rebuild_queue(store)
    line = {"before": before, "after": after}
    click.echo(json.dumps(line) if as_json else f"The tables are at {after} (before: {before or 'none'}).")


@click.group()
def audit() -> None:
    """Look after the record of what was done."""


@audit.command(cls=PlainCommand, name="verify")
@click.option(
    "--against",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of sealed heads; the one of RIGHTS_SEALED_HEADS unless told.",
)
@click.option(
    "--public-key", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The key that signed FILE."
)
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def audit_verify(against: Path | None, public_key: Path | None, as_json: bool) -> None:
    """Compute every chain of events again; exit 1 when one is broken, or shorter than it was sealed."""
    settings = SealingSettings.from_environment()
    against = against or (settings.file if settings is not None and settings.file.exists() else None)
    if public_key is not None and against is None:
        raise Refused("--public-key needs --against: it says whose seals the file holds.")
    with opened_store() as store, store.reading_one_moment() as session:
        signed_by = None if public_key is None else seal_keys.public_key(public_key)
        sealed = SealedHeads({}) if against is None else read_heads(against, signed_by)
        if against is not None and not sealed.lines:
            raise Refused(f"{against} holds no seal: is it the whole file that 'rights audit seal' wrote?")
        result = verify_store(session, store.marks.key)
        result = replace(result, broken=result.broken + cut_since(session, sealed))
    click.echo(json.dumps(_audit_record(result, sealed)) if as_json else "\n".join(_audit_table(result, sealed)))
    if result.broken:
        raise SystemExit(1)


@audit.command(cls=PlainCommand, name="seal")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--key", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The key to sign it with.")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def audit_seal(file: Path, key: Path | None, as_json: bool) -> None:
    """Write down in FILE how far every chain has come. Keep FILE where whoever owns the database cannot write."""
    with opened_store() as store, store.reading_one_moment() as session:
        signs = None if key is None else seal_keys.signing_key(key)
        sealed = seal_heads(session, file, SystemClock().utc_now(), signs)
    line = {"file": str(file), "moved": len(sealed.heads), "digest": sealed.digest, "is_signed": key is not None}
    said = f"{len(sealed.heads)} chains have moved since the last seal. Digest: {sealed.digest}"
    click.echo(json.dumps(line) if as_json else said)


@audit.command(cls=PlainCommand, name="keys")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def audit_keys(folder: Path, as_json: bool) -> None:
    """Make a pair of keys in FOLDER: one signs seals, the other shows anybody who signed them."""
    with plain_faults():
        signing, public = seal_keys.make_keys(folder)
    line = {"signing": str(signing), "public": str(public)}
    said = f"{signing} signs: keep it where only the portal reads.\n{public} is for anybody."
    click.echo(json.dumps(line) if as_json else said)


@audit.command(cls=PlainCommand, name="export")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def audit_export(folder: Path, as_json: bool) -> None:
    """Write every sealed event, and a program that checks them without this system, into a new FOLDER."""
    settings = SealingSettings.from_environment()
    seals = settings.file if settings is not None and settings.file.exists() else None
    with opened_store() as store, store.reading_one_moment() as session:
        count = export_record(session, folder, seals=seals)
    line = {"folder": str(folder), "events": count}
    said = f"{count:,} events are in {folder}. Anybody can check them: python3 {folder / 'check.py'}"
    if seals is None:
        said += (
            "\nNo file of sealed heads is named (RIGHTS_SEALED_HEADS): the end of a chain could have been taken back."
        )
    click.echo(json.dumps(line) if as_json else said)


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


def _audit_record(result: AuditResult, sealed: SealedHeads) -> dict[str, Any]:
    broken = [{"case": row.reference, "event": row.seq, "fault": row.fault} for row in result.broken]
    seals = {"count": sealed.lines, "heads": len(sealed.every), "last_at": sealed.last_at, "digest": sealed.digest}
    counts = {"cases": result.cases, "events": result.events, "breaches": result.breaches, "unsealed": result.unsealed}
    return {**counts, "broken": broken, "seals": seals}


def _audit_table(result: AuditResult, sealed: SealedHeads) -> Iterator[str]:
    yield f"{result.cases} cases, {result.breaches} breaches, {result.events} events, {len(result.broken)} broken"
    if sealed.lines:
        yield f"Held against {len(sealed.every)} ends from {sealed.lines} seals, the last of {sealed.last_at}:"
        yield f"its digest is {sealed.digest}. Is that the newest one that you know of?"
    else:
        yield "Held against no seal: a chain whose end was taken back looks whole. Name a file with --against."
    if result.unsealed:
        yield f"{result.unsealed} rows of the logs have no seal yet: the workers seal them within a minute."
    for row in result.broken:
        yield f"{row.reference}  event {row.seq}: {row.fault}" if row.seq else f"{row.reference}  {row.fault}"
