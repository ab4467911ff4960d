"""The indexes of an installation: one file for each share and mailbox, brought up to date before it is asked."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from workers.finding.index.entries import entry_of, is_settled
from workers.finding.index.sealing import KEY_CHARACTERS, Seal
from workers.finding.index.storage import SEGMENT_ENTRIES, IndexFile, NewEntry, open_index
from workers.sources.base import Piece, RawRecord, Tally, TextSource
from workers.sources.errors import SourceError
from workers.sources.stores import Store

_BATCH_BYTES = 16 * 1024 * 1024
Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Where the indexes lie, and the key they are sealed with."""

    folder: Path
    key: str = field(repr=False)

    @classmethod
    def at(cls, folder: Path, environment: Mapping[str, str] = os.environ) -> Catalogue:
        """Take the key from RIGHTS_INDEX_KEY. Raises SourceError when it is missing or short."""
        key = environment.get("RIGHTS_INDEX_KEY", "")
        if len(key) < KEY_CHARACTERS:
            raise SourceError(
                f"RIGHTS_INDEX_KEY is missing or short; set it to at least {KEY_CHARACTERS} random characters, such as "
                "'openssl rand -hex 32' gives. Without it no index is made."
            )
        return cls(folder, key)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Catalogue | None:
        """Read RIGHTS_INDEX, a folder; without it nothing is indexed."""
        folder = environment.get("RIGHTS_INDEX", "")
        return cls.at(Path(folder), environment) if folder else None

    @contextmanager
    def opened(self, store: Store) -> Iterator[IndexFile]:
        """Open a store's index; whoever comes second waits for the first."""
        path = self._path(store.id)
        with self._locked(path), open_index(path, Seal(self.key, store.id)) as index:
            yield index

    def drop(self, store_id: str) -> bool:
        """Remove a store's index; says whether there was one."""
        path = self._path(store_id)
        with self._locked(path):
            was_there = path.exists()
            for ending in ("", "-journal"):
                path.with_name(path.name + ending).unlink(missing_ok=True)
        return was_there

    @contextmanager
    def _locked(self, path: Path) -> Iterator[None]:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _path(self, store_id: str) -> Path:
        return self.folder / f"{hashlib.sha256(store_id.encode()).hexdigest()[:16]}.index"


class Update:
    """Brings an index up to date with its store; what was read before and has not changed is not read again."""

    def __init__(self, index: IndexFile, source: TextSource, tally: Tally, progress: Progress) -> None:
        self._index = index
        self._source = source
        self._tally = tally
        self._progress = progress
        self._known = index.known()
        self._seen: set[int] = set()
        self._waiting: deque[tuple[Piece, str]] = deque()
        self.read = 0
        self.gone = 0

    def run(self) -> Iterator[list[RawRecord]]:
        """Read what is new or changed, and give what cannot be kept, since the next time it may be otherwise."""
        batch: list[NewEntry] = []
        replaced: set[int] = set()
        size = 0
        for records in self._source.read(self._changed()):
            piece, stamp = self._waiting.popleft()
            self.read += 1
            old = self._known.get(self._index.name(piece.place))
            replaced |= {old[1]} if old else set()
            if not stamp or not is_settled(records):
                yield records
                continue
            batch.append(entry_of(records, place=piece.place, stamp=stamp))
            size += len(batch[-1].body)
            if len(batch) >= SEGMENT_ENTRIES or size > _BATCH_BYTES:
                self._index.replace(replaced, batch)
                batch, replaced, size = [], set(), 0
        gone = {number for _, number in self._known.values()} - self._seen
        self.gone = len(gone - replaced)
        self._index.replace(gone | replaced, batch)

    def _changed(self) -> Iterator[Piece]:
        total = self._source.expected()
        for piece in self._source.pieces(self._tally):
            self._tally.looked_at += 1
            self._progress(self._tally.looked_at, total)
            stamp = piece.stamp()
            known = self._known.get(self._index.name(piece.place))
            if known is not None:
                self._seen.add(known[1])
                if stamp and known[0] == self._index.name(stamp):
                    continue
            self._waiting.append((piece, stamp))
            yield piece
