"""Files under the digest of their bytes, encrypted under the key of their case.

What is read is what was written, or it is refused. Nothing on the disk shows what a file holds or whether two cases
hold the same one; its size and its case do show.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from requests_.errors import InvalidCommand, NotFound, Unavailable
from requests_.store.keys import NONCE_BYTES, KeyRing, MasterKeys, SpaceKeys
from requests_.store.whole_files import overwrite, write_whole

# What belongs to no case, or not yet to one.
COMMON = "common"
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MARK = b"RV1\n"


class Vault:
    """A folder of encrypted files, a space a case. Used without a case it is the common space."""

    def __init__(self, root: Path, *, master_key: Path | None = None, largest_bytes: int = 512 * 1024 * 1024) -> None:
        """`master_key` is the file of the master key; beside the vault unless told."""
        self.root = root
        self._largest_bytes = largest_bytes
        self.keys = KeyRing(root / "keys", MasterKeys(master_key or root.parent / "master.key"))

    def of(self, case: str) -> CaseFiles:
        """The files of one case."""
        return CaseFiles(self.root, self.keys, case, self._largest_bytes)

    def put(self, content: bytes) -> str:
        """Keep bytes that belong to no case yet; returns their digest."""
        return self.of(COMMON).put(content)

    def get(self, digest: str) -> bytes:
        """The bytes under a digest that belong to no case. Raises NotFound."""
        return self.of(COMMON).get(digest)

    def shred(self, digest: str) -> None:
        """Remove bytes that belong to no case, encrypted or from before files were encrypted."""
        self.of(COMMON).shred(digest)
        overwrite(_plain(self.root, digest))

    def erase(self, case: str) -> None:
        """Destroy the key of a case, then its files: from here on nothing of it can be read or added."""
        self.keys.destroy(case)
        for path in self._files_of(case):
            path.unlink()

    def cases(self) -> tuple[str, ...]:
        """The cases that have files, the common space among them."""
        return tuple(sorted(path.name for path in (self.root / "cases").glob("*") if path.is_dir()))

    def strays(self, case: str, digests: set[str]) -> tuple[Path, ...]:
        """The files of a case that are none of `digests`; all of them once it was erased."""
        if case in self.keys.erased():
            return tuple(self._files_of(case))
        try:
            keys = self.keys.open(case)
        except (NotFound, Unavailable):
            # Without its key nobody can say which file is which: the key may come back, the files would not.
            return ()
        wanted = {_name(keys, digest) for digest in digests}
        return tuple(path for path in self._files_of(case) if path.name not in wanted)

    def plain_strays(self, digests: set[str]) -> tuple[Path, ...]:
        """The files from before files were encrypted that are none of `digests`."""
        return tuple(
            path for path in sorted(self.root.glob("??/*")) if _DIGEST.fullmatch(path.name) and path.name not in digests
        )

    def is_writable(self) -> bool:
        """Whether a file can be written now."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self.root) as handle:
                handle.write(b"\0")
        except OSError:
            return False
        return True

    def _files_of(self, case: str) -> Iterator[Path]:
        self.of(case)  # refuses a name that is none
        return (path for path in sorted((self.root / "cases" / case).glob("??/*")) if path.is_file())


class CaseFiles:
    """The files of one case: no other case's key opens them."""

    def __init__(self, root: Path, keys: KeyRing, case: str, largest_bytes: int) -> None:
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,60}", case):
            raise NotFound("The file is not in the vault.")
        self._root, self._keys, self._case = root, keys, case
        self._largest_bytes = largest_bytes

    def put(self, content: bytes) -> str:
        """Keep the bytes; returns their digest. Raises Unavailable when the disk is full or cannot be written."""
        if len(content) > self._largest_bytes:
            raise InvalidCommand(f"The file is larger than {self._largest_bytes // 1024 // 1024} MB.")
        digest = hashlib.sha256(content).hexdigest()
        try:
            keys = self._keys.open_or_make(self._case)
            target = self._path(keys, digest)
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                write_whole(target, self._sealed(keys, digest, content))
        except OSError as fault:
            raise Unavailable(
                f"The vault {self._root} cannot be written ({os.strerror(fault.errno or 0)}): "
                "make room on its disk, or mend the folder."
            ) from fault
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes under a digest: the case's own, or some that no case owns yet.

        Raises NotFound when there are none, when they are no longer the same bytes, or when the case was erased.
        """
        _require_digest(digest)
        self._keys.refuse_erased(self._case)
        content = self._own(digest)
        if content is None and self._case != COMMON:
            content = CaseFiles(self._root, self._keys, COMMON, self._largest_bytes)._own(digest)
        if content is None:
            content = _read(_plain(self._root, digest))
        if content is None:
            raise NotFound("The file is not in the vault.", sha256=digest)
        if hashlib.sha256(content).hexdigest() != digest:
            raise NotFound("The file in the vault has been changed and is refused.", sha256=digest)
        return content

    def holds(self, digest: str) -> bool:
        """Whether the case itself has the file, encrypted under its own key."""
        _require_digest(digest)
        try:
            return self._path(self._keys.open(self._case), digest).exists()
        except NotFound:
            return False

    def shred(self, digest: str) -> None:
        """Overwrite and remove the case's file; nothing happens when there is none."""
        _require_digest(digest)
        try:
            keys = self._keys.open(self._case)
        except NotFound:
            return
        overwrite(self._path(keys, digest))

    def _own(self, digest: str) -> bytes | None:
        try:
            keys = self._keys.open(self._case)
        except NotFound:
            return None
        sealed = _read(self._path(keys, digest))
        if sealed is None:
            return None
        nonce, rest = sealed[len(_MARK) :][:NONCE_BYTES], sealed[len(_MARK) + NONCE_BYTES :]
        try:
            if not sealed.startswith(_MARK):
                raise ValueError
            return AESGCM(keys.content).decrypt(nonce, rest, self._bound_to(digest))
        except (InvalidTag, ValueError) as fault:
            raise NotFound("The file in the vault has been changed and is refused.", sha256=digest) from fault

    def _sealed(self, keys: SpaceKeys, digest: str, content: bytes) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        return _MARK + nonce + AESGCM(keys.content).encrypt(nonce, content, self._bound_to(digest))

    def _bound_to(self, digest: str) -> bytes:
        # A file put in another's place, or into another case, does not open.
        return _MARK + f"{self._case}|{digest}".encode()

    def _path(self, keys: SpaceKeys, digest: str) -> Path:
        name = _name(keys, digest)
        return self._root / "cases" / self._case / name[:2] / name


def _name(keys: SpaceKeys, digest: str) -> str:
    return hmac.new(keys.names, digest.encode(), hashlib.sha256).hexdigest()


def _plain(root: Path, digest: str) -> Path:
    """Where a file stands that was kept before files were encrypted."""
    _require_digest(digest)
    return root / digest[:2] / digest


def _require_digest(digest: str) -> None:
    if not _DIGEST.fullmatch(digest):
        raise NotFound("The file is not in the vault.")


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
