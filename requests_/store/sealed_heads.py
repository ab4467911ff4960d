"""The heads of all chains, written down outside the database: so that not even whoever owns it can cut a chain's end.

A chain shows what was changed in it, but not that its last events, and the line of its case, were taken back together.
The file is JSON Lines; a line holds the heads that moved since the line before, and a digest over both, which can be
printed, mailed or read out. A line may be signed: then nobody without the key can have written it.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy.orm import Session

from requests_.errors import InvalidCommand, Unavailable
from requests_.store.audit import BrokenChain
from requests_.store.chains import Head, all_heads, all_links
from requests_.store.seal_keys import is_signed_by


@dataclass(frozen=True, slots=True)
class SealedHeads:
    """Every head of the file, by the chain's key, and the digest of its last line."""

    heads: dict[str, Head]
    digest: str


def read_heads(path: Path, signed_by: Ed25519PublicKey | None = None) -> SealedHeads:
    """What the file holds; nothing when there is none.

    Raises InvalidCommand when a line was changed or taken out, or is not signed by the key that is asked for.
    """
    heads: dict[str, Head] = {}
    digest = ""
    try:
        lines = path.read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        return SealedHeads(heads, digest)
    except (OSError, UnicodeDecodeError) as fault:
        raise InvalidCommand(f"{path} cannot be read: is it the file of sealed heads?") from fault
    for number, line in enumerate(lines, start=1):
        try:
            held = json.loads(line)
            digest = _digest(digest, held["at"], held["heads"])
            if held["digest"] != digest:
                raise ValueError
            heads |= {key: Head(*head) for key, head in held["heads"].items()}
        except (ValueError, KeyError, TypeError, AttributeError) as fault:
            raise InvalidCommand(f"Line {number} of {path} was changed, or one before it is missing.") from fault
        if signed_by is not None and not is_signed_by(signed_by, digest, held.get("signature")):
            raise InvalidCommand(f"Line {number} of {path} is not signed by this key.")
    return SealedHeads(heads, digest)


def moved_heads(session: Session, path: Path) -> dict[str, Head]:
    """Every head that moved since the last line of the file."""
    before = read_heads(path).heads
    return {chain: head for chain, head in all_heads(session).items() if before.get(chain) != head}


def seal_heads(session: Session, path: Path, at: datetime, key: Ed25519PrivateKey | None = None) -> SealedHeads:
    """Add a line with every head that moved since the last one, signed where there is a key to sign with.

    Returns what the line says, and its digest.
    """
    before, moved = read_heads(path), moved_heads(session, path)
    plain = {chain: list(head) for chain, head in sorted(moved.items())}
    digest = _digest(before.digest, at.isoformat(), plain)
    line = {"at": at.isoformat(), "heads": plain, "digest": digest}
    if key is not None:
        line["signature"] = key.sign(digest.encode("ascii")).hex()
    try:
        with path.open("a", encoding="ascii") as handle:
            handle.write(json.dumps(line) + "\n")
            handle.flush()
            os.fsync(handle.fileno())
    except OSError as fault:
        raise Unavailable(f"{path} cannot be written ({os.strerror(fault.errno or 0)}).") from fault
    return SealedHeads(moved, digest)


def cut_since(session: Session, sealed: SealedHeads) -> tuple[BrokenChain, ...]:
    """Every chain that no longer goes through the head that was written down."""
    left = dict(sealed.heads)
    for key, link in all_links(session):
        head = left.get(key)
        if head is not None and (head.seq, head.seal) == (link.seq, link.seal):
            del left[key]
    fault = "events that were sealed are no longer there"
    found = [BrokenChain(head.reference, head.seq, fault) for head in left.values()]
    return tuple(sorted(found, key=lambda broken: broken.reference))


def _digest(before: str, at: str, heads: dict[str, list[object]]) -> str:
    body = json.dumps([before, at, heads], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(body.encode()).hexdigest()
