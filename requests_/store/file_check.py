"""Looking after the vault as a whole: is every file there and unchanged, is every file encrypted, is none left over."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from requests_.errors import NotFound, Unavailable
from requests_.store.queries.kept_files import CaseFileNames
from requests_.store.vault import COMMON, Vault
from requests_.store.whole_files import overwrite

# A file is written before the record that names it: only one that nobody has named for a day is left over.
LEFT_OVER_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FileFault:
    """A file of a case that cannot be given out."""

    reference: str
    digest: str
    fault: str


@dataclass(slots=True)
class FileCheck:
    """What looking at every file came to."""

    cases: int = 0
    files: int = 0
    plain: int = 0
    faults: list[FileFault] = field(default_factory=list)


def check_files(
    vault: Vault, named: Iterable[CaseFileNames], after_each: Callable[[], None] = lambda: None
) -> FileCheck:
    """Read every file that a case names, and compare it with its digest."""
    result, erased = FileCheck(), set(vault.keys.erased())
    for row in named:
        result.cases += 1
        if row.case not in erased:
            _check_case(vault, row, result)
        after_each()
    return result


def encrypt_under_cases(
    vault: Vault, named: Iterable[CaseFileNames], after_each: Callable[[], None] = lambda: None
) -> int:
    """Encrypt what a case names and does not hold itself (files from before files were encrypted) under its key.

    Returns how many copies were made. A plain file is removed once every case that names it has its own copy.
    """
    erased, made, settled = set(vault.keys.erased()), 0, set[str]()
    for row in named:
        files = vault.of(row.case)
        for digest in row.digests:
            if row.case not in erased and not files.holds(digest):
                files.put(files.get(digest))
                made += 1
            settled.add(digest)
        after_each()
    for digest in settled:
        vault.shred(digest)
    return made


def left_over(vault: Vault, named: Iterable[CaseFileNames], now: datetime) -> tuple[Path, ...]:
    """The files that no record names, and none has named for a day: of work that was broken off."""
    digests = {str(row.case): set(row.digests) for row in named}
    every = {digest for found in digests.values() for digest in found}
    limit = (now - LEFT_OVER_AFTER).timestamp()
    strays = [
        path
        for case in vault.cases()
        for path in vault.strays(case, every if case == COMMON else digests.get(case, set()))
    ]
    return tuple(path for path in (*strays, *vault.plain_strays(every)) if path.stat().st_mtime < limit)


def sweep(paths: Iterable[Path]) -> int:
    """Remove files that are left over; returns how many."""
    found = list(paths)
    for path in found:
        overwrite(path)
    return len(found)


def _check_case(vault: Vault, row: CaseFileNames, result: FileCheck) -> None:
    files = vault.of(row.case)
    for digest in row.digests:
        result.files += 1
        try:
            files.get(digest)
            result.plain += not files.holds(digest)
        except (NotFound, Unavailable) as fault:
            result.faults.append(FileFault(row.reference, digest, fault.public_message))
