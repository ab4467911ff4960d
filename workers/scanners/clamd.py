"""ClamAV's daemon, spoken to in its own protocol.

Source: clamd(8), "INSTREAM": chunks, each after its length in four bytes, and an empty one at the end.
"""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from requests_.errors import Unavailable
from requests_.model.verdicts import Verdict

CHUNK_BYTES = 128 * 1024
LONGEST_SECONDS = 120
_LONGEST_ANSWER = 4096


@dataclass(frozen=True, slots=True)
class Clamd:
    """A daemon at `host` and `port`, or at the path of a socket when `port` is 0."""

    host: str
    port: int = 0

    def look_at(self, content: bytes) -> Verdict:
        """What clamd says of the bytes. Raises Unavailable when it is away, or will not say."""
        try:
            with self._connected() as connection:
                answer = _asked(connection, content)
        except OSError as fault:
            raise Unavailable(
                "The virus scanner does not answer, so nobody can open the file yet: start clamd, or mend "
                "RIGHTS_VIRUS_SCANNER."
            ) from fault
        if answer.endswith(" FOUND"):
            return Verdict.HARMFUL
        if answer.endswith(" OK"):
            return Verdict.CLEAN
        raise Unavailable(
            "The virus scanner could not look at the file: its StreamMaxLength must be 26M or more, and its log says "
            "what else is wrong."
        )

    def is_up(self) -> bool:
        """Whether it answers."""
        try:
            with self._connected() as connection:
                connection.sendall(b"zPING\0")
                return _answer(connection) == "PONG"
        except OSError:
            return False

    @contextmanager
    def _connected(self) -> Iterator[socket.socket]:
        if self.port:
            connection = socket.create_connection((self.host, self.port), timeout=LONGEST_SECONDS)
        else:
            connection = socket.socket(socket.AF_UNIX)
            connection.settimeout(LONGEST_SECONDS)
        with connection:
            if not self.port:
                connection.connect(self.host)
            yield connection


def _asked(connection: socket.socket, content: bytes) -> str:
    try:
        connection.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), CHUNK_BYTES):
            chunk = content[start : start + CHUNK_BYTES]
            connection.sendall(struct.pack(">I", len(chunk)) + chunk)
        connection.sendall(struct.pack(">I", 0))
    except (BrokenPipeError, ConnectionResetError):
        pass  # a file that is too long for it is answered before it is all there
    return _answer(connection)


def _answer(connection: socket.socket) -> str:
    received = b""
    while not received.endswith(b"\0") and len(received) < _LONGEST_ANSWER:
        part = connection.recv(_LONGEST_ANSWER)
        if not part:
            break
        received += part
    return received.rstrip(b"\0\n").decode("ascii", "replace")
