"""What an index keeps, sealed: AES-256 in GCM, every piece with a nonce of its own and bound to its place."""

from __future__ import annotations

import hashlib
import os
import zlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_CHARACTERS = 32
_NONCE = 12
_LEVEL = 6  # of compression


class SealBroken(Exception):
    """Something that was sealed with another key, or changed since."""


class Seal:
    """Seals and opens for one store. The key is long and random, so that it needs no stretching."""

    def __init__(self, key: str, store: str) -> None:
        kept = HKDF(algorithm=SHA256(), length=64, salt=None, info=b"rights index: " + store.encode())
        made = kept.derive(key.encode())
        self._cipher = AESGCM(made[:32])
        self._names = made[32:]

    def closed(self, content: bytes, about: str) -> bytes:
        """Seal bytes; `about` must be told to open them."""
        nonce = os.urandom(_NONCE)
        return nonce + self._cipher.encrypt(nonce, zlib.compress(content, _LEVEL), about.encode())

    def opened(self, sealed: bytes, about: str) -> bytes:
        """Open what was sealed. Raises SealBroken."""
        try:
            return zlib.decompress(self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], about.encode()))
        except (InvalidTag, ValueError, zlib.error) as error:
            raise SealBroken from error

    def name(self, text: str) -> bytes:
        """Give what stands for a text where it is only compared: its keyed digest."""
        return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), key=self._names, digest_size=16).digest()
