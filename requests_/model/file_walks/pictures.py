"""The bytes of a picture from its first to its last by its own structure, without opening the picture.

Phones put more behind that end: a film, a second picture, notes of the maker. It is left out. The pixels stay as sent.
Sources: ITU-T T.81 annex B (JPEG), CIPA DC-007 (its index of more pictures), W3C PNG 5, GIF89a, the WebP container.
"""

from __future__ import annotations

import re
import struct
import zlib

from requests_.model.file_walks.broken import MOST_STEPS, BrokenFileError

_SCAN, _END = 0xDA, 0xD9
# In the pixels of a JPEG any 0xFF is followed by a zero or the number of a restart; anything else begins a segment.
_NEXT_SEGMENT = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]", re.DOTALL)
_FILLED = re.compile(rb"\xff+")
_INDEX_OF_MORE = b"\xff\xe2"
_PNG_END = b"IEND"
_GIF_EXTENSION, _GIF_PICTURE, _GIF_END = 0x21, 0x2C, 0x3B


def own_jpeg(content: bytes) -> bytes:
    """A JPEG up to its end; where more stood behind it, without the index that leads there."""
    at, parts = 2, [content[:2]]
    for _ in range(MOST_STEPS):
        filled = _FILLED.match(content, at)
        if filled is None:
            break
        at = filled.end() - 1
        if content[at + 1] == _END:
            parts.append(content[at : at + 2])
            return content if at + 2 == len(content) else b"".join(parts)
        stop = _after_segment(content, at)
        if not (content.startswith(_INDEX_OF_MORE, at) and content.startswith(b"MPF\0", at + 4)):
            parts.append(content[at:stop])
        at = stop
    raise BrokenFileError


def _after_segment(content: bytes, at: int) -> int:
    stop = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    if stop < at + 4 or stop > len(content):
        raise BrokenFileError
    if content[at + 1] != _SCAN:
        return stop
    found = _NEXT_SEGMENT.search(content, stop)
    if found is None:
        raise BrokenFileError
    return found.start()


def own_png(content: bytes) -> bytes:
    """A PNG up to its last chunk, each with its right checksum."""
    at, view = 8, memoryview(content)
    for _ in range(MOST_STEPS):
        length, kind = struct.unpack_from(">I4s", content, at)
        stop = at + 12 + length
        if stop > len(content) or zlib.crc32(view[at + 4 : stop - 4]) != int.from_bytes(view[stop - 4 : stop], "big"):
            break
        if kind == _PNG_END:
            return content[:stop]
        at = stop
    raise BrokenFileError


def own_gif(content: bytes) -> bytes:
    """A GIF up to its trailer."""
    at = 13 + _colours(content[10])
    for _ in range(MOST_STEPS):
        if content[at] == _GIF_END:
            return content[: at + 1]
        if content[at] == _GIF_EXTENSION:
            at = _after_blocks(content, at + 2)
        elif content[at] == _GIF_PICTURE:
            at = _after_blocks(content, at + 11 + _colours(content[at + 9]))
        else:
            break
    raise BrokenFileError


def _colours(packed: int) -> int:
    return 3 << ((packed & 7) + 1) if packed & 0x80 else 0


def _after_blocks(content: bytes, at: int) -> int:
    for _ in range(MOST_STEPS):
        if not content[at]:
            return at + 1
        at += content[at] + 1
    raise BrokenFileError


def own_webp(content: bytes) -> bytes:
    """A WebP up to the length it says it has, in whole chunks."""
    end, at = 8 + int.from_bytes(content[4:8], "little"), 12
    for _ in range(MOST_STEPS):
        if at >= end:
            break
        length = int.from_bytes(content[at + 4 : at + 8], "little")
        at += 8 + length + length % 2
    if at not in (end, end + 1) or end > len(content):
        raise BrokenFileError
    return content[:at]
