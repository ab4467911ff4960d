"""References that lead to one thing only, though names in a store repeat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from workers.sources.base import RawRecord


class UniqueRefs:
    """Gives a number to what comes later under a reference that is taken."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def told_apart(self, records: Sequence[RawRecord]) -> list[RawRecord]:
        """Take a thing and everything inside it, itself first; inside it every name is made unique as well."""
        if not records:
            return []
        head = records[0].carrier or records[0].ref
        self._seen[head] += 1
        copies = self._seen[head]
        inside: Counter[str] = Counter()
        found = []
        for record in records:
            inside[record.ref] += 1
            twice = f"#{inside[record.ref]}" if inside[record.ref] > 1 else ""
            found.append(_numbered(record, head, copies, twice))
        return found


def _numbered(record: RawRecord, head: str, copies: int, twice: str) -> RawRecord:
    if copies == 1:
        return replace(record, ref=f"{record.ref}{twice}") if twice else record
    again = f"{head}#{copies}"
    return replace(
        record,
        ref=f"{again}{record.ref[len(head) :]}{twice}",
        carrier=f"{again}{record.carrier[len(head) :]}" if record.carrier else "",
    )
