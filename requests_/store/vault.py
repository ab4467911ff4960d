"""Files under the digest of their bytes: what is read is what was written, or it is refused."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path

from requests_.errors import InvalidCommand, NotFound, Unavailable

_DIGEST = re.compile(r"[0-9a-f]{64}")


class Vault:
    """A folder of files named by SHA-256, written whole or not at all."""

    def __init__(self, root: Path, *, largest_bytes: int = 512 * 1024 * 1024) -> None:
        self._root = root
        self._largest_bytes = largest_bytes

    def put(self, content: bytes) -> str:
        """Keep the bytes; returns their digest. Raises Unavailable when the disk is full or cannot be written."""
        if len(content) > self._largest_bytes:
            raise InvalidCommand(f"The file is larger than {self._largest_bytes // 1024 // 1024} MB.")
        digest = hashlib.sha256(content).hexdigest()
        target = self._path(digest)
        if target.exists():
            return digest
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._write(target, content)
        except OSError as fault:
            raise Unavailable(
                f"The vault {self._root} cannot be written ({os.strerror(fault.errno or 0)}): "
                "make room on its disk, or mend the folder."
            ) from fault
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes under a digest. Raises NotFound when there are none, or when they are no longer the same bytes."""
        try:
            content = self._path(digest).read_bytes()
        except FileNotFoundError as fault:
            raise NotFound("The file is not in the vault.", sha256=digest) from fault
        if hashlib.sha256(content).hexdigest() != digest:
            raise NotFound("The file in the vault has been changed and is refused.", sha256=digest)
        return content

    def shred(self, digest: str) -> None:
        """Overwrite and remove the file; nothing happens when there is none."""
        path = self._path(digest)
        if not path.exists():
            return
        with path.open("r+b") as handle:
            handle.write(b"\0" * path.stat().st_size)
            handle.flush()
            os.fsync(handle.fileno())
        path.unlink()

    def is_writable(self) -> bool:
        """Whether a file can be written now."""
        try:
            self._root.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self._root) as handle:
                handle.write(b"\0")
        except OSError:
            return False
        return True

    def _path(self, digest: str) -> Path:
        if not _DIGEST.fullmatch(digest):
            raise NotFound("The file is not in the vault.")
        return self._root / digest[:2] / digest

    def _write(self, target: Path, content: bytes) -> None:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".writing-")
        try:
            with os.fdopen(handle, "wb") as writer:
                writer.write(content)
                writer.flush()
                os.fsync(writer.fileno())
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
