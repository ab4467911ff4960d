"""How likely a waiting request is to be answered on a day, by how far that day is from its due date.

A life table (period method): over a stretch of history, what happened on each such day, out of everything that still
waited. Requests that are still open count for as long as they waited.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

# Days are taken together in bands that end on the due date, and on every fifth day before and after it.
BAND_DAYS = 5
FIRST_DAY, LAST_DAY = -120, 400
_MOST = 0.95


@dataclass(frozen=True, slots=True)
class Stay:
    """One request that waited, from day to day, counted from its due date (0); `ended`: then it came."""

    first: int
    last: int
    ended: bool


@dataclass(frozen=True, slots=True)
class LifeTable:
    """The cumulative hazard at the end of each day from FIRST_DAY to LAST_DAY; outside it stands still."""

    sums: tuple[float, ...]

    def upto(self, day: int) -> float:
        """The hazard gathered up to the end of a day."""
        if day < FIRST_DAY:
            return 0.0
        return self.sums[min(day, LAST_DAY) - FIRST_DAY]

    def day_of(self, level: float) -> int | None:
        """The first day by which so much hazard is gathered; None when it never is."""
        place = bisect_left(self.sums, level)
        return FIRST_DAY + place if place < len(self.sums) else None


def life_table(stays: Iterable[Stay]) -> LifeTable:
    """Read a table off what happened."""
    # How many more, or fewer, waited on a day than on the day before.
    changes, ends = [0] * (LAST_DAY - FIRST_DAY + 2), Counter[int]()
    for stay in stays:
        first, last = max(stay.first, FIRST_DAY), min(stay.last, LAST_DAY)
        if first > last:
            continue
        changes[first - FIRST_DAY] += 1
        changes[last + 1 - FIRST_DAY] -= 1
        if stay.ended and stay.last <= LAST_DAY:
            ends[_band(last)] += 1
    risks = Counter[int]()
    for day, waited in zip(range(FIRST_DAY, LAST_DAY + 1), accumulate(changes), strict=False):
        risks[_band(day)] += waited
    hazards = {band: -math.log(1 - min(_MOST, ends[band] / days)) for band, days in risks.items() if days}
    return LifeTable(tuple(accumulate(hazards.get(_band(day), 0.0) for day in range(FIRST_DAY, LAST_DAY + 1))))


def _band(day: int) -> int:
    """The number of a day's band: 0 ends on the due date."""
    return -(-day // BAND_DAYS)
