"""A stream of bytes that only the master key opens: what was cut, changed or put elsewhere is refused.

The construction is STREAM (Hoang, Reyhanitabar, Rogaway and Vizár 2015): chunks in counted order, the last one marked.
"""

from __future__ import annotations

import json
import os
import struct
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from requests_.errors import InvalidCommand
from requests_.store.keys import KEY_BITS

_MARK = b"RBK1\n"
CHUNK_BYTES = 1024 * 1024
_TAG_BYTES = 16
DAMAGED = "The backup is damaged or was cut short: take another copy of it."


class SealedWriter:
    """Encrypts what is written to it; not whole until it is closed."""

    def __init__(self, target: BinaryIO, master: str, key: bytes) -> None:
        salt = os.urandom(32)
        head = json.dumps({"master": master, "salt": salt.hex()}).encode()
        self._target, self._buffer, self._count = target, bytearray(), 0
        self._head = _MARK + struct.pack(">H", len(head)) + head
        self._cipher = _cipher(key, salt)
        target.write(self._head)

    def write(self, content: bytes) -> int:
        """Add bytes; returns how many."""
        self._buffer += content
        while len(self._buffer) > CHUNK_BYTES:
            self._seal(bytes(self._buffer[:CHUNK_BYTES]), is_last=False)
            del self._buffer[:CHUNK_BYTES]
        return len(content)

    def close(self) -> None:
        """Write the last chunk. The target stays open."""
        self._seal(bytes(self._buffer), is_last=True)

    def _seal(self, chunk: bytes, *, is_last: bool) -> None:
        sealed = self._cipher.encrypt(_nonce(self._count), chunk, _bound_to(self._head, is_last))
        self._target.write(struct.pack(">I", len(sealed)) + sealed)
        self._count += 1


class SealedReader:
    """Gives back what a SealedWriter was given. Raises InvalidCommand when it is not whole or no key opens it."""

    def __init__(self, source: BinaryIO, keys: dict[str, bytes]) -> None:
        self._source, self._buffer, self._count = source, bytearray(), 0
        self._head, master, salt = _read_head(source)
        if master not in keys:
            raise InvalidCommand(
                "The backup was made under another master key: is RIGHTS_MASTER_KEY_FILE the right file?"
            )
        self._cipher = _cipher(keys[master], salt)
        self._next = self._sealed()

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes; everything that is left when it is negative."""
        while self._next and (size < 0 or len(self._buffer) < size):
            self._buffer += self._opened()
        taken = bytes(self._buffer if size < 0 else self._buffer[:size])
        del self._buffer[: len(taken)]
        return taken

    def _opened(self) -> bytes:
        chunk, self._next = self._next, self._sealed()
        try:
            opened = self._cipher.decrypt(_nonce(self._count), chunk, _bound_to(self._head, not self._next))
        except InvalidTag as fault:
            raise InvalidCommand(DAMAGED) from fault
        self._count += 1
        return opened

    def _sealed(self) -> bytes:
        head = self._source.read(4)
        if not head:
            return b""
        size = struct.unpack(">I", head)[0] if len(head) == 4 else 0
        chunk = self._source.read(size) if _TAG_BYTES <= size <= CHUNK_BYTES + _TAG_BYTES else b""
        if len(chunk) != size or not size:
            raise InvalidCommand(DAMAGED)
        return chunk


def _read_head(source: BinaryIO) -> tuple[bytes, str, bytes]:
    start = source.read(len(_MARK) + 2)
    if not start.startswith(_MARK) or len(start) != len(_MARK) + 2:
        raise InvalidCommand("This file is not a backup of the portal.")
    head = source.read(struct.unpack(">H", start[len(_MARK) :])[0])
    try:
        held = json.loads(head)
        return start + head, str(held["master"]), bytes.fromhex(held["salt"])
    except (ValueError, KeyError, TypeError) as fault:
        raise InvalidCommand(DAMAGED) from fault


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=KEY_BITS // 8, salt=salt, info=b"rights backup").derive(key))


def _nonce(count: int) -> bytes:
    return struct.pack(">IQ", 0, count)


def _bound_to(head: bytes, is_last: bool) -> bytes:
    return head + (b"last" if is_last else b"more")
