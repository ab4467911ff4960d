"""The sealed record as files that anybody can check without this system, its database or this language's packages."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.orm import Session

from requests_.errors import InvalidCommand, Unavailable
from requests_.store.chains import CHAINS

CHECKER = Path(__file__).with_name("check_export.py")
EVENTS, HEADS, SEALS = "events.jsonl", "heads.json", "seals.jsonl"


def export_record(
    session: Session, folder: Path, *, seals: Path | None = None, after_each: Callable[[int], None] = lambda count: None
) -> int:
    """Write every event of every chain, where each chain ends, and the program that checks both, into a new folder.

    `seals` is the file of sealed heads, copied too. Returns how many events there are. Nothing about a person is in it:
    events hold codes, days, counts and digests.
    """
    count = 0
    try:
        folder.mkdir(parents=True)
        with (folder / EVENTS).open("w", encoding="ascii") as handle:
            for chains in CHAINS:
                for key, link in chains.links(session):
                    handle.write(json.dumps({"chain": key, **link._asdict()}, sort_keys=True) + "\n")
                    count += 1
                    after_each(count)
        heads = {key: list(head) for chains in CHAINS for key, head in chains.heads(session).items()}
        (folder / HEADS).write_text(json.dumps(heads, indent=1, sort_keys=True) + "\n", encoding="ascii")
        (folder / "check.py").write_bytes(CHECKER.read_bytes())
        if seals is not None:
            (folder / SEALS).write_bytes(seals.read_bytes())
    except FileExistsError as fault:
        raise InvalidCommand(f"{folder} is there already. Name a folder that is not.") from fault
    except OSError as fault:
        raise Unavailable(f"{folder} cannot be written ({os.strerror(fault.errno or 0)}).") from fault
    return count
