"""The records a forecast is made from, ready to be looked at from the end of one day after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from requests_.model.rights import Right
from requests_.reporting.record import CaseRecord
from requests_.reporting.timing import TimedCase, timed


class Past:
    """Every request, with what does not change any more reckoned once. Complaints are no requests."""

    def __init__(self, records: Iterable[CaseRecord]) -> None:
        requests = (record for record in records if record.right is not Right.COMPLAINT)
        self._rows = [
            (record, record.settled_on, any(ending.reopened_on is not None for ending in record.endings))
            for record in sorted(requests, key=lambda record: (record.received_on, record.reference))
        ]
        self._settled: dict[str, TimedCase] = {}

    def cases(self, first_on: date, last_on: date) -> Iterator[TimedCase]:
        """As they stood at the end of `last_on`: all but those that were settled before `first_on`."""
        for record, settled_on, came_back in self._rows:
            if record.received_on > last_on:
                break
            if settled_on is None or settled_on > last_on or came_back:
                if settled_on is None or settled_on >= first_on:
                    yield timed(record, last_on)
            elif settled_on >= first_on:
                yield self._at_the_end(record, settled_on)

    def bearing_on(self, first_on: date, last_on: date) -> list[CaseRecord]:
        """Those that can be late or overdue between two days: what was settled before, and stayed so, cannot."""
        return [
            record
            for record, settled_on, came_back in self._rows
            if record.received_on <= last_on and (settled_on is None or settled_on >= first_on or came_back)
        ]

    def _at_the_end(self, record: CaseRecord, settled_on: date) -> TimedCase:
        if record.reference not in self._settled:
            self._settled[record.reference] = timed(record, settled_on)
        return self._settled[record.reference]
