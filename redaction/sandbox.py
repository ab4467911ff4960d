"""Run a function of this package on a file nobody trusts, in a process of its own, and take back only plain values.

A few "nurseries" stay ready (one start costs 0.3 s, a job after that about 5 ms). What comes back is unpickled with a
list of the few classes that may be in it, so that a parser taken over by a file cannot reach this process.
"""

from __future__ import annotations

import atexit
import io
import os
import pickle
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from enum import Enum
from typing import Any

from redaction.errors import ERRORS, RedactionError, TooLarge, Unreadable

LENGTH = struct.Struct("!Q")
SAFE_MODULES = frozenset({"redaction.values", "redaction.ingest.reading", "redaction.verify.certificate"})
PRELOADS = {
    "documents": ("redaction.ingest.readers", "redaction.burn.pages", "redaction.rebuild"),
    "verify": ("redaction.verify.checks",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one job may use before it is stopped."""

    memory_bytes: int = 4 << 30
    cpu_seconds: int = 300
    wall_seconds: float = 300.0
    file_bytes: int = 1 << 30


class _PlainValues(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("builtins", "frozenset"):
            return frozenset
        if module in SAFE_MODULES and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        if (module, name) == ("builtins", "getattr"):
            return _enum_member
        raise pickle.UnpicklingError("an answer held something that is not a plain value")


def _enum_member(kind: Any, name: str) -> Any:
    # Python 3.11 pickles a member of an enumeration as a call of getattr; nothing else may use it.
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind[name]
    raise pickle.UnpicklingError("an answer asked for an attribute")


class _Nursery:
    """One waiting process; does one job at a time."""

    def __init__(self, kind: str) -> None:
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-m", "redaction.nursery", str(theirs.fileno()), *PRELOADS[kind]]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path)}
        # What parsers say about a damaged file is noise, and may quote it: shown only when looking for a fault.
        heard = None if os.environ.get("REDACTION_TRACE") else subprocess.DEVNULL
        self._process = subprocess.Popen(
            command,
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=heard,
            env=environment,
        )
        theirs.close()
        self._channel = ours

    def run(self, job: bytes, wall_seconds: float) -> bytes:
        """The pickled answer, or b"" when the job died; raises TimeoutError when it took too long."""
        read_end, write_end = os.pipe()
        pid_at: list[int] = []
        try:
            socket.send_fds(self._channel, [LENGTH.pack(len(job))], [write_end])
            self._channel.sendall(job)
            os.close(write_end)
            write_end = -1
            return _collect(read_end, time.monotonic() + wall_seconds, pid_at)
        finally:
            _end_group(pid_at)
            os.close(read_end)
            if write_end >= 0:
                os.close(write_end)

    def close(self) -> None:
        self._channel.close()
        self._process.kill()
        self._process.wait()


def _collect(read_end: int, until: float, pid_at: list[int]) -> bytes:
    answer = bytearray()
    while True:
        left = until - time.monotonic()
        if left <= 0 or not select.select([read_end], [], [], left)[0]:
            raise TimeoutError
        part = os.read(read_end, 1 << 20)
        if not part:
            return bytes(answer[LENGTH.size :])
        answer += part
        if not pid_at and len(answer) >= LENGTH.size:
            pid_at.append(LENGTH.unpack_from(answer)[0])


def _end_group(pid_at: list[int]) -> None:
    # Programs the job started (OCR, office) share its session's group; nothing of it may stay behind.
    if pid_at:
        try:
            os.killpg(pid_at[0], signal.SIGKILL)
        except ProcessLookupError:
            return


_lock = threading.Lock()
_idle: dict[tuple[int, str], list[_Nursery]] = {}


def _take(kind: str) -> _Nursery:
    # Keyed by process: a forked worker must not talk through its parent's sockets.
    with _lock:
        waiting = _idle.setdefault((os.getpid(), kind), [])
        if waiting:
            return waiting.pop()
    return _Nursery(kind)


def _give_back(kind: str, nursery: _Nursery) -> None:
    with _lock:
        _idle.setdefault((os.getpid(), kind), []).append(nursery)


@atexit.register
def close_all() -> None:
    """End every waiting process of this process."""
    with _lock:
        for (pid, _), nurseries in _idle.items():
            while nurseries and pid == os.getpid():
                nurseries.pop().close()


def run(target: str, args: tuple[Any, ...], *, file: str, kind: str = "documents", limits: Limits | None = None) -> Any:
    """What `module:function` returns for `args`, run in a sandboxed process.

    Raises the RedactionError that the function raised, TooLarge when a limit was passed, Unreadable when the function
    failed in any other way, OSError when this machine has no room to work in; `file` is the name the error carries.
    """
    limits = limits or Limits()
    module, name = target.split(":")
    scratch = tempfile.mkdtemp(prefix="rights-")
    caps = {
        "memory_bytes": limits.memory_bytes,
        "cpu_seconds": limits.cpu_seconds,
        "file_bytes": limits.file_bytes,
    }
    nursery = _take(kind)
    try:
        answer = nursery.run(pickle.dumps((module, name, args, caps, scratch), protocol=5), limits.wall_seconds)
        reply = _PlainValues(io.BytesIO(answer)).load() if answer else ("died", None)
    except TimeoutError:
        nursery.close()
        raise TooLarge(file, f"it took longer than {limits.wall_seconds:.0f} seconds to work through") from None
    except (OSError, pickle.UnpicklingError, EOFError):
        nursery.close()
        raise Unreadable(file, "the program that reads it stopped") from None
    else:
        _give_back(kind, nursery)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return _result(reply, file)


def _result(reply: tuple[str, Any], file: str) -> Any:
    fate, value = reply
    if fate == "done":
        return value
    if fate == "refused":
        code, named, reason = value
        raise ERRORS.get(code, RedactionError)(named, reason)
    if fate == "no room":
        raise OSError(value, os.strerror(value))
    if fate in {"memory", "died"}:
        raise TooLarge(file, "it needs more memory or time than one file may use")
    raise Unreadable(file, f"it is damaged or not what its name says ({value})")
