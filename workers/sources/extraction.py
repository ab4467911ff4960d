"""The child process that reads files of unknown origin: bytes in, text out, one after another.

Run as `python -m workers.sources.extraction`. It holds no secret, limits its own memory, and its caller gives it a
limit of time and, where the system allows, no network. It answers in JSON and bytes: nothing of that is executed.
"""

from __future__ import annotations

import json
import os
import resource
import struct
import sys
from typing import BinaryIO

from workers.sources import limits, problems


def main() -> None:
    """Answer one frame after another until standard input ends."""
    _limit()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not disturb the frames
    from workers.sources.formats import read_file

    while frame := read_frame(sys.stdin.buffer):
        header, blobs = frame
        try:
            text, attachments, problem = read_file(str(header["name"]), blobs[0])
        except MemoryError:
            text, attachments, problem = "", (), problems.TOO_SLOW
        except Exception:  # whatever a parser throws at a broken file, the next file is still read
            text, attachments, problem = "", (), problems.DAMAGED
        clean = text.encode("utf-8", "replace").decode()
        reply: dict[str, object] = {"text": clean, "problem": problem, "names": [member.name for member in attachments]}
        write_frame(answers, reply, [member.content for member in attachments])


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limits.READER_BYTES, limits.READER_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # nothing it reads may be left on disk


def write_frame(stream: BinaryIO, header: dict[str, object], blobs: list[bytes]) -> None:
    """Write a header and the blobs that go with it."""
    packed = json.dumps(header).encode()
    stream.write(struct.pack(">QI", len(packed), len(blobs)))
    stream.write(packed)
    for blob in blobs:
        stream.write(struct.pack(">Q", len(blob)))
        stream.write(blob)
    stream.flush()


def read_frame(stream: BinaryIO) -> tuple[dict[str, object], list[bytes]] | None:
    """Read a header and its blobs; None at the end of the stream."""
    start = stream.read(12)
    if len(start) < 12:
        return None
    size, count = struct.unpack(">QI", start)
    header = json.loads(_exactly(stream, size))
    blobs = [_exactly(stream, struct.unpack(">Q", _exactly(stream, 8))[0]) for _ in range(count)]
    return header, blobs


def _exactly(stream: BinaryIO, size: int) -> bytes:
    taken = stream.read(size)
    if len(taken) < size:
        raise EOFError("the other side stopped")
    return taken


if __name__ == "__main__":
    main()
