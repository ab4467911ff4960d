"""The bytes of a TIFF up to the last that any of its directories leads to; its words open no program.

Source: TIFF 6.0, section 2; TIFF/EP.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from requests_.model.file_walks.broken import MOST_STEPS, BrokenFileError
from requests_.model.file_walks.code_words import blanked

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
# Values of bytes and of letters; one of them is part of the pixels.
_WORDS, _TABLES_OF_JPEG = {1, 2, 7}, 347
_WHOLE_NUMBERS = {3: "H", 4: "I", 13: "I"}
# Where pixels lie, and how many bytes of them: strips, tiles, an old JPEG.
_PIXELS = ((273, 279), (324, 325), (513, 514))
_DIRECTORIES = (330, 34665, 34853, 40965)
_LEADING = {*_DIRECTORIES, *(tag for pair in _PIXELS for tag in pair)}


def own_tiff(content: bytes) -> bytes:
    """A TIFF up to the end of what belongs to it; whole where it does not say how long its pixels are."""
    walk = _Walk(content)
    return blanked(content[: walk.end()], walk.words)


class _Walk:
    def __init__(self, content: bytes) -> None:
        self.content, self.order, self.steps = content, "<" if content.startswith(b"II") else ">", 0
        self.words: list[tuple[int, int]] = []

    def end(self) -> int:
        """Where the last thing ends that belongs to the picture."""
        to_read, seen, end = [self._number("I", 4)], set[int](), 8
        while to_read:
            at = to_read.pop()
            if at in seen or at == 0:
                continue
            seen.add(at)
            numbers, stops = self._directory(at)
            for offsets, lengths in _PIXELS:
                starts, counts = numbers.get(offsets, ()), numbers.get(lengths, ())
                if len(starts) > len(counts):
                    return len(self.content)
                stops += [start + count for start, count in zip(starts, counts, strict=False)]
            to_read += [place for tag in _DIRECTORIES for place in numbers.get(tag, ())]
            to_read.append(self._number("I", at + 2 + 12 * self._number("H", at)))
            end = max(end, *stops)
        if end > len(self.content):
            raise BrokenFileError
        return end

    def _directory(self, at: int) -> tuple[dict[int, tuple[int, ...]], list[int]]:
        """The whole numbers of a directory by their tags, and where it and each of its values end."""
        count = self._number("H", at)
        numbers, stops = {}, [at + 2 + 12 * count + 4]
        for tag, kind, many, place in self._entries(at, count):
            length = _SIZES.get(kind, 1) * many
            stops.append(place + length)
            if kind in _WORDS and tag != _TABLES_OF_JPEG:
                self.words.append((place, place + length))
            if tag in _LEADING and kind in _WHOLE_NUMBERS:
                self._go(many)
                numbers[tag] = struct.unpack_from(f"{self.order}{many}{_WHOLE_NUMBERS[kind]}", self.content, place)
        return numbers, stops

    def _entries(self, at: int, count: int) -> Iterator[tuple[int, int, int, int]]:
        for place in range(at + 2, at + 2 + 12 * count, 12):
            self._go(1)
            tag, kind, many = struct.unpack_from(f"{self.order}HHI", self.content, place)
            is_here = _SIZES.get(kind, 1) * many <= 4
            yield tag, kind, many, place + 8 if is_here else self._number("I", place + 8)

    def _go(self, steps: int) -> None:
        self.steps += steps
        if self.steps > MOST_STEPS:
            raise BrokenFileError

    def _number(self, form: str, at: int) -> int:
        return int(struct.unpack_from(f"{self.order}{form}", self.content, at)[0])
