"""Mentions kept apart and in order."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator
from itertools import islice

from redaction.detect.mention import Mention


class Cover:
    """Mentions that do not overlap, in text order, quick to ask what stands at a place."""

    def __init__(self, mentions: Iterable[Mention] = ()) -> None:
        self._mentions = sorted(mentions, key=by_start)

    def __iter__(self) -> Iterator[Mention]:
        """The mentions in text order."""
        return iter(self._mentions)

    def over(self, one: Mention) -> list[Mention]:
        """The mentions that share a character with one."""
        place = max(0, bisect_right(self._mentions, one.start, key=by_start) - 1)
        found = []
        for other in islice(self._mentions, place, None):
            if other.start >= one.end:
                break
            if other.end > one.start:
                found.append(other)
        return found

    def add(self, one: Mention) -> None:
        """Take in a mention that overlaps none."""
        insort(self._mentions, one, key=by_start)

    def replace(self, one: Mention) -> None:
        """Take in a mention in place of all it overlaps."""
        for other in self.over(one):
            self._mentions.remove(other)
        self.add(one)


def by_start(mention: Mention) -> int:
    """The order mentions are kept in."""
    return mention.start
