"""The bytes of a picture from its first to its last by its own structure, without opening the picture.

Phones put more behind that end: a film, a second picture, notes of the maker. It is left out, and so are the parts that
hold words and nothing of the picture: whatever could be meant by them to a program. In the words that are kept, such
as when it was taken and which way up it is, nothing opens a program. The pixels stay as sent.
Sources: ITU-T T.81 annex B (JPEG), JFIF, CIPA DC-008 (Exif) and DC-007 (its index of more pictures), ICC.1 annex B.4,
W3C PNG 5 and 11.3.3, GIF89a 24 to 26, the WebP container.
"""

from __future__ import annotations

import re
import struct
import zlib

from requests_.model.file_walks.broken import MOST_STEPS, BrokenFileError
from requests_.model.file_walks.code_words import blanked, without_code

_SCAN, _END = 0xDA, 0xD9
# In the pixels of a JPEG any 0xFF is followed by a zero or the number of a restart; anything else begins a segment.
_NEXT_SEGMENT = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]", re.DOTALL)
_FILLED = re.compile(rb"\xff+")
# Of the parts of a JPEG that are not its picture: what tells its colours, which way up it is, and when it was taken.
_COMMENT, _APPLICATIONS = 0xFE, range(0xE0, 0xF0)
_KEPT_OF_JPEG = {0xE0: (b"JFIF\0", b"JFXX\0"), 0xE1: (b"Exif\0",), 0xE2: (b"ICC_PROFILE\0",), 0xEE: (b"Adobe",)}
# A JPEG whose first lengths read as the beginning of a script: an empty comment before them ends that.
_READS_AS_SCRIPT = re.compile(rb"\xff\xd8\xff.[\t-\r -\x7e\x80-\xff]{0,80}?(?:/[*/]|[`'\"])", re.DOTALL)
_EMPTY_COMMENT = b"\xff\xfe\0\2"
_WORDS_OF_PNG = {b"tEXt", b"zTXt", b"iTXt"}
# What is no pixel of a PNG says so by its first letter, but for these.
_PIXELS_OF_PNG = {b"tRNS", b"fdAT", b"fcTL", b"acTL"}
_EXIF_OF_PNG = b"eXIf"
_PIXELS_OF_WEBP = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"}
_PNG_END = b"IEND"
_GIF_EXTENSION, _GIF_PICTURE, _GIF_END = 0x21, 0x2C, 0x3B
_GIF_CONTROL, _GIF_APPLICATION = 0xF9, 0xFF
_KEPT_OF_GIF = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")


def own_jpeg(content: bytes) -> bytes:
    """A JPEG up to its end, without comments and without what programs other than cameras put into it."""
    at, parts = 2, [content[:2]]
    for _ in range(MOST_STEPS):
        filled = _FILLED.match(content, at)
        if filled is None:
            break
        start, at = at, filled.end() - 1
        if content[at + 1] == _END:
            parts.append(content[at : at + 2])
            return _no_script(b"".join(parts))
        stop = _after_segment(content, at)
        if _is_of_jpeg(content, at):
            segment = content[start:stop]
            parts.append(without_code(segment) if content[at + 1] in _APPLICATIONS else segment)
        at = stop
    raise BrokenFileError


def _is_of_jpeg(content: bytes, at: int) -> bool:
    marker = content[at + 1]
    if marker in _APPLICATIONS:
        return content.startswith(_KEPT_OF_JPEG.get(marker, ()), at + 4)
    return marker != _COMMENT


def _no_script(jpeg: bytes) -> bytes:
    return jpeg[:2] + _EMPTY_COMMENT + jpeg[2:] if _READS_AS_SCRIPT.match(jpeg) else jpeg


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
    """A PNG up to its last chunk, each with its right checksum, without words."""
    at, view, parts = 8, memoryview(content), [content[:8]]
    for _ in range(MOST_STEPS):
        length, kind = struct.unpack_from(">I4s", content, at)
        stop = at + 12 + length
        if stop > len(content) or zlib.crc32(view[at + 4 : stop - 4]) != int.from_bytes(view[stop - 4 : stop], "big"):
            break
        parts.append(_own_chunk(kind, content[at:stop]))
        if kind == _PNG_END:
            return b"".join(parts)
        at = stop
    raise BrokenFileError


def _own_chunk(kind: bytes, chunk: bytes) -> bytes:
    """A chunk of a PNG as it is kept; none of one that holds words, or opens a program and is no part of the pixels."""
    if kind in _WORDS_OF_PNG:
        return b""
    if not kind[:1].islower() or kind in _PIXELS_OF_PNG:
        return chunk
    held = without_code(chunk[4:-4])
    if held == chunk[4:-4]:
        return chunk
    return chunk[:4] + held + struct.pack(">I", zlib.crc32(held)) if kind == _EXIF_OF_PNG else b""


def own_gif(content: bytes) -> bytes:
    """A GIF up to its trailer, without words."""
    at = 13 + _colours(content[10])
    parts = [content[:at]]
    for _ in range(MOST_STEPS):
        start = at
        if content[at] == _GIF_END:
            return b"".join([*parts, content[at : at + 1]])
        if content[at] == _GIF_EXTENSION:
            at = _after_blocks(content, at + 2)
        elif content[at] == _GIF_PICTURE:
            at = _after_blocks(content, at + 11 + _colours(content[at + 9]))
        else:
            break
        if content[start] == _GIF_PICTURE or (_is_of_gif(content, start) and _opens_nothing(content[start:at])):
            parts.append(content[start:at])
    raise BrokenFileError


def _is_of_gif(content: bytes, at: int) -> bool:
    kind = content[at + 1]
    return kind == _GIF_CONTROL or (kind == _GIF_APPLICATION and content.startswith(_KEPT_OF_GIF, at + 3))


def _opens_nothing(words: bytes) -> bool:
    return without_code(words) == words


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
    end, at, words = 8 + int.from_bytes(content[4:8], "little"), 12, list[tuple[int, int]]()
    for _ in range(MOST_STEPS):
        if at >= end:
            break
        length, kind = int.from_bytes(content[at + 4 : at + 8], "little"), content[at : at + 4]
        if kind not in _PIXELS_OF_WEBP:
            words.append((at + 8, at + 8 + length))
        at += 8 + length + length % 2
    if at not in (end, end + 1) or end > len(content):
        raise BrokenFileError
    return blanked(content[:at], words)
