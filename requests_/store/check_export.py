"""Check an exported record: python3 check.py [FOLDER]. It needs Python alone, and nothing of the council's system.

events.jsonl has an event a line. The seal of an event is the SHA-256 over the JSON list
[the seal before, case, seq, kind, version, at, actor, payload], with sorted keys and without spaces; before the first
event of a chain stand 64 zeros. heads.json says where each chain ends: [its name, its last number, its last seal].

seals.jsonl, if it is there, was written outside the database night after night: a line holds the chains that moved
since the line before. Its digest is the SHA-256 over the JSON list [the digest before, at, heads]; its signature is
Ed25519 over the digest. The public key is not in this folder: ask the council, so that nobody can have changed both.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


class Unreadable(Exception):
    """A file that somebody wrote over."""


SEALED = ("case", "seq", "kind", "version", "at", "actor", "payload")


def check(folder: Path) -> Iterator[str]:
    """Yield a sentence for everything that does not hold."""
    ends: dict[str, tuple[int, str]] = {}
    sealed: dict[tuple[str, int, str], str] = {}
    called: dict[str, str] = {}
    yield from read_seals(folder / "seals.jsonl", sealed, called)
    for event in read_lines(folder / "events.jsonl", "chain", "seal", *SEALED):
        number, before = ends.get(event["chain"], (0, "0" * 64))
        body = json.dumps([before, *(event[name] for name in SEALED)], sort_keys=True, separators=(",", ":"))
        where = f"chain {event['chain']}, event {event['seq']}"
        if event["chain"] != event["case"]:
            yield f"{where}: it belongs to chain {event['case']}"
        if event["seq"] != number + 1:
            yield f"{where}: the event before it is missing"
        elif hashlib.sha256(body.encode()).hexdigest() != event["seal"]:
            yield f"{where}: it was changed"
        ends[event["chain"]] = (event["seq"], event["seal"])
        sealed.pop((event["chain"], event["seq"], event["seal"]), None)
    heads = json.loads((folder / "heads.json").read_text(encoding="ascii"))
    for chain in sorted(heads.keys() | ends.keys()):
        if tuple(heads.get(chain, [""])[1:]) != ends.get(chain, ()):
            yield f"chain {chain}: it does not end where heads.json says"
        if chain in heads and called.get(chain, heads[chain][0]) != heads[chain][0]:
            yield f"chain {chain}: it was sealed under another name"
    for (chain, number, _), at in sealed.items():
        yield f"chain {chain}: event {number} was sealed at {at}, and is no longer there"


def read_seals(path: Path, sealed: dict[tuple[str, int, str], str], called: dict[str, str]) -> Iterator[str]:
    """Fill `sealed` with every head that was ever written down, and when, and `called` with the names of their chains.

    Yield a sentence for a bad line.
    """
    digest = ""
    for number, held in enumerate(read_lines(path, "at", "heads", "digest") if path.exists() else (), 1):
        body = json.dumps([digest, held["at"], held["heads"]], sort_keys=True, separators=(",", ":"))
        digest = hashlib.sha256(body.encode()).hexdigest()
        if digest != held["digest"]:
            yield f"line {number} of seals.jsonl: it was changed, or one before it is missing"
            return
        for chain, (name, seq, end) in held["heads"].items():
            called[chain] = name
            sealed.setdefault((chain, seq, end), held["at"])


def read_lines(path: Path, *names: str) -> Iterator[dict[str, Any]]:
    """The object on every line, which has these names. Raises Unreadable for a line that is none."""
    for number, line in enumerate(path.open(encoding="ascii", errors="replace"), 1):
        try:
            said = json.loads(line)
        except (ValueError, RecursionError):
            said = None
        if not isinstance(said, dict) or not said.keys() >= {*names}:
            raise Unreadable(f"line {number} of {path.name}: it is not as it was written")
        yield said


def faults_of(folder: Path) -> list[str]:
    """Everything that does not hold, up to what cannot be read."""
    found = []
    try:
        for fault in check(folder):
            found.append(fault)
    except Unreadable as fault:
        found.append(str(fault))
    except (OSError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        found.append("the folder cannot be read: events.jsonl and heads.json are not as they were written")
    return found


def counted(folder: Path) -> str:
    """What was held against what: whoever took a file away, or shortened one, shows by these figures."""
    path = folder / "seals.jsonl"
    nights = [json.loads(line)["at"] for line in path.open(encoding="ascii")] if path.exists() else []
    events = sum(1 for _ in (folder / "events.jsonl").open(encoding="ascii"))
    seals = f"{len(nights)} seals of nights, the last of {nights[-1]}" if nights else "NO seal of any night is here"
    return f"{events} events; {seals}. Signatures were not checked: that needs the council's public key."


if __name__ == "__main__":
    where = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent)
    faults = faults_of(where)
    # A name that somebody wrote over holds no second line.
    sys.stdout.write("".join(f"{ascii(fault)[1:-1]}\n" for fault in faults) or f"Every seal holds.\n{counted(where)}\n")
    sys.exit(1 if faults else 0)
