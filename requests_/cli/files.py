"""`rights vault`: the encrypted files and their keys."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

from requests_.cli.opened import opened_store
from requests_.cli.plain import PlainCommand
from requests_.cli.retention import certificate_line, certificate_words
from requests_.clock import SystemClock
from requests_.services.retention import erase_by_decision
from requests_.store.file_check import FileCheck, check_files, encrypt_under_cases, left_over, sweep
from requests_.store.queries.case_page import case_key
from requests_.store.queries.kept_files import CaseFileNames, kept_files
from requests_.store.queries.retention import certificate_of, count_erased, group_of
from requests_.store.session import Store

as_json_option = click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")


@click.group()
def vault() -> None:
    """Look after the encrypted files and their keys."""


@vault.command(cls=PlainCommand)
@click.option("--sweep", "removes", is_flag=True, help="Remove files that no record has named for a day.")
@as_json_option
def check(removes: bool, as_json: bool) -> None:
    """Read every file and compare it with its digest; exit 1 when one is missing, changed or cannot be opened."""
    with opened_store() as store:
        named = _named(store)
        with _progress("Reading files", named) as after_each:
            result = check_files(store.vault, named, after_each)
        remains = left_over(store.vault, named, SystemClock().utc_now())
        with store.reading() as session:
            erased = count_erased(session)
        swept = sweep(remains) if removes else 0
        unopened = store.vault.keys.unopened()
    line = {
        **_record(result),
        "erased": erased,
        "unopened": list(unopened),
        "left_over": len(remains) - swept,
        "swept": swept,
    }
    click.echo(json.dumps(line) if as_json else "\n".join(_table(line)))
    if result.faults or unopened:
        raise SystemExit(1)


@vault.command(cls=PlainCommand)
@as_json_option
def encrypt(as_json: bool) -> None:
    """Encrypt files from before files were encrypted. Stopped half-way, it is run again."""
    with opened_store() as store:
        named = _named(store)
        with _progress("Encrypting files", named) as after_each:
            made = encrypt_under_cases(store.vault, named, after_each)
    click.echo(json.dumps({"encrypted": made}) if as_json else f"{made} files encrypted.")


@vault.command(cls=PlainCommand)
@click.option("--forget", is_flag=True, help="Drop earlier master keys: older backups can then not be restored.")
@as_json_option
def rotate(forget: bool, as_json: bool) -> None:
    """Make a new master key and wrap every case key by it; exit 1 when one could not be opened."""
    with opened_store() as store:
        rotation = store.vault.keys.rotate(forget=forget)
    line = {"master": rotation.master, "wrapped": rotation.wrapped, "unopened": list(rotation.unopened)}
    said = f"{rotation.wrapped} case keys are wrapped by the new master key. Renew its safe copy now."
    click.echo(json.dumps(line) if as_json else said)
    if rotation.unopened:
        raise SystemExit(1)


@vault.command(cls=PlainCommand)
@click.argument("reference")
@click.option("--yes", is_flag=True, help="Do not ask.")
@as_json_option
def erase(reference: str, yes: bool, as_json: bool) -> None:
    """Erase a case that is over, with every request about it, and print the certificates.

    Details, words, letters, documents and files go, and nothing brings them back, not even a backup.
    """
    with opened_store() as store:
        with store.reading() as session:
            asked = case_key(session, reference)
            together = " and ".join(span.reference for span in group_of(session, asked).spans) or reference
        if not yes:
            click.confirm(f"Erase everything personal of {together} for ever?", abort=True, err=True)
        with store.unit_of_work() as uow:
            erased = erase_by_decision(uow, SystemClock(), asked)
            uow.commit()
        for case in erased:
            store.vault.erase(case)
        store.settle_on_disk()
        with store.reading() as session:
            made = [certificate_of(session, case) for case in erased]
    lines = [certificate_line(certificate) for certificate in made]
    click.echo(json.dumps({"erased": lines}) if as_json else "\n".join(map(certificate_words, lines)))


def master_key_check() -> tuple[str, bool, str]:
    """Whether the master key is there, opens every case key, and is its owner's only."""
    name = "master key"
    with opened_store() as store:
        keys = store.vault.keys
        if not keys.held():
            return name, True, ""
        keys.master.read()
        if not keys.master.is_private():
            return name, False, f"Others can read it: chmod 600 {keys.master.path}"
        unopened = keys.unopened()
    mend = f"It does not open the keys of {len(unopened)} cases: put the right file back (RIGHTS_MASTER_KEY_FILE)."
    return name, not unopened, mend


def _named(store: Store) -> list[CaseFileNames]:
    with store.reading() as session:
        return kept_files(session)


@contextmanager
def _progress(label: str, rows: Sequence[object]) -> Iterator[Callable[[], None]]:
    with click.progressbar(length=len(rows), label=label, file=sys.stderr) as bar:
        yield lambda: bar.update(1)


def _record(result: FileCheck) -> dict[str, Any]:
    faults = [{"case": row.reference, "sha256": row.digest, "fault": row.fault} for row in result.faults]
    return {
        "cases": result.cases,
        "files": result.files,
        "plain": result.plain,
        "faults": faults,
    }


def _table(line: dict[str, Any]) -> Iterator[str]:
    yield f"{line['cases']} cases, {line['files']} files, {len(line['faults'])} faults, {line['erased']} erased cases"
    for row in line["faults"]:
        yield f"{row['case']}  {row['sha256'][:12]}: {row['fault']}"
    for case in line["unopened"]:
        yield f"The key of case {case} is not opened by the master key: is RIGHTS_MASTER_KEY_FILE the right file?"
    if line["plain"]:
        yield f"{line['plain']} files are not encrypted yet: run 'rights vault encrypt'."
    if line["left_over"]:
        yield f"{line['left_over']} files are left over from work that broke off: 'rights vault check --sweep'."
    if line["swept"]:
        yield f"{line['swept']} left-over files removed."
