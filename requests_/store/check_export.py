"""Check an exported record: python3 check.py [FOLDER]. It needs Python alone, and nothing of the council's system.

events.jsonl has an event a line. The seal of an event is the SHA-256 over the JSON list
[the seal before, case, seq, kind, version, at, actor, payload], with sorted keys and without spaces; before the first
event of a chain stand 64 zeros. heads.json says where each chain ends: [its name, its last number, its last seal].
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

SEALED = ("case", "seq", "kind", "version", "at", "actor", "payload")


def check(folder: Path) -> Iterator[str]:
    """Yield a sentence for everything that does not hold."""
    ends: dict[str, tuple[int, str]] = {}
    for line in (folder / "events.jsonl").open(encoding="ascii"):
        event = json.loads(line)
        number, before = ends.get(event["chain"], (0, "0" * 64))
        body = json.dumps([before, *(event[name] for name in SEALED)], sort_keys=True, separators=(",", ":"))
        where = f"chain {event['chain']}, event {event['seq']}"
        if event["seq"] != number + 1:
            yield f"{where}: the event before it is missing"
        elif hashlib.sha256(body.encode()).hexdigest() != event["seal"]:
            yield f"{where}: it was changed"
        ends[event["chain"]] = (event["seq"], event["seal"])
    heads = json.loads((folder / "heads.json").read_text(encoding="ascii"))
    for chain in sorted(heads.keys() | ends.keys()):
        if tuple(heads.get(chain, [""])[1:]) != ends.get(chain, ()):
            yield f"chain {chain}: it does not end where heads.json says"


if __name__ == "__main__":
    faults = list(check(Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent)))
    sys.stdout.write("".join(f"{fault}\n" for fault in faults) or "Every seal holds.\n")
    sys.exit(1 if faults else 0)
