"""How a search reads a share or mailbox: all of it, or through an index only what may be about the person."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol

from workers.finding.index.catalogue import Catalogue, Progress, Update
from workers.finding.index.entries import records_of
from workers.finding.index.storage import IndexFile
from workers.finding.leads import Leads
from workers.finding.text_keys import ANSWER
from workers.sources.base import RawRecord, Tally, TextSource
from workers.sources.opening import open_texts
from workers.sources.stores import Store
from workers.sources.unique import UniqueRefs


class Reading(Protocol):
    """One reading of a store, for one person."""

    def items(self, tally: Tally, progress: Progress) -> Iterator[RawRecord]:
        """Give everything that may be about the person, and everything that could not be read."""

    def answers_to(self, refs: Collection[str]) -> Iterator[RawRecord]:
        """Give the mails that answer one of these and were not given yet."""


@contextmanager
def open_reading(store: Store, leads: Leads, catalogue: Catalogue | None) -> Iterator[Reading]:
    """Open a store, and its index where there is a catalogue."""
    if catalogue is None:
        with open_texts(store) as source:
            yield _Whole(source)
        return
    with open_texts(store) as source, catalogue.opened(store) as index:
        yield _Indexed(index, store, source, leads)


class _Whole:
    """Everything, read anew."""

    def __init__(self, source: TextSource) -> None:
        self._source = source

    def items(self, tally: Tally, progress: Progress) -> Iterator[RawRecord]:
        total = self._source.expected()
        for record in self._source.items(tally):
            progress(tally.looked_at, total)
            yield record

    def answers_to(self, _refs: Collection[str]) -> Iterator[RawRecord]:
        return iter(())


class _Indexed:
    """What the index leads to, once it is up to date."""

    def __init__(self, index: IndexFile, store: Store, source: TextSource, leads: Leads) -> None:
        self._index = index
        self._store = store
        self._source = source
        self._leads = leads

    def items(self, tally: Tally, progress: Progress) -> Iterator[RawRecord]:
        loose = UniqueRefs()
        for records in Update(self._index, self._source, tally, progress).run():
            yield from _noted(loose.told_apart(records), tally)
        yield from _noted(self._matching(self._leads.bits, self._leads.suffice), tally)

    def answers_to(self, refs: Collection[str]) -> Iterator[RawRecord]:
        wanted = {ANSWER + ref for ref in refs}
        return self._matching(lambda key: int(key in wanted), bool) if wanted else iter(())

    def _matching(self, bits: Callable[[str], int], suffice: Callable[[int], bool]) -> Iterator[RawRecord]:
        for copy, body in self._index.bodies(self._index.matching(bits, suffice)):
            yield from records_of(self._store, copy, body)


def _noted(records: Iterable[RawRecord], tally: Tally) -> Iterator[RawRecord]:
    for record in records:
        if record.problem:
            tally.unreadable.append((record.ref, record.problem))
        yield record
