"""An Office file of today is a ZIP archive: nothing before its parts, between them or behind their list.

Source: PKWARE APPNOTE 6.3.10, 4.3.
"""

from __future__ import annotations

import struct
import zipfile

from requests_.model.file_walks.broken import BrokenFileError

END = b"PK\x05\x06"
# The end of an archive stands at the end of a file, before a comment of at most 64 KB.
TAIL_BYTES = 66_000
_PART = b"PK\x03\x04"
_HEAD_BYTES, _END_BYTES = 30, 22
# What may stand behind a part whose length was not known when it was begun: its checksum and lengths.
_TOLD_LATER = 0x08
_LATER_BYTES = {0, 12, 16, 20, 24}
_UTF8 = 0x800
# A line of the list of parts, before its name, extra field and comment; the lengths of those stand at 28.
_LISTED, _LISTED_BYTES = b"PK\x01\x02", 46
# The end record of large archives and what leads to it, which stand before the end record where there are any.
_LARGE_END, _TO_LARGE_END, _LARGE_BYTES = b"PK\x06\x06", b"PK\x06\x07", 56 + 20


def end_of(content: bytes) -> int:
    """Where the end record of an archive begins. Raises BrokenFileError where there is none."""
    end = content.rfind(END, -TAIL_BYTES)
    if end < 0 or not content.startswith(_PART):
        raise BrokenFileError
    return end


def parts_listed(content: bytes, end: int, most: int) -> int:
    """How many parts the list of an archive names, counted no further than one beyond `most`.

    Raises BrokenFileError where the end record says another number: readers go by the one or by the other.
    """
    said, at, stop = _list_of(content, end)
    if said > most:
        return said
    listed = 0
    while at < stop and listed <= most:
        if not content.startswith(_LISTED, at):
            raise BrokenFileError
        at += _LISTED_BYTES + sum(struct.unpack_from("<3H", content, at + 28))
        listed += 1
    if listed <= most and (at, listed) != (stop, said):
        raise BrokenFileError
    return listed


def _list_of(content: bytes, end: int) -> tuple[int, int, int]:
    """How many parts there are by the end record that readers believe, and where the list of them begins and ends."""
    large = end - _LARGE_BYTES
    if content.startswith(_TO_LARGE_END, end - 20) and content.startswith(_LARGE_END, max(large, 0)):
        stop, (said, length) = large, struct.unpack_from("<2Q", content, large + 32)
    else:
        stop, (said, length) = end, struct.unpack_from("<HI", content, end + 10)
    if length > stop:
        raise BrokenFileError
    return said, stop - length, stop


def own_archive(content: bytes, end: int) -> bytes:
    """An archive without the comment at its end and what follows that."""
    return content[: end + _END_BYTES - 2] + b"\0\0"


def is_close_packed(content: bytes, archive: zipfile.ZipFile) -> bool:
    """Whether each part begins where the one before it ends, the first at once, under the name in the list."""
    at, is_told_later = 0, False
    for part in sorted(archive.infolist(), key=lambda part: part.header_offset):
        if not _fits(part.header_offset - at, is_told_later=is_told_later):
            return False
        at = _after_part(content, part)
        is_told_later = bool(part.flag_bits & _TOLD_LATER)
    return _fits(archive.start_dir - at, is_told_later=is_told_later)


def _fits(gap: int, *, is_told_later: bool) -> bool:
    return gap in _LATER_BYTES if is_told_later else gap == 0


def _after_part(content: bytes, part: zipfile.ZipInfo) -> int:
    at = part.header_offset
    name = at + _HEAD_BYTES
    name_bytes, extra_bytes = (int.from_bytes(content[at + n : at + n + 2], "little") for n in (26, 28))
    said = content[name : name + name_bytes].decode("utf-8" if part.flag_bits & _UTF8 else "cp437")
    if not content.startswith(_PART, at) or said != part.orig_filename:
        raise BrokenFileError
    return name + name_bytes + extra_bytes + part.compress_size
