"""A cookie whose contents only the server can read: a half-answered form stays with the visitor, and with nobody else.

AES-256-GCM under a key derived from the installation's secret; the cookie's name is bound in, so that one cookie cannot
stand in for another. The contents end with the browser's session, or after `hours`.
"""

from __future__ import annotations

import base64
import json
import os
import zlib
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from werkzeug.wrappers import Response

from requests_.clock import Clock

# Browsers keep 4,096 bytes a cookie with its name and attributes; servers take about 8,000 bytes of cookies in all.
PIECE_CHARACTERS = 3_600
MOST_PIECES = 2
_NONCE_BYTES = 12
_LARGEST_PLAIN_BYTES = 64 * 1024


class TooMuchToKeep(Exception):
    """The contents do not fit in a cookie."""


class SealedCookie:
    """One named cookie, in pieces `name.0`, `name.1` where its contents are long."""

    def __init__(self, name: str, *, secret: str, is_secure: bool, hours: int, clock: Clock) -> None:
        key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"rights sealed cookie").derive(secret.encode())
        self._cipher = AESGCM(key)
        self._name = f"__Host-{name}" if is_secure else name
        self._is_secure = is_secure
        self._seconds = hours * 3600
        self._clock = clock

    def read(self, cookies: Mapping[str, str]) -> dict[str, Any]:
        """The contents; empty when there are none, or they are too old, or anybody touched them."""
        whole = "".join(cookies.get(self._piece(number), "") for number in range(MOST_PIECES))
        try:
            sealed = base64.urlsafe_b64decode(whole.encode("ascii"))
            packed = self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], self._name.encode())
            plain = zlib.decompressobj().decompress(packed, _LARGEST_PLAIN_BYTES)
            kept: dict[str, Any] = json.loads(plain)
        except (ValueError, InvalidTag, zlib.error):
            return {}
        age_seconds = self._now() - int(kept.pop("kept_at", 0))
        return kept if 0 <= age_seconds <= self._seconds else {}

    def write(self, response: Response, contents: Mapping[str, Any]) -> None:
        """Set the cookie on `response`. Raises TooMuchToKeep when `contents` do not fit."""
        plain = json.dumps({**contents, "kept_at": self._now()}, ensure_ascii=False, separators=(",", ":")).encode()
        nonce = os.urandom(_NONCE_BYTES)
        sealed = nonce + self._cipher.encrypt(nonce, zlib.compress(plain, 9), self._name.encode())
        whole = base64.urlsafe_b64encode(sealed).decode("ascii")
        if len(whole) > PIECE_CHARACTERS * MOST_PIECES or len(plain) > _LARGEST_PLAIN_BYTES:
            raise TooMuchToKeep
        for number in range(MOST_PIECES):
            self._set(response, number, whole[number * PIECE_CHARACTERS : (number + 1) * PIECE_CHARACTERS])

    def clear(self, response: Response) -> None:
        """Take the cookie away."""
        for number in range(MOST_PIECES):
            self._set(response, number, "")

    def _set(self, response: Response, number: int, piece: str) -> None:
        response.set_cookie(
            self._piece(number),
            piece,
            max_age=None if piece else 0,
            path="/",
            secure=self._is_secure,
            httponly=True,
            samesite="Lax",
        )

    def _piece(self, number: int) -> str:
        return f"{self._name}.{number}"

    def _now(self) -> int:
        return int(self._clock.utc_now().timestamp())
