"""Reading files of unknown origin in child processes that are kept and used again."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from workers.sources import limits, problems
from workers.sources.archives import Member
from workers.sources.extraction import read_frame, write_frame
from workers.sources.plain import is_plain, plain_text

_PRODUCT = Path(__file__).resolve().parents[2]
_KEPT = ("PATH", "LANG", "LC_ALL", "TESSDATA_PREFIX", "TMPDIR")
In = TypeVar("In")
Out = TypeVar("Out")


@dataclass(frozen=True, slots=True)
class Reading:
    """A file's text, the files inside it, and in plain words what could not be read ("" when all was)."""

    text: str
    attachments: tuple[Member, ...] = ()
    problem: str = ""


class Reader:
    """One child process; a file that hangs or kills it costs that file only."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None

    def read(self, name: str, content: bytes) -> Reading:
        """Read one file."""
        if is_plain(name, content):
            text, problem = plain_text(content)
            return Reading(text, (), problem)
        child = self._running()
        watch = threading.Timer(limits.READ_SECONDS, child.kill)
        watch.start()
        try:
            if child.stdin is None or child.stdout is None:
                raise EOFError("the child has no pipes")
            write_frame(child.stdin, {"name": name}, [content])  # type: ignore[arg-type]
            answer = read_frame(child.stdout)  # type: ignore[arg-type]
        except (OSError, EOFError, ValueError):
            answer = None
        finally:
            watch.cancel()
        if answer is None:
            self.close()
            return Reading("", (), problems.TOO_SLOW)
        header, blobs = answer
        named = header.get("names")
        names = named if isinstance(named, list) else []
        found = [Member(str(name), blob) for name, blob in zip(names, blobs, strict=False)]
        return Reading(str(header.get("text", "")), tuple(found), str(header.get("problem", "")))

    def close(self) -> None:
        """End the child."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    pipe.close()
            child.wait()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self.close()
            environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
            self._child = subprocess.Popen(
                [*_without_network(), sys.executable, "-m", "workers.sources.extraction"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=_PRODUCT,
                env=environment,
            )
        return self._child


class Readers:
    """Several readers side by side, for a source with many files."""

    def __init__(self, count: int | None = None) -> None:
        self._count = count or min(os.cpu_count() or 1, 4)
        self._mine = threading.local()
        self._all: list[Reader] = []

    def __enter__(self) -> Readers:
        """Start with no child; each one starts with its first file."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the children."""
        for reader in self._all:
            reader.close()

    def read(self, name: str, content: bytes) -> Reading:
        """Read a file with this thread's own child."""
        reader: Reader | None = getattr(self._mine, "reader", None)
        if reader is None:
            reader = self._mine.reader = Reader()
            self._all.append(reader)
        return reader.read(name, content)

    def map(self, work: Callable[[In], Out], things: Iterable[In]) -> Iterator[Out]:
        """Do the work on each thing, a few at a time, and give the results in order."""
        with ThreadPoolExecutor(self._count) as pool:
            ahead: list[Future[Out]] = []
            try:
                for thing in things:
                    ahead.append(pool.submit(work, thing))
                    if len(ahead) >= 4 * self._count:
                        yield ahead.pop(0).result()
                while ahead:
                    yield ahead.pop(0).result()
            finally:
                for future in ahead:
                    future.cancel()


@functools.cache
def _without_network() -> tuple[str, ...]:
    """Give the command that takes the network away, where this system lets us."""
    command = ("unshare", "--map-root-user", "--net", "--")
    if shutil.which("unshare") is None:
        return ()
    tried = subprocess.run([*command, "true"], capture_output=True, check=False)
    return command if tried.returncode == 0 else ()
