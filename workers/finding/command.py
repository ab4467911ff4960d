"""`rights find`: everything the stores hold about one person, without a database of ours."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from workers.finding.index.catalogue import Catalogue
from workers.finding.profile import ProfileError, load_subject
from workers.finding.record import Finding, SearchState, StoreSearch
from workers.finding.rulings import load_known, load_rulings
from workers.finding.search import search_all
from workers.sources.errors import SourceError, StoresFileError
from workers.sources.stores import Store
from workers.sources.stores_file import load_stores


@click.command()
@click.option("--stores", "stores_path", required=True, type=click.Path(path_type=Path), help="The stores file.")
@click.option("--subject", "subject_path", required=True, type=click.Path(path_type=Path), help="The person, as JSON.")
@click.option(
    "--index",
    "folder",
    envvar="RIGHTS_INDEX",
    type=click.Path(path_type=Path),
    help="A folder for indexes of shares and mailboxes, kept from search to search.",
)
@click.option(
    "--decided",
    "decided_path",
    type=click.Path(path_type=Path),
    help='Lines of an earlier --json to which somebody added "decided": "same" or "another".',
)
@click.option(
    "--known",
    "known_path",
    type=click.Path(path_type=Path),
    help="An earlier --json: what stands in it is not shown again.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line instead of a table.")
def find(
    stores_path: Path,
    subject_path: Path,
    folder: Path | None,
    decided_path: Path | None,
    known_path: Path | None,
    as_json: bool,
) -> None:
    """Search the stores for everything about one person."""
    try:
        profile = load_subject(subject_path)
        stores = load_stores(stores_path)
        catalogue = Catalogue.at(folder) if folder else None
        rulings = load_rulings(decided_path) if decided_path else {}
        known = load_known(known_path) if known_path else set()
    except (ProfileError, StoresFileError, SourceError) as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    searches = search_all(stores, profile, progress=_Progress(), catalogue=catalogue, rulings=rulings)
    findings = sorted(
        (one for search in searches for one in search.findings if (one.store, one.ref) not in known),
        key=lambda one: (one.store, one.ref),
    )
    if as_json:
        _print_json(findings, searches)
    else:
        _print_table(findings, searches)
    for search in searches:
        if search.record.state is SearchState.FAILED:
            click.echo(f"{search.record.store}: {search.record.reason}", err=True)


class _Progress:
    """One line on a terminal's standard error, and nothing elsewhere."""

    def __init__(self) -> None:
        self._told_at = 0.0

    def __call__(self, store: Store, done: int, total: int | None) -> None:
        """Show how far a store is, a few times a second."""
        if not sys.stderr.isatty() or time.monotonic() - self._told_at < 0.2:
            return
        self._told_at = time.monotonic()
        click.echo(f"\r\x1b[K{store.title}: {done}{f' of {total}' if total else ''}", err=True, nl=False)


def _print_json(findings: Iterable[Finding], searches: Iterable[StoreSearch]) -> None:
    for one in findings:
        click.echo(json.dumps(_line(one), ensure_ascii=False))
    click.echo(json.dumps({"summary": {"stores": [_summary(search) for search in searches]}}, ensure_ascii=False))


def _line(one: Finding) -> dict[str, Any]:
    return {
        "store": one.store,
        "ref": one.ref,
        "title": one.title,
        "category": one.category,
        "date": one.date.isoformat() if one.date else None,
        "score": one.score,
        "decision": str(one.decision),
        "why": list(one.why),
        "passage": one.passage,
        "person": one.person,
        "beside": [{"field": row.field, "asked": row.asked, "found": row.found} for row in one.beside],
    }


def _summary(search: StoreSearch) -> dict[str, Any]:
    record = search.record
    return {
        "id": record.store,
        "state": str(record.state),
        "looked_at": record.looked_at,
        "found": record.found,
        "look_alikes": record.look_alikes,
        "seconds": record.seconds,
        "reason": record.reason,
        "keys": list(record.keys),
        "learned": list(record.learned),
        "weights": record.weights,
        "unreadable": [{"ref": ref, "reason": reason} for ref, reason in record.unreadable],
    }


def _print_table(findings: Iterable[Finding], searches: Iterable[StoreSearch]) -> None:
    for one in findings:
        on = one.date.isoformat() if one.date else "no date"
        click.echo(f"{one.decision:<8}  {one.store:<10}  {on:<10}  {one.ref}  {one.title}")
        click.echo(f"          {'; '.join(one.why)}")
        if one.passage:
            click.echo(f"          … {one.passage} …")
        for row in one.beside:
            click.echo(f"          {row.field}: asked for {row.asked or '–'} | found {row.found}")
    for search in searches:
        record = search.record
        counted = f"{record.found} found, {record.looked_at} looked at, {record.seconds:.1f} s"
        click.echo(f"{record.store}: {record.state}, {counted}{f'. {record.reason}' if record.reason else ''}")
        for ref, reason in record.unreadable:
            click.echo(f"          not read: {ref} ({reason})")
