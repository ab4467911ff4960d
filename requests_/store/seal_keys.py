"""The pair of keys that sealed heads are signed with (Ed25519, RFC 8032): one signs here, the other is for anybody."""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from requests_.errors import InvalidCommand, Unavailable

SIGNING, PUBLIC = "audit-signing.pem", "audit-public.pem"


def make_keys(folder: Path) -> tuple[Path, Path]:
    """Write a new pair into a folder. Raises InvalidCommand when one is there: a key is never replaced unasked."""
    signing, public = folder / SIGNING, folder / PUBLIC
    if signing.exists() or public.exists():
        raise InvalidCommand(f"{folder} has keys already. Name another folder, or move them away.")
    key = Ed25519PrivateKey.generate()
    private_bytes = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public_bytes = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, content, mode in ((signing, private_bytes, 0o600), (public, public_bytes, 0o644)):
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as handle:
                handle.write(content)
    except OSError as fault:
        raise Unavailable(f"{folder} cannot be written ({os.strerror(fault.errno or 0)}).") from fault
    return signing, public


def signing_key(path: Path) -> Ed25519PrivateKey:
    """The key that signs. Raises InvalidCommand for a file that is none."""
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as fault:
        raise InvalidCommand(f"{path} is no signing key: make one with 'rights audit keys'.") from fault
    if not isinstance(key, Ed25519PrivateKey):
        raise InvalidCommand(f"{path} is a key of another kind: make one with 'rights audit keys'.")
    return key


def public_key(path: Path) -> Ed25519PublicKey:
    """The key that shows who signed. Raises InvalidCommand for a file that is none."""
    try:
        key = serialization.load_pem_public_key(path.read_bytes())
    except (OSError, ValueError) as fault:
        raise InvalidCommand(f"{path} is no public key of a seal.") from fault
    if not isinstance(key, Ed25519PublicKey):
        raise InvalidCommand(f"{path} is a key of another kind.")
    return key


def is_signed_by(key: Ed25519PublicKey, digest: str, signature: object) -> bool:
    """Whether a digest of sealed heads was signed with the other key of the pair. `signature` is hexadecimal."""
    try:
        key.verify(bytes.fromhex(str(signature)), digest.encode("ascii"))
    except (InvalidSignature, ValueError):
        return False
    return True
