"""The bytes of an HEIC picture: its boxes up to the last that a picture has. Source: ISO/IEC 14496-12, 4.2."""

from __future__ import annotations

from requests_.model.file_walks.broken import MOST_STEPS, BrokenFileError

_NEEDED = {b"meta", b"mdat"}
_OF_A_PICTURE = {*_NEEDED, b"ftyp", b"moov"}


def own_heic(content: bytes) -> bytes:
    """An HEIC up to the end of its picture. A film behind it begins with a second `ftyp`, or is no box of a picture."""
    at, end, seen = 0, 0, set[bytes]()
    for _ in range(MOST_STEPS):
        kind, stop = content[at + 4 : at + 8], _after_box(content, at)
        if stop is None or (kind == b"ftyp" and seen):
            break
        if kind in _OF_A_PICTURE:
            end = stop
            seen.add(kind)
        at = stop
    if not seen >= _NEEDED:
        raise BrokenFileError
    return content[:end]


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
