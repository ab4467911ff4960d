"""The child side of the sandbox: a process that has its libraries loaded and forks once a job.

Started as `python -m redaction.nursery FD MODULE ...`. Each job comes over the socket FD with a pipe to answer on; the
fork that does it is its own session under hard limits and without a network, and ends with the job.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import importlib
import os
import pickle
import resource
import signal
import socket
import struct
import sys
import tempfile
from typing import Any

from redaction.errors import RedactionError

CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
PR_SET_PDEATHSIG = 1
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})
LENGTH = struct.Struct("!Q")


def serve(channel: socket.socket) -> None:
    """Fork once a job until the parent goes away."""
    while True:
        received, handles, _, _ = socket.recv_fds(channel, LENGTH.size, 1)
        if not handles or len(received) < LENGTH.size:
            return
        job = _read_exactly(channel, LENGTH.unpack(received)[0])
        pid = os.fork()
        if pid == 0:
            channel.close()
            _do(job, handles[0])
        os.close(handles[0])
        os.waitpid(pid, 0)


def _read_exactly(channel: socket.socket, count: int) -> bytes:
    parts = bytearray()
    while len(parts) < count:
        part = channel.recv(min(count - len(parts), 1 << 20))
        if not part:
            os._exit(0)
        parts += part
    return bytes(parts)


def _do(job: bytes, answer: int) -> None:
    """Run one job and leave; whatever happens this process never returns to `serve`."""
    try:
        os.setsid()
        _die_with_parent()
        os.write(answer, LENGTH.pack(os.getpid()))
        module, name, args, limits, scratch = pickle.loads(job)  # noqa: S301 - written by our own parent process  # nosec B301
        _confine(limits)
        tempfile.tempdir = scratch
        os.environ.update(TMPDIR=scratch, HOME=scratch, OMP_THREAD_LIMIT="1", LC_ALL="C.UTF-8")
        os.chdir(scratch)
        reply = _call(module, name, args)
        with os.fdopen(answer, "wb") as out:
            pickle.dump(reply, out, protocol=5)
    finally:
        os._exit(0)


def _call(module: str, name: str, args: tuple[Any, ...]) -> tuple[str, Any]:
    try:
        return "done", getattr(importlib.import_module(module), name)(*args)
    except RedactionError as error:
        return "refused", (error.code, error.file, error.reason)
    except MemoryError:
        return "memory", None
    except Exception as error:
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            return "no room", error.errno
        if os.environ.get("REDACTION_TRACE"):
            import traceback

            traceback.print_exc()
        return "fault", type(error).__name__


def _confine(limits: dict[str, int]) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limits["memory_bytes"],) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (limits["cpu_seconds"],) * 2)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits["file_bytes"],) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    libc = ctypes.CDLL(None, use_errno=True)
    # No network: as root at once, else inside a user namespace of our own where the kernel allows one.
    if libc.unshare(CLONE_NEWNET) != 0:
        libc.unshare(CLONE_NEWUSER | CLONE_NEWNET)


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def main() -> None:
    """Load the named modules, then serve until the socket's other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for module in sys.argv[2:]:
        importlib.import_module(module)
    with contextlib.suppress(OSError):
        serve(socket.socket(fileno=int(sys.argv[1])))


if __name__ == "__main__":
    main()
