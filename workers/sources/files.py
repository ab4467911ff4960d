"""A folder as a source: every file below it, and every file inside those, never one outside."""

from __future__ import annotations

import mimetypes
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from workers.sources import limits
from workers.sources.base import RawRecord, Tally
from workers.sources.errors import SourceError
from workers.sources.reading import Readers
from workers.sources.stores import FilesPlace, Store
from workers.sources.unpack import leaves
from workers.sources.values import dated_in_name


@contextmanager
def open_files(store: Store, place: FilesPlace) -> Iterator[FilesSource]:
    """Open the folder for the length of a search."""
    if not place.root.is_dir():
        raise SourceError(f"There is no folder {place.root}; mount the share or correct the path.")
    with Readers() as readers:
        yield FilesSource(store, place.root.resolve(), readers)


class FilesSource:
    """The files below one folder."""

    def __init__(self, store: Store, root: Path, readers: Readers) -> None:
        self._store = store
        self._root = root
        self._readers = readers

    def expected(self) -> int:
        """Count the files, without opening them."""
        return sum(len(names) for _, _, names in os.walk(self._root))

    def items(self, tally: Tally) -> Iterator[RawRecord]:
        """Give every file and every file inside it, in order of their paths."""
        for records in self._readers.map(self._read, self._paths(tally)):
            tally.looked_at += 1
            for record in records:
                if record.problem:
                    tally.unreadable.append((record.ref, record.problem))
                yield record

    def _paths(self, tally: Tally) -> Iterator[Path]:
        def unlisted(error: OSError) -> None:
            folder = Path(str(error.filename or ""))
            tally.unreadable.append((self._ref(folder), f"the folder cannot be listed ({error.strerror})"))

        for folder, subfolders, names in os.walk(self._root, onerror=unlisted, followlinks=False):
            subfolders.sort()
            for name in sorted(names):
                yield Path(folder, name)

    def _read(self, path: Path) -> list[RawRecord]:
        ref = self._ref(path)
        try:
            inside = path.resolve(strict=True).is_relative_to(self._root)
            facts = path.stat()
            if not inside:
                return [self._unread(path, ref, "is a link to a place outside the folder and was not followed")]
            if not path.is_file():
                return [self._unread(path, ref, "is not a regular file")]
            if facts.st_size > limits.FILE_BYTES:
                return [self._unread(path, ref, "is too large to be read")]
            content = path.read_bytes()
        except (OSError, RuntimeError) as error:
            reason = getattr(error, "strerror", None) or "a link that leads nowhere"
            return [self._unread(path, ref, f"cannot be opened ({reason})")]
        changed = dated_in_name(path.name) or datetime.fromtimestamp(facts.st_mtime, tz=UTC).date()
        records = []
        for leaf in leaves(path.name, content, self._readers.read):
            kept = partial(bytes, leaf.content) if leaf.inner else path.read_bytes
            records.append(
                RawRecord(
                    store=self._store.id,
                    ref="!".join([ref, *map(shown, leaf.inner)]),
                    title=shown(leaf.name.rsplit("/", 1)[-1]),
                    category=self._store.category,
                    date=changed,
                    media_type=media_type(leaf.name),
                    file_name=shown(leaf.name.rsplit("/", 1)[-1]),
                    text=leaf.text,
                    problem=leaf.problem,
                    content=kept,
                    carrier=ref if leaf.inner else "",
                )
            )
        return records

    def _unread(self, path: Path, ref: str, problem: str) -> RawRecord:
        return RawRecord(
            store=self._store.id,
            ref=ref,
            title=shown(path.name),
            category=self._store.category,
            media_type=media_type(path.name),
            file_name=shown(path.name),
            problem=problem,
        )

    def _ref(self, path: Path) -> str:
        try:
            below = path.relative_to(self._root).as_posix()
        except ValueError:
            below = path.name
        return shown(below)


def shown(name: str) -> str:
    """A file name as it can be written down: what is no text in it becomes "?", and it stays on one line."""
    return re.sub(r"[\x00-\x1f\x7f]", "?", name.encode("utf-8", "replace").decode())


def media_type(name: str) -> str:
    """Guess a file's media type from its name."""
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
