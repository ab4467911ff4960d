"""Changing files below a store's folder: one at a time, each step safe to be taken again, none of them outside.

What is removed or replaced waits in a folder of the plan's own, from which it can be put back, until it is destroyed.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

from requests_.model.change_plan import FileChange
from requests_.store.whole_files import overwrite
from workers.changing.faults import ChangeRefused, StoreBusy
from workers.sources.write_sides import FilesWrite

_AT_ONCE = 1024 * 1024


class FileWriter:
    """The files of one store, for one plan; `content_of` gives the bytes of a file that is new."""

    def __init__(self, root: Path, write: FilesWrite, plan: str, content_of: Callable[[str], bytes]) -> None:
        self._root = root.resolve()
        self._held = write.held / plan
        self._content_of = content_of

    def digest(self, ref: str) -> str:
        """The digest of the file as it stands, "" where there is none.

        Raises ChangeRefused for what is no plain file.
        """
        path = self._path(ref)
        try:
            handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except FileNotFoundError:
            return ""
        except OSError as fault:
            raise StoreBusy("A file of the store cannot be opened.") from fault
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise ChangeRefused("It is no plain file: the owner of the store changes it.")
            digest = hashlib.sha256()
            while chunk := file.read(_AT_ONCE):
                digest.update(chunk)
        return digest.hexdigest()

    def require_same_disk(self) -> None:
        """Raise ChangeRefused unless files can be moved to the waiting folder in one step."""
        folder = self._held.parent
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            same = folder.stat().st_dev == self._root.stat().st_dev
        except OSError as fault:
            raise StoreBusy("The waiting folder of the store cannot be used.") from fault
        if not same:
            raise ChangeRefused("The waiting folder lies on another disk than the store: name one beside it.")

    def is_before(self, change: FileChange) -> bool:
        """Whether the file stands as the plan found it."""
        return self.digest(change.ref) == change.before_sha256

    def is_after(self, change: FileChange) -> bool:
        """Whether the file stands as the plan wants it, by our own hand: what is gone waits where we put it."""
        if self.digest(change.ref) != change.after_sha256:
            return False
        return not change.before_sha256 or _digest_of(self._waiting(change)) == change.before_sha256

    def is_ours(self, change: FileChange) -> bool:
        """Whether we changed the file, whatever became of it since."""
        if not change.before_sha256:
            return self.digest(change.ref) == change.after_sha256
        return not self.is_before(change) and _digest_of(self._waiting(change)) == change.before_sha256

    def make(self, change: FileChange) -> None:
        """Change one file. Taken again after a crash, it goes on where it stopped."""
        if self.is_after(change):
            return
        target, waiting = self._path(change.ref), self._waiting(change)
        self._held.mkdir(parents=True, exist_ok=True, mode=0o700)
        if change.before_sha256 and _digest_of(waiting) != change.before_sha256:
            waiting.unlink(missing_ok=True)
            os.link(target, waiting)
            _sync(self._held)
        if not change.after_sha256:
            target.unlink()
        else:
            self._put(target, change)
        _sync(target.parent)

    def undo(self, change: FileChange) -> None:
        """Put one file back as it was. Raises ChangeRefused when somebody changed it since."""
        if self.is_before(change):
            return
        if self.digest(change.ref) != change.after_sha256:
            raise ChangeRefused("A file was changed by somebody since: it cannot be put back.")
        target, waiting = self._path(change.ref), self._waiting(change)
        if change.before_sha256:
            if _digest_of(waiting) != change.before_sha256:
                raise ChangeRefused("What a file could be put back from is gone.")
            spare = self._held / f"back-{_name(change)}"
            spare.unlink(missing_ok=True)
            os.link(waiting, spare)
            spare.replace(target)
        else:
            target.unlink()
        _sync(target.parent)

    def forget(self) -> None:
        """Destroy everything that was kept to put files back from."""
        if not self._held.is_dir():
            return
        for path in sorted(self._held.iterdir()):
            # A file that was put back is the store's again: only our name for it goes.
            if path.stat().st_nlink > 1:
                path.unlink()
            else:
                overwrite(path)
        self._held.rmdir()
        _sync(self._held.parent)

    def _put(self, target: Path, change: FileChange) -> None:
        content = self._content_of(change.after_sha256)
        fresh = self._held / f"new-{_name(change)}"
        with fresh.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if change.before_sha256:
            fresh.replace(target)
            return
        try:
            os.link(fresh, target)  # never over a file that came there meanwhile
        except FileExistsError as fault:
            raise ChangeRefused("Somebody put a file of the same name there meanwhile.") from fault
        fresh.unlink()

    def _waiting(self, change: FileChange) -> Path:
        return self._held / f"was-{_name(change)}"

    def _path(self, ref: str) -> Path:
        path = self._root / ref
        folder = path.parent.resolve()
        if not folder.is_relative_to(self._root) or path.name in ("", ".", ".."):
            raise ChangeRefused("The file lies outside the store's folder.")
        return folder / path.name


def _name(change: FileChange) -> str:
    return hashlib.sha256(change.ref.encode()).hexdigest()[:32]


def _digest_of(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
