"""What the operating system refused, in one plain line: the thing, the reason, the mend."""

from __future__ import annotations

import errno
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import click

# errno → the reason and the mend, for a file that is read and for one that is written.
_READING: dict[int, tuple[str, str]] = {
    errno.ENOENT: ("there is no such file", "check its name and folder"),
    errno.ENOTDIR: ("there is no such file", "a part of its path is a file, not a folder"),
    errno.EISDIR: ("it is a folder", "name the files in it"),
    errno.EACCES: ("it cannot be read: no permission", "ask its owner for the right to read it"),
    errno.EPERM: ("it cannot be read: no permission", "ask its owner for the right to read it"),
    errno.ENAMETOOLONG: ("its name is too long", "shorten the name"),
    errno.ELOOP: ("it is a link that leads back to itself", "name the file itself"),
    errno.EIO: ("it cannot be read: the disk reports a fault", "take a copy from somewhere else"),
}
_WRITING: dict[int, tuple[str, str]] = {
    errno.ENOENT: ("there is no such folder", "check the name of the folder"),
    errno.ENOTDIR: ("it is not a folder", "name a folder"),
    errno.EEXIST: ("it is a file, not a folder", "name a folder"),
    errno.EISDIR: ("there is a folder of that name", "move the folder away, or choose another one for the results"),
    errno.EACCES: ("it cannot be written to: no permission", "choose a folder you may write to"),
    errno.EPERM: ("it cannot be written to: no permission", "choose a folder you may write to"),
    errno.EROFS: ("it cannot be written to: the disk is read-only", "choose a folder on another disk"),
    errno.ENOSPC: ("there is no space left on the disk", "free some space, or choose a folder on another disk"),
    errno.EDQUOT: ("your share of the disk is used up", "free some space, or choose a folder on another disk"),
    errno.EFBIG: ("the result is larger than this disk takes", "choose a folder on another disk"),
    errno.ENAMETOOLONG: ("the name of the result is too long", "shorten the file's name"),
}


class Unusable(click.ClickException):
    """Bad usage or unreadable input: one plain line on standard error, exit code 2."""

    exit_code = 2


def unreadable(fault: OSError) -> str:
    """Why a file cannot be read, and what to do."""
    return _said(_READING, fault, "it cannot be read")


def unwritable(fault: OSError) -> str:
    """Why a result cannot be written, and what to do."""
    return _said(_WRITING, fault, "it cannot be written")


def no_room(fault: OSError) -> str:
    """Why there is no room to work in, and what to do."""
    return f"the folder for working files cannot be used ({_said(_WRITING, fault, 'it cannot be written')}); " \
        "TMPDIR names it"  # fmt: skip


def _said(table: dict[int, tuple[str, str]], fault: OSError, otherwise: str) -> str:
    known = table.get(fault.errno or 0)
    if known:
        return f"{known[0]}; {known[1]}"
    return f"{otherwise} ({fault.strerror or type(fault).__name__}); try again, or use a copy elsewhere"


P = ParamSpec("P")
R = TypeVar("R")


def in_plain_words(command: Callable[P, R]) -> Callable[P, R]:
    """A command whose results could not be printed says so in one line, instead of showing its own insides."""

    @wraps(command)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except BrokenPipeError:
            raise
        except OSError as fault:
            raise Unusable(f"standard output: {unwritable(fault)}") from None

    return guarded
