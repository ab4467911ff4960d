"""Keys of files: one a case, each wrapped by the master key. A case whose key is destroyed is erased.

The master key is a file that is kept apart from the vault and from its backups. Wrapped case keys stand in the vault:
without the master key they open nothing.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from requests_.errors import NotFound, Unavailable
from requests_.ids import new_id
from requests_.store.erasures import Erasures
from requests_.store.whole_files import overwrite, write_whole

KEY_BITS = 256
NONCE_BYTES = 12
_SPACE = re.compile(r"[A-Za-z0-9_-]{1,60}")


@dataclass(frozen=True, slots=True)
class SpaceKeys:
    """The two keys of a case: one for what its files hold, one for what they are called."""

    content: bytes
    names: bytes


@dataclass(frozen=True, slots=True)
class Rotation:
    """What a rotation came to: how many case keys were wrapped anew, and whose could not be opened."""

    master: str
    wrapped: int
    unopened: tuple[str, ...]


class MasterKeys:
    """The master key file: the current key, and the earlier ones that old backups were made under."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> tuple[str, dict[str, bytes]]:
        """The current key's id, and every key by its id. Raises Unavailable when the file is missing or unusable."""
        try:
            held = json.loads(self.path.read_text(encoding="ascii"))
            keys = {name: base64.b64decode(key, validate=True) for name, key in held["keys"].items()}
            current = str(held["current"])
            if current not in keys or any(len(key) * 8 != KEY_BITS for key in keys.values()):
                raise ValueError
        except FileNotFoundError as fault:
            raise Unavailable(
                f"The master key {self.path} is missing: put it back from its safe copy, no file can be read without."
            ) from fault
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
            raise Unavailable(
                f"The master key {self.path} cannot be read or is damaged: put it back from its safe copy."
            ) from fault
        return current, keys

    def write(self, current: str, keys: dict[str, bytes]) -> None:
        """Replace the file, readable by its owner only."""
        held = {"current": current, "keys": {name: base64.b64encode(key).decode() for name, key in keys.items()}}
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.path, json.dumps(held).encode())
        except OSError as fault:
            raise Unavailable(
                f"The master key {self.path} cannot be written ({os.strerror(fault.errno or 0)})."
            ) from fault

    def is_private(self) -> bool:
        """Whether nobody but its owner can read the file."""
        return not self.path.stat().st_mode & 0o077


class KeyRing:
    """The case keys of one vault, wrapped, in a folder."""

    def __init__(self, folder: Path, master: MasterKeys) -> None:
        self._folder = folder
        self.master = master
        self.erasures = Erasures(master.path.with_name(master.path.name + ".erased"))

    def open(self, space: str) -> SpaceKeys:
        """The keys of a case. Raises NotFound when it has none, or when it was erased."""
        self.refuse_erased(space)
        try:
            wrapped = self._path(space, "key").read_bytes()
        except FileNotFoundError as fault:
            raise NotFound("The file is not in the vault.") from fault
        return _derived(self._unwrapped(space, wrapped))

    def has(self, space: str) -> bool:
        """Whether a case has keys."""
        return self._path(space, "key").exists()

    def open_or_make(self, space: str) -> SpaceKeys:
        """The keys of a case, made when it has none yet. Raises NotFound when the case was erased."""
        self.refuse_erased(space)
        if not self.has(space):
            self._make(space)
        return self.open(space)

    def destroy(self, space: str) -> None:
        """Erase a case: its key is overwritten and removed, and never made again."""
        path = self._path(space, "key")
        with self._locked():
            # Written down first: what is erased and not on the list could come back with a backup.
            self.erasures.add(space)
            write_whole(self._path(space, "erased"), b"")
            overwrite(path)

    def refuse_erased(self, space: str) -> None:
        """Raise NotFound when the case was erased."""
        if self._path(space, "erased").exists():
            raise NotFound("The files of this case were erased.")

    def erased(self) -> tuple[str, ...]:
        """The cases that were erased."""
        return tuple(sorted(path.stem for path in self._folder.glob("*.erased")))

    def held(self) -> tuple[str, ...]:
        """The cases that have a key."""
        return tuple(sorted(path.stem for path in self._folder.glob("*.key")))

    def current_master(self) -> tuple[str, bytes]:
        """The master key of now and its id, made when the vault has no key yet."""
        with self._locked():
            current, keys = self._master_keys()
        return current, keys[current]

    def rotate(self, *, forget: bool = False) -> Rotation:
        """Make a new master key and wrap every case key by it. Stopped half-way, it is run again.

        The earlier master key stays in its file, for backups made under it, unless it is to be forgotten.
        """
        with self._locked():
            _, keys = self._master_keys()
            current = new_id()
            self.master.write(current, {**keys, current: AESGCM.generate_key(KEY_BITS)})
        unopened = tuple(space for space in self.held() if not self._wrap_anew(space))
        if forget and not unopened:
            with self._locked():
                now, keys = self.master.read()
                # Somebody who rotates after us has not wrapped everything yet: the earlier keys are theirs to forget.
                if now == current:
                    self.master.write(now, {now: keys[now]})
        return Rotation(current, len(self.held()) - len(unopened), unopened)

    def unopened(self) -> tuple[str, ...]:
        """The cases whose key the master key does not open."""
        return tuple(space for space in self.held() if not self._opens(space))

    def _opens(self, space: str) -> bool:
        try:
            self.open(space)
        except (NotFound, Unavailable):
            return False
        return True

    def _make(self, space: str) -> None:
        with self._locked():
            path = self._path(space, "key")
            self.refuse_erased(space)
            if not path.exists():
                write_whole(path, self._wrapped(space, AESGCM.generate_key(KEY_BITS)))

    def _wrap_anew(self, space: str) -> bool:
        with self._locked():
            path = self._path(space, "key")
            try:
                write_whole(path, self._wrapped(space, self._unwrapped(space, path.read_bytes())))
            except FileNotFoundError:
                return True  # erased in between
            except Unavailable:
                return False
        return True

    def _wrapped(self, space: str, key: bytes) -> bytes:
        current, keys = self._master_keys()
        nonce = os.urandom(NONCE_BYTES)
        sealed = nonce + AESGCM(keys[current]).encrypt(nonce, key, _bound_to(space))
        return json.dumps({"master": current, "key": base64.b64encode(sealed).decode()}).encode()

    def _unwrapped(self, space: str, wrapped: bytes) -> bytes:
        _, keys = self._master_keys()
        try:
            held = json.loads(wrapped)
            sealed = base64.b64decode(held["key"], validate=True)
            return AESGCM(keys[held["master"]]).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _bound_to(space))
        except (ValueError, KeyError, TypeError, InvalidTag) as fault:
            raise Unavailable(
                "The key of this case is not opened by the master key: is RIGHTS_MASTER_KEY_FILE the right file?",
                case=space,
            ) from fault

    def _master_keys(self) -> tuple[str, dict[str, bytes]]:
        # Only a vault without a single key gets a master key by itself: a lost one is never quietly replaced.
        if not self.master.path.exists() and not self.held():
            first = new_id()
            self.master.write(first, {first: AESGCM.generate_key(KEY_BITS)})
        return self.master.read()

    def _path(self, space: str, kind: str) -> Path:
        if not _SPACE.fullmatch(space):
            raise NotFound("The file is not in the vault.")
        return self._folder / f"{space}.{kind}"

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self._folder / ".lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield


def _bound_to(space: str) -> bytes:
    return f"rights case key|{space}".encode()


def _derived(key: bytes) -> SpaceKeys:
    def part(use: bytes) -> bytes:
        return HKDF(algorithm=SHA256(), length=KEY_BITS // 8, salt=None, info=b"rights vault|" + use).derive(key)

    return SpaceKeys(content=part(b"content"), names=part(b"names"))
