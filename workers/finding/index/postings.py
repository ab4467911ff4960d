"""Which keys stand in which entries, for some hundreds of entries together."""

from __future__ import annotations

import struct
from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import accumulate

_KEY, _END = "\n", "utf-8"


class Postings:
    """For each key the numbers of the entries that have it."""

    def __init__(self, entries: Mapping[str, Iterable[int]] | None = None) -> None:
        self._entries: dict[str, array[int]] = {key: array("I", numbers) for key, numbers in (entries or {}).items()}

    def __bool__(self) -> bool:
        """Say whether any entry is left."""
        return bool(self._entries)

    def add(self, number: int, keys: Iterable[str]) -> None:
        """Enter an entry under its keys."""
        for key in keys:
            if key not in self._entries:
                self._entries[key] = array("I")
            self._entries[key].append(number)

    def without(self, gone: Collection[int]) -> Postings:
        """Give the postings of the others; a key that only these had is gone with them."""
        left = {key: [one for one in numbers if one not in gone] for key, numbers in self._entries.items()}
        return Postings({key: numbers for key, numbers in left.items() if numbers})

    def packed(self) -> bytes:
        """Give the postings as bytes: how long the keys are, the keys, how many entries each has, and those."""
        keys = _KEY.join(self._entries).encode(_END, "surrogatepass")
        counts = array("I", map(len, self._entries.values()))
        numbers = array("I")
        for some in self._entries.values():
            numbers.extend(some)
        return struct.pack("<II", len(keys), len(counts)) + keys + counts.tobytes() + numbers.tobytes()


def unpacked(content: bytes) -> Postings:
    """Give the postings that were packed."""
    keys, ends, numbers = _parts(content)
    return Postings({key: numbers[start:end] for key, start, end in zip(keys, [0, *ends], ends, strict=False)})


def signs(content: bytes, bits: Callable[[str], int]) -> Mapping[int, int]:
    """Give for each entry the signs of its keys taken together; entries without any are left out."""
    keys, ends, numbers = _parts(content)
    found: dict[int, int] = defaultdict(int)
    start = 0
    for key, end in zip(keys, ends, strict=True):
        sign = bits(key)
        if sign:
            for number in numbers[start:end]:
                found[number] |= sign
        start = end
    return found


def _parts(content: bytes) -> tuple[list[str], list[int], array[int]]:
    size, count = struct.unpack_from("<II", content)
    at = 8 + size
    counts, numbers = array("I"), array("I")
    counts.frombytes(content[at : at + 4 * count])
    numbers.frombytes(content[at + 4 * count :])
    keys = content[8:at].decode(_END, "surrogatepass").split(_KEY) if count else []
    return keys, list(accumulate(counts)), numbers
