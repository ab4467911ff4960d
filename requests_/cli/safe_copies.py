"""`rights backup` and `rights restore`: one encrypted file with everything but the master key."""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import click

from requests_.cli.opened import opened_store
from requests_.cli.plain import PlainCommand, Refused
from requests_.clock import SystemClock
from requests_.ids import CaseId
from requests_.services.retention import erase_again
from requests_.services.work import hold_messages
from requests_.settings import StoreSettings
from requests_.store import schema
from requests_.store.audit import verify_store
from requests_.store.backup import Contents, read_backup, write_backup
from requests_.store.daily import DailyRuns
from requests_.store.file_check import check_files
from requests_.store.queries.kept_files import kept_files
from requests_.store.session import Store
from requests_.store.upgrading import bring_up, settle
from requests_.store.whole_files import sync_folder


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restored backup came to."""

    contents: Contents
    broken_chains: int
    file_faults: int
    held_messages: int
    erased_again: int

    @property
    def is_whole(self) -> bool:
        """Whether every chain of events holds and every file that a case names opens."""
        return not self.broken_chains and not self.file_faults


@click.command(cls=PlainCommand)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def backup(file: Path, as_json: bool) -> None:
    """Write everything but the master key to FILE, encrypted, while work goes on. Into a folder: named by the time."""
    started = time.perf_counter()
    if file.is_dir():
        file = file / f"{SystemClock().utc_now():%Y-%m-%dT%H%M%SZ}.rights"
    if file.exists():
        raise Refused(f"{file} exists already: name a new file.")
    with opened_store() as store, _plain_disk(file):
        if not schema.is_current(store.engine):
            raise Refused("The database has no tables yet, or old ones: run 'rights migrate' first.")
        contents = _write(store, file)
        _note(store)
        keys = store.vault.keys
    seconds = round(time.perf_counter() - started, 2)
    line = {"file": str(file), "rows": contents.rows, "files": len(contents.files), "bytes": file.stat().st_size}
    said = (
        f"{contents.rows} rows and {len(contents.files)} files are in {file} ({seconds} s). It opens only with "
        f"{keys.master.path}: keep copies of that and of {keys.erasures.path} elsewhere."
    )
    click.echo(json.dumps({**line, "seconds": seconds}) if as_json else said)


def _note(store: Store) -> None:
    """Let the metrics say when the last backup was made."""
    clock = SystemClock()
    with store.unit_of_work() as uow:
        DailyRuns(uow.session).note("backup", clock.london_date(), clock.utc_now())
        uow.commit()


@click.command(cls=PlainCommand)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--try", "is_trial", is_flag=True, help="Restore into a folder of its own, compare, and remove it.")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def restore(file: Path, is_trial: bool, as_json: bool) -> None:
    """Put a backup into an empty database and vault, and compare everything; exit 1 when something does not hold.

    Erasures are applied again, messages that had not left are held, and nobody is signed in.
    """
    started = time.perf_counter()
    settings = StoreSettings.from_environment()
    with (
        _plain_disk(file),
        _beside(settings) if is_trial else nullcontext(settings) as place,
        opened_store(place) as store,
        file.open("rb") as source,
    ):
        result = _restore(store, source)
    seconds = round(time.perf_counter() - started, 2)
    line = {
        "rows": result.contents.rows,
        "files": len(result.contents.files),
        "broken_chains": result.broken_chains,
        "file_faults": result.file_faults,
        "held_messages": result.held_messages,
        "erased_again": result.erased_again,
        "trial": is_trial,
        "seconds": seconds,
    }
    click.echo(json.dumps(line) if as_json else _said(result, is_trial, seconds))
    if not result.is_whole:
        raise SystemExit(1)


def _write(store: Store, file: Path) -> Contents:
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".backup-")
    try:
        with os.fdopen(handle, "wb") as target:
            contents = write_backup(store, target, SystemClock().utc_now())
            target.flush()
            os.fsync(target.fileno())
        Path(name).rename(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    sync_folder(file.parent)
    return contents


def _restore(store: Store, source: BinaryIO) -> Restored:
    contents = read_backup(store, source)
    settle(store)
    bring_up(store)
    with store.unit_of_work() as uow:
        held = hold_messages(uow, SystemClock())
        uow.commit()
    again = _erase_again(store)
    with store.reading_one_moment() as session:
        broken = len(verify_store(session, store.marks.key).broken)
        faults = len(check_files(store.vault, kept_files(session)).faults)
    return Restored(contents, broken, faults, held, again)


def _erase_again(store: Store) -> int:
    """Erase whatever was erased since the backup, details and files; returns how many cases and spaces came back."""
    listed, gone = store.vault.keys.erasures.all(), store.vault.keys.erased()
    with store.unit_of_work() as uow:
        details = {case for case in map(CaseId, listed) if erase_again(uow, SystemClock(), case)}
        uow.commit()
    came_back = [case for case in listed if case not in gone]
    for case in came_back:
        store.vault.erase(case)
    store.settle_on_disk()
    return len(details.union(came_back))


def _said(result: Restored, is_trial: bool, seconds: float) -> str:
    done = "Tried" if is_trial else "Restored"
    return (
        f"{done} in {seconds} s: {result.contents.rows} rows and {len(result.contents.files)} files are what was "
        f"backed up; {result.broken_chains} broken chains, {result.file_faults} files that do not open, "
        f"{result.held_messages} messages held for staff, {result.erased_again} cases erased again."
    )


@contextmanager
def _beside(settings: StoreSettings) -> Iterator[StoreSettings]:
    """An empty place beside the vault, opened by the same master key, that is removed at the end."""
    with tempfile.TemporaryDirectory(dir=settings.vault.parent, prefix=".restore-") as folder:
        yield StoreSettings(
            database_url=f"sqlite:///{folder}/rights.sqlite",
            vault=Path(folder) / "vault",
            master_key=settings.master_key or settings.vault.parent / "master.key",
        )


@contextmanager
def _plain_disk(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise Refused(f"{file}: {os.strerror(fault.errno or 0)}. Make room on the disk, or mend the folder.") from fault
