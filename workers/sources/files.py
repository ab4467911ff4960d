"""A folder as a source: every file below it, and every file inside those, never one outside."""

from __future__ import annotations

import mimetypes
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

from workers.sources import problems
from workers.sources.base import Piece, RawRecord, Tally
from workers.sources.below import FileBytes, Unread, file_stamp, later, read_below
from workers.sources.errors import SourceError
from workers.sources.reading import Readers
from workers.sources.stores import FilesPlace, Store
from workers.sources.unique import UniqueRefs
from workers.sources.unpack import Leaf, leaves
from workers.sources.values import dated_in_name

# What Windows, macOS and Office leave in folders: caches of small pictures, settings, locks. Nobody's record.
_MACHINES_OWN = re.compile(r"(thumbs\.db|desktop\.ini|\.ds_store|\._.+|~\$.+)", re.IGNORECASE)


@contextmanager
def open_files(store: Store, place: FilesPlace) -> Iterator[FilesSource]:
    """Open the folder for the length of a search."""
    root = searchable_folder(place.root)
    with Readers() as readers:
        yield FilesSource(store, root, readers)


def searchable_folder(root: Path) -> Path:
    """Give the folder without links in its path. Raises SourceError when there is none, or nothing in it."""
    if not root.exists():
        raise SourceError(f'There is no folder "{root.name}"; mount the share or correct the path.')
    if not root.is_dir():
        raise SourceError(f'"{root.name}" is a file and no folder; name the folder that holds the files.')
    try:
        # A share that is not mounted leaves an empty folder behind: that is no search without finds.
        with os.scandir(root) as entries:
            is_empty = next(entries, None) is None
    except OSError as error:
        raise SourceError(f'The folder "{root.name}" {problems.unopened(error)}.') from error
    if is_empty:
        raise SourceError(f'The folder "{root.name}" is empty; mount the share or correct the path.')
    return root.resolve()


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
        return UniqueRefs().counted(self.read(self.pieces(tally)), tally)

    def pieces(self, tally: Tally) -> Iterator[Piece]:
        """Give every file, unread."""
        return map(self._piece, self._paths(tally))

    def piece(self, place: str) -> Piece:
        """Give the file of this path below the root."""
        return self._piece(self._root / place)

    def read(self, pieces: Iterable[Piece]) -> Iterator[list[RawRecord]]:
        """Read files, several at a time."""
        return self._readers.map(_read, pieces)

    def _piece(self, path: Path) -> Piece:
        place = os.path.relpath(path, self._root)
        return Piece(
            place=place,
            stamp=partial(file_stamp, path),
            read=partial(self._read, path),
            content=lambda: read_below(self._root, path).content,
        )

    def _paths(self, tally: Tally) -> Iterator[Path]:
        def unlisted(error: OSError) -> None:
            tally.unreadable.append((self._ref(Path(str(error.filename or ""))), problems.unlisted(error)))

        for folder, subfolders, names in os.walk(self._root, onerror=unlisted, followlinks=False):
            subfolders.sort()
            for name in subfolders:
                linked = Path(folder, name)
                if linked.is_symlink() and not linked.resolve().is_relative_to(self._root):
                    tally.unreadable.append((self._ref(linked), problems.OUTSIDE))
            for name in sorted(names):
                if _MACHINES_OWN.fullmatch(name):
                    tally.looked_at += 1
                    tally.unreadable.append((self._ref(Path(folder, name)), problems.MACHINES_OWN))
                else:
                    yield Path(folder, name)

    def _read(self, path: Path) -> list[RawRecord]:
        ref = self._ref(path)
        try:
            taken = read_below(self._root, path)
        except Unread as error:
            return [self._unread(path, ref, str(error))]
        try:
            found = list(leaves(path.name, taken.content, self._readers.read))
        except Exception:  # whatever a parser throws at a broken file, the next file is still read
            return [self._unread(path, ref, problems.DAMAGED)]
        changed_on = dated_in_name(path.name) or taken.changed_on
        return [self._record(path, ref, taken, leaf, changed_on) for leaf in found]

    def _record(self, path: Path, ref: str, taken: FileBytes, leaf: Leaf, on: date) -> RawRecord:
        name = shown(leaf.name.rsplit("/", 1)[-1])
        kept = partial(bytes, leaf.content) if leaf.inner else later(self._root, path, taken.content)
        return RawRecord(
            store=self._store.id,
            ref="!".join([ref, *map(shown, leaf.inner)]),
            title=name,
            category=self._store.category,
            date=on,
            media_type=media_type(leaf.name),
            file_name=name,
            text=leaf.text,
            problem=leaf.problem or taken.problem,
            content=kept,
            carrier=ref if leaf.inner else "",
        )

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


def _read(piece: Piece) -> list[RawRecord]:
    return piece.read()


def shown(name: str) -> str:
    """A file name as it can be written down: what is no text in it becomes "?", and it stays on one line."""
    return re.sub(r"[\x00-\x1f\x7f\u2028\u2029]", "?", name.encode("utf-8", "replace").decode())


def media_type(name: str) -> str:
    """Guess a file's media type from its name."""
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
