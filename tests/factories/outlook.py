"""A mail as Outlook keeps it in a file."""

import io
import struct
from collections.abc import Mapping
from datetime import UTC, datetime

import extract_msg

_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


def outlook_file(strings: Mapping[str, str], *, sent_at: datetime | None = None) -> bytes:
    """An MSG as Outlook lays it out: a property stream, and a stream a string, by its tag. Source: [MS-OXMSG] 2.4."""
    writer = extract_msg.OleWriter()
    properties = b"\0" * 32
    for tag, value in {**strings, "001A": "IPM.Note"}.items():
        held = value.encode("utf-16-le")
        writer.addEntry(f"__substg1.0_{tag}001F", held)
        properties += struct.pack("<HHIQ", 0x001F, int(tag, 16), 6, len(held) + 2)
    properties += struct.pack("<HHIQ", 0x0003, 0x340D, 6, 0x40000)  # its strings are Unicode
    if sent_at is not None:
        ticks = int((sent_at - _EPOCH).total_seconds() * 10_000_000)
        properties += struct.pack("<HHIQ", 0x0040, 0x0039, 6, ticks)
    writer.addEntry("__properties_version1.0", properties)
    for stream in ("00020102", "00030102", "00040102"):
        writer.addEntry(f"__nameid_version1.0/__substg1.0_{stream}", b"")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
