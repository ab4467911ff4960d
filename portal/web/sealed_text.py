"""Secrets that the database keeps but cannot read: sealed with a key derived from the installation's own secret."""

from __future__ import annotations

import base64
import os
from typing import cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import Flask, current_app

_KEY = "rights_sealed_text"
_NONCE_BYTES = 12


class SealedText:
    """AES-256-GCM; `about` is bound in, so that what was sealed for one account opens for no other."""

    def __init__(self, secret: str) -> None:
        key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"rights sealed text").derive(secret.encode())
        self._cipher = AESGCM(key)

    def seal(self, text: str, about: str) -> str:
        """The sealed text, as ASCII."""
        nonce = os.urandom(_NONCE_BYTES)
        sealed = self._cipher.encrypt(nonce, text.encode(), about.encode())
        return base64.urlsafe_b64encode(nonce + sealed).decode("ascii")

    def open(self, sealed: str, about: str) -> str | None:
        """The text, or None when it was sealed with another key, about another, or not at all."""
        try:
            raw = base64.urlsafe_b64decode(sealed.encode("ascii"))
            return self._cipher.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], about.encode()).decode()
        except (ValueError, InvalidTag):
            return None


def sealed_text() -> SealedText:
    """The current app's sealer."""
    return cast(SealedText, current_app.extensions[_KEY])


def install(app: Flask, secret: str) -> None:
    """Give `app` its sealer."""
    app.extensions[_KEY] = SealedText(secret)
