"""Embedded TrueType and OpenType programs: the tables that draw, without names, notes and signatures."""

from __future__ import annotations

import struct

# What a PDF reader needs of a font program. Source: ISO 32000-2, 9.9.1.
DRAWING_TABLES = frozenset(
    {b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"cvt ", b"fpgm", b"prep", b"cmap", b"CFF ", b"CFF2",
     b"OS/2", b"VORG", b"vhea", b"vmtx"}
)  # fmt: skip
STARTS = (b"\0\1\0\0", b"true", b"OTTO")
HEAD = struct.Struct(">4s4H")
ENTRY = struct.Struct(">4s3L")


def bare_program(content: bytes) -> bytes:
    """The program with only the tables that draw; anything that is not laid out as one comes back as it is."""
    if not content.startswith(STARTS) or len(content) < HEAD.size:
        return content
    kept = [(tag, total, held) for tag, total, held in _tables(content) if tag in DRAWING_TABLES]
    at = HEAD.size + ENTRY.size * len(kept)
    rows, tables = b"", b""
    for tag, total, held in kept:
        rows += ENTRY.pack(tag, total, at + len(tables), len(held))
        tables += held + b"\0" * (-len(held) % 4)
    steps = max(0, len(kept).bit_length() - 1)
    reach = 16 << steps
    return HEAD.pack(content[:4], len(kept), reach, steps, 16 * len(kept) - reach) + rows + tables


def _tables(content: bytes) -> list[tuple[bytes, int, bytes]]:
    """Each table's name, check sum and bytes, in the order of its directory."""
    _, count, *_ = HEAD.unpack_from(content)
    found = []
    for number in range(count):
        if len(content) < HEAD.size + ENTRY.size * (number + 1):
            break
        tag, total, start, size = ENTRY.unpack_from(content, HEAD.size + ENTRY.size * number)
        found.append((tag, total, content[start : start + size]))
    return found
