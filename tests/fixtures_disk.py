"""A disk that is really full: the kernel itself refuses the next byte.

A file system of a megabyte is mounted where that is allowed (root), or in a namespace of our own (an ordinary user),
which is looked into through /proc. Where neither is allowed, no file of this process may grow: the same refusal, by a
limit in place of a disk. Nothing is skipped.
"""

import ctypes
import errno
import os
import resource
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

SIZE = "size=4m"
_HOLD = 'mount -t tmpfs -o "$1" tmpfs "$2" && echo mounted && exec sleep infinity'


@dataclass(frozen=True)
class SmallDisk:
    """A folder on a small disk."""

    folder: Path
    fill: Callable[[], None]
    make_room: Callable[[], None]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """A disk of four megabytes; `fill` takes what is left of it, `make_room` gives that back."""
    place = tmp_path / "disk"
    place.mkdir()
    with ExitStack() as stack:
        folder = _mounted(place, stack) or _in_a_namespace(place, stack)
        if folder is not None:
            ballast = folder / "ballast"
            yield SmallDisk(folder, lambda: _fill(ballast), lambda: ballast.unlink())
        else:
            limits = resource.getrlimit(resource.RLIMIT_FSIZE)
            stack.callback(resource.setrlimit, resource.RLIMIT_FSIZE, limits)
            yield SmallDisk(
                place,
                lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, limits[1])),
                lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limits),
            )


def _fill(ballast: Path) -> None:
    with ballast.open("wb", buffering=0) as handle:
        for size in (64 * 1024, 4096, 1):
            try:
                while True:
                    handle.write(bytes(size))
            except OSError as fault:
                if fault.errno != errno.ENOSPC:
                    raise


def _mounted(place: Path, stack: ExitStack) -> Path | None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"tmpfs", os.fsencode(place), b"tmpfs", 0, SIZE.encode()) != 0:
        return None
    stack.callback(libc.umount2, os.fsencode(place), 2)  # MNT_DETACH: gone even if a file is still open
    return place


def _in_a_namespace(place: Path, stack: ExitStack) -> Path | None:
    command = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", _HOLD, "sh", SIZE, str(place)]
    holder = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    )

    def end() -> None:
        if holder.poll() is None:
            os.killpg(holder.pid, signal.SIGKILL)
        holder.communicate()

    stack.callback(end)
    assert holder.stdout is not None
    is_there = holder.stdout.readline() == b"mounted\n"
    return Path(f"/proc/{holder.pid}/root{place}") if is_there else None
