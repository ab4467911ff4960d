"""The bytes of an HEIC picture: its boxes up to the last that a picture has; the words about it open no program.

Source: ISO/IEC 14496-12, 4.2 (boxes), 8.11.3 (where an item lies) and 8.11.6 (what it is).
"""

from __future__ import annotations

from collections.abc import Iterator

from requests_.model.file_walks.broken import MOST_STEPS, BrokenFileError
from requests_.model.file_walks.code_words import blanked

_NEEDED = {b"meta", b"mdat"}
_WORDS = {b"Exif", b"mime"}
_OF_A_PICTURE = {*_NEEDED, b"ftyp", b"moov"}


def own_heic(content: bytes) -> bytes:
    """An HEIC up to the end of its picture. A film behind it begins with a second `ftyp`, or is no box of a picture."""
    at, end, seen, words = 0, 0, set[bytes](), list[tuple[int, int]]()
    for _ in range(MOST_STEPS):
        kind, stop = content[at + 4 : at + 8], _after_box(content, at)
        if stop is None or (kind == b"ftyp" and seen):
            break
        if kind in _OF_A_PICTURE:
            end = stop
            seen.add(kind)
        if kind == b"meta":
            words += _words(content, at + 12, stop)
        at = stop
    if not seen >= _NEEDED:
        raise BrokenFileError
    return blanked(content[:end], words)


def _words(content: bytes, first: int, last: int) -> list[tuple[int, int]]:
    """Where the items lie that are words about the picture, by the boxes in its `meta`, between `first` and `last`."""
    boxes = {content[at + 4 : at + 8]: at + 8 for at, _ in _boxes(content, first, last)}
    listed, located = boxes.get(b"iinf"), boxes.get(b"iloc")
    if listed is None or located is None:
        return []
    told = {item for item, kind in _items(content, listed, last) if kind in _WORDS}
    in_meta = boxes.get(b"idat", 0)
    return [(start, stop) for item, start, stop in _Places(content, located, in_meta).all() if item in told]


def _boxes(content: bytes, first: int, last: int) -> Iterator[tuple[int, int]]:
    at = first
    for _ in range(MOST_STEPS):
        stop = _after_box(content, at) if at + 8 <= last else None
        if stop is None:
            return
        yield at, stop
        at = stop


def _items(content: bytes, listed: int, last: int) -> Iterator[tuple[int, bytes]]:
    """Each item and its kind."""
    for at, _ in _boxes(content, listed + (6 if content[listed] == 0 else 8), last):
        if content[at + 4 : at + 8] != b"infe":
            return
        wide = 4 if content[at + 8] >= 3 else 2
        item = int.from_bytes(content[at + 12 : at + 12 + wide], "big")
        yield item, content[at + 14 + wide : at + 18 + wide]


class _Places:
    """The box that says where each item lies, read from its beginning to its end."""

    def __init__(self, content: bytes, at: int, in_meta: int) -> None:
        self.content, self.version, self.in_meta = content, content[at], in_meta
        self.wide = [content[at + 4] >> 4, content[at + 4] & 15, content[at + 5] >> 4, content[at + 5] & 15]
        self.at, self.steps = at + 6, 0

    def all(self) -> Iterator[tuple[int, int, int]]:
        """Each item, and where a stretch of it begins and ends."""
        offset, length, base, index = self.wide
        large = 4 if self.version == 2 else 2
        for _ in range(self._number(large)):
            item = self._number(large)
            self._go()
            is_in_meta = self.version > 0 and self._number(2) & 15 == 1
            self._number(2)
            start = self._number(base) + (self.in_meta if is_in_meta else 0)
            for _ in range(self._number(2)):
                self._go()
                self._number(index if self.version > 0 else 0)
                first = start + self._number(offset)
                yield item, first, first + self._number(length)

    def _go(self) -> None:
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise BrokenFileError

    def _number(self, wide: int) -> int:
        found = self.content[self.at : self.at + wide]
        if len(found) < wide:
            raise BrokenFileError
        self.at += wide
        return int.from_bytes(found, "big")


def _after_box(content: bytes, at: int) -> int | None:
    """Where a box ends; None where there is none."""
    length, shortest = int.from_bytes(content[at : at + 4], "big"), 8
    if not content[at + 4 : at + 8].isalnum():
        return None
    if length == 0:
        return len(content)
    if length == 1:
        length, shortest = int.from_bytes(content[at + 8 : at + 16], "big"), 16
    return at + length if length >= shortest and at + length <= len(content) else None
