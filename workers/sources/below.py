"""Reading a file that must lie below a folder, never one outside it, and the same bytes again when asked for them."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import IO

from workers.sources import limits, problems
from workers.sources.errors import SourceError

_TRIES = 3
_AT_ONCE = 1024 * 1024


class Unread(Exception):
    """A file that is not read; its text ends the sentence that the file's name begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileBytes:
    """What a file held; `problem` says that it was changed meanwhile ("" when it was not)."""

    content: bytes
    changed_on: date
    problem: str = ""


def read_below(root: Path, path: Path) -> FileBytes:
    """Read a file below `root`, a resolved folder. Raises Unread when it lies elsewhere, is no file or is too large."""
    for _ in range(_TRIES):
        content, before, after = _read_once(root, path)
        changed_on = datetime.fromtimestamp(after.st_mtime, tz=UTC).date()
        if (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size) and len(content) == after.st_size:
            return FileBytes(content=content, changed_on=changed_on)
    return FileBytes(content=content, changed_on=changed_on, problem=problems.CHANGED)


def file_stamp(path: Path) -> str:
    """Give what changes with a file's content; "" for what may lead elsewhere or cannot be looked at."""
    try:
        seen = path.lstat()
    except (OSError, ValueError):
        return ""
    if not stat.S_ISREG(seen.st_mode):
        return ""
    return f"{seen.st_mtime_ns}:{seen.st_ctime_ns}:{seen.st_size}:{seen.st_ino}"


def same_again(root: Path, path: Path, digest: bytes) -> bytes:
    """Read a file once more. Raises SourceError when it no longer holds what was searched."""
    try:
        content = read_below(root, path).content
    except Unread as error:
        raise SourceError(f"The file {path.name} {error}.") from error
    if hashlib.sha256(content).digest() != digest:
        raise SourceError(f"The file {path.name} was changed after it was searched; search again.")
    return content


def later(root: Path, path: Path, content: bytes) -> partial[bytes]:
    """Give a way to these bytes that does not keep them in memory."""
    return partial(same_again, root, path, hashlib.sha256(content).digest())


def _read_once(root: Path, path: Path) -> tuple[bytes, os.stat_result, os.stat_result]:
    try:
        with os.fdopen(_opened(root, path), "rb", buffering=0) as file:
            before = os.fstat(file.fileno())
            if not stat.S_ISREG(before.st_mode):
                raise Unread(problems.NOT_REGULAR)
            if not _is_below(file.fileno(), root):
                raise Unread(problems.OUTSIDE)
            return _taken(file, before.st_size), before, os.fstat(file.fileno())
    except OSError as error:
        raise Unread(problems.unopened(error)) from error
    except RuntimeError as error:  # how some versions of Python say that links lead in a circle
        raise Unread(problems.CIRCLE) from error


def _opened(root: Path, path: Path) -> int:
    """Open what is a file below the root; between the look and the opening a folder may become a link."""
    resolved = path.resolve(strict=True)
    if not resolved.is_relative_to(root):
        raise Unread(problems.OUTSIDE)
    if not stat.S_ISREG(resolved.stat().st_mode):
        raise Unread(problems.NOT_REGULAR)
    return os.open(resolved, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)


def _taken(file: IO[bytes], size: int) -> bytes:
    taken = bytearray()
    while size <= limits.FILE_BYTES and len(taken) <= limits.FILE_BYTES:
        chunk = file.read(_AT_ONCE)
        if not chunk:
            return bytes(taken)
        taken += chunk
    raise Unread(problems.TOO_LARGE)


def _is_below(opened: int, root: Path) -> bool:
    try:
        return Path(os.readlink(f"/proc/self/fd/{opened}")).is_relative_to(root)
    except OSError:
        return True  # a system without /proc: the look before the opening stands
