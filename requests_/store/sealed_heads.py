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
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy.orm import Session

from requests_.errors import Conflict, InvalidCommand, Unavailable
from requests_.store.audit import BrokenChain
from requests_.store.chains import Head, all_heads, all_links
from requests_.store.seal_keys import is_signed_by


@dataclass(frozen=True, slots=True)
class SealedHeads:
    """The newest head of every chain by its key, and every head that was ever written down, with its chain.

    `lines` is how often, `last_at` when last (ISO 8601, "" for never), `digest` is that of the last line.
    """

    heads: dict[str, Head]
    every: frozenset[tuple[str, Head]] = frozenset()
    lines: int = 0
    last_at: str = ""
    digest: str = ""


def read_heads(path: Path, signed_by: Ed25519PublicKey | None = None) -> SealedHeads:
    """What the file holds; nothing when there is none.

    Raises InvalidCommand when a line was changed or taken out, or is not signed by the key that is asked for.
    """
    heads: dict[str, Head] = {}
    every: set[tuple[str, Head]] = set()
    digest = last_at = ""
    try:
        lines = path.read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        return SealedHeads(heads)
    except (OSError, UnicodeDecodeError) as fault:
        raise InvalidCommand(f"{path} cannot be read: is it the file of sealed heads?") from fault
    for number, line in enumerate(lines, start=1):
        try:
            held = json.loads(line)
            digest = digest_of(digest, held["at"], held["heads"])
            if held["digest"] != digest:
                raise ValueError
            moved = {key: Head(*head) for key, head in held["heads"].items()}
            heads, last_at = heads | moved, str(held["at"])
            every |= moved.items()
        except (ValueError, KeyError, TypeError, AttributeError) as fault:
            raise InvalidCommand(f"Line {number} of {path} was changed, or one before it is missing.") from fault
        if signed_by is not None and not is_signed_by(signed_by, digest, held.get("signature")):
            raise InvalidCommand(f"Line {number} of {path} is not signed by this key.")
    return SealedHeads(heads, frozenset(every), len(lines), last_at, digest)


def moved_heads(session: Session, path: Path) -> dict[str, Head]:
    """Every head that moved since the last line of the file."""
    before = read_heads(path).heads
    return {chain: head for chain, head in all_heads(session).items() if before.get(chain) != head}


def seal_heads(session: Session, path: Path, at: datetime, key: Ed25519PrivateKey | None = None) -> SealedHeads:
    """Add a line with every head that moved since the last one, signed where there is a key to sign with.

    Returns what the line says, and its digest. Raises Conflict, and adds nothing, where a chain no longer goes through
    what was written down before: a seal over it would make what was taken back look as if it had never been.
    """
    before, moved = read_heads(path), moved_heads(session, path)
    cut = cut_since(session, before)
    if cut:
        raise Conflict(
            f"Not sealed: {len(cut)} of the chains sealed before, {cut[0].reference} first, are not what they were. "
            f"Look at 'rights audit verify --against {path}'."
        )
    plain = {chain: list(head) for chain, head in sorted(moved.items())}
    digest = digest_of(before.digest, at.isoformat(), plain)
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
    return SealedHeads(moved, frozenset(moved.items()), before.lines + 1, at.isoformat(), digest)


def cut_since(session: Session, sealed: SealedHeads) -> tuple[BrokenChain, ...]:
    """Every chain that no longer goes through a head that was ever written down, or that people call otherwise now."""
    left = {(key, head.seq, head.seal): head for key, head in sealed.every}
    for key, link in all_links(session):
        left.pop((key, link.seq, link.seal), None)
    earliest = {key: head for (key, _, _), head in sorted(left.items(), reverse=True)}
    now = all_heads(session)
    found = [
        *(
            BrokenChain(head.reference, head.seq, "events that were sealed are no longer there")
            for head in earliest.values()
        ),
        *(
            BrokenChain(head.reference, head.seq, f"it has another reference now, {now[key].reference}")
            for key, head in sealed.heads.items()
            if key not in earliest and key in now and now[key].reference != head.reference
        ),
    ]
    return tuple(sorted(found, key=lambda broken: broken.reference))


def digest_of(before: str, at: str, heads: dict[str, list[Any]]) -> str:
    """The digest of a line: over that of the line before it, its moment and its heads (SHA-256)."""
    body = json.dumps([before, at, heads], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(body.encode()).hexdigest()
