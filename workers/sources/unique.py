"""References that lead to one thing only, though names in a store repeat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from workers.sources.base import RawRecord, Tally


class UniqueRefs:
    """Gives a number to what comes later under a reference that is taken."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def counted(self, found: Iterable[Sequence[RawRecord]], tally: Tally) -> Iterator[RawRecord]:
        """Give the records of one piece after another, and note in the tally what was looked at and not read."""
        for records in found:
            tally.looked_at += 1
            for record in self.told_apart(records):
                if record.problem:
                    tally.unreadable.append((record.ref, record.problem))
                yield record

    def told_apart(self, records: Sequence[RawRecord]) -> list[RawRecord]:
        """Take a thing and everything inside it, itself first; inside it every name is made unique as well."""
        if not records:
            return []
        head = head_of(records)
        self._seen[head] += 1
        return numbered(records, self._seen[head])


def head_of(records: Sequence[RawRecord]) -> str:
    """The reference of a thing, which a copy of it would have too."""
    return records[0].carrier or records[0].ref


def numbered(records: Sequence[RawRecord], copy: int) -> list[RawRecord]:
    """Tell apart the references inside a thing, and those of its copies from its own."""
    head = head_of(records)
    inside: Counter[str] = Counter()
    found = []
    for record in records:
        inside[record.ref] += 1
        twice = f"#{inside[record.ref]}" if inside[record.ref] > 1 else ""
        found.append(_numbered(record, head, copy, twice))
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
