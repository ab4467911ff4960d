"""One file with everything: the rows of every table as they were at one moment, and the encrypted files they name."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import re
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import IntegrityError

from requests_.errors import Conflict, InvalidCommand
from requests_.store import schema
from requests_.store.case_tables import CaseRow
from requests_.store.sealed_stream import DAMAGED, SealedReader, SealedWriter
from requests_.store.session import Store
from requests_.store.table_rows import ROWS_AT_ONCE, RowCount, add_lines, count_rows, lines_of, set_counters, tables_of
from requests_.store.whole_files import write_whole

_FIRST, _LAST = "backup.json", "contents.json"
# What a vault is made of (see vault.py and keys.py); nothing else is taken along, and nothing else is put back.
_FILE = re.compile(
    r"(cases/[\w-]{1,60}/[0-9a-f]{2}/[0-9a-f]{64}|keys/[\w-]{1,60}\.(key|erased)|[0-9a-f]{2}/[0-9a-f]{64})"
)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds: rows and digest a table, digest a file."""

    tables: dict[str, tuple[int, str]]
    files: dict[str, str]

    @property
    def rows(self) -> int:
        """The rows of all tables."""
        return sum(rows for rows, _ in self.tables.values())


def write_backup(store: Store, target: BinaryIO, at: datetime) -> Contents:
    """Write a backup of everything while work goes on.

    The rows first: a file is there before the row that names it, so that every row of the backup has its file.
    """
    sealed = SealedWriter(target, *store.vault.keys.current_master())
    with tarfile.open(fileobj=cast(IO[bytes], sealed), mode="w|") as archive, _one_moment(store) as connection:
        head = {"made_at": at.isoformat(), "revision": schema.revision_of(connection)}
        _add(archive, _FIRST, json.dumps(head).encode())
        tables = {name: (count.rows, f"{count.digest:064x}") for name, count in _add_tables(archive, connection)}
        contents = Contents(tables, dict(_add_files(archive, store.vault.root)))
        _add(archive, _LAST, json.dumps({"tables": contents.tables, "files": contents.files}).encode())
    sealed.close()
    return contents


def read_backup(store: Store, source: BinaryIO) -> Contents:
    """Put a backup into an empty database and an empty vault, and compare every row and file with what was written.

    Raises Conflict when they are not empty, InvalidCommand when the backup is not whole.
    """
    _, keys = store.vault.keys.master.read()
    sealed = SealedReader(source, keys)
    try:
        with tarfile.open(fileobj=cast(IO[bytes], sealed), mode="r|") as archive:
            members = _members(archive)
            _, head = next(members)
            _require_empty(store)
            schema.upgrade(store.engine, _known_revision(json.loads(head)["revision"]))
            with _all_or_nothing(store.vault.root) as files:
                return _put_back(store, members, files)
    except (tarfile.TarError, StopIteration, OSError, KeyError, ValueError, IntegrityError) as fault:
        raise InvalidCommand(DAMAGED) from fault


@contextmanager
def _all_or_nothing(root: Path) -> Iterator[dict[str, str]]:
    """The files that are put back, by their digest; removed again when the rest does not come."""
    files: dict[str, str] = {}
    try:
        yield files
    except BaseException:
        for name in files:
            (root / name.removeprefix("files/")).unlink(missing_ok=True)
        raise


def _put_back(store: Store, members: Iterator[tuple[str, bytes]], files: dict[str, str]) -> Contents:
    written: dict[str, Any] = {}
    with store.engine.begin() as connection:
        tables = {table.name: table for table in tables_of(connection)}
        for name, content in members:
            if name == _LAST:
                written = json.loads(content)
            elif name.startswith("tables/"):
                add_lines(connection, tables[name.split("/")[1]], gzip.decompress(content).splitlines())
            else:
                files[name] = _keep(store.vault.root, name, content)
        set_counters(connection)
        counts = {name: (count.rows, f"{count.digest:064x}") for name, count in count_rows(connection).items()}
        if files != written["files"] or counts != {name: tuple(row) for name, row in written["tables"].items()}:
            raise InvalidCommand("What was restored is not what was backed up: take another copy of the backup.")
    return Contents(counts, files)


def _one_moment(store: Store) -> Any:
    # SQLite's readers see one moment by themselves.
    options = {"isolation_level": "REPEATABLE READ"} if store.engine.dialect.name == "postgresql" else {}
    return store.engine.execution_options(**options).connect()


def _add_tables(archive: tarfile.TarFile, connection: Connection) -> Iterator[tuple[str, RowCount]]:
    for table in tables_of(connection):
        count, lines, part = RowCount(), lines_of(connection, table), 0
        while rows := list(islice(lines, ROWS_AT_ONCE)):
            for row in rows:
                count.add(row)
            _add(archive, f"tables/{table.name}/{part:08}", gzip.compress(b"\n".join(rows), mtime=0))
            part += 1
        yield table.name, count


def _add_files(archive: tarfile.TarFile, root: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if not _FILE.fullmatch(name):
            continue
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            continue  # erased in between
        _add(archive, f"files/{name}", content)
        yield f"files/{name}", hashlib.sha256(content).hexdigest()


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(content)
    archive.addfile(member, io.BytesIO(content))


def _members(archive: tarfile.TarFile) -> Iterator[tuple[str, bytes]]:
    for member in archive:
        content = archive.extractfile(member)
        if content is None:
            raise InvalidCommand(DAMAGED)
        yield member.name, content.read()


def _keep(root: Path, name: str, content: bytes) -> str:
    inner = name.removeprefix("files/")
    if not _FILE.fullmatch(inner):
        raise InvalidCommand(DAMAGED)
    place = root / inner
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(place, content)
    return hashlib.sha256(content).hexdigest()


def _require_empty(store: Store) -> None:
    with store.engine.connect() as connection:
        has_cases = bool(schema.revision_of(connection)) and connection.scalar(select(func.count(CaseRow.id)))
    if has_cases or store.vault.keys.held():
        raise Conflict("There are cases here already: restore into an empty database and an empty vault.")


def _known_revision(revision: str) -> str:
    if revision not in schema.revisions():
        raise InvalidCommand("The backup was made by a newer version of the portal: install that version first.")
    return revision
