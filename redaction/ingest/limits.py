"""How large a file may be before it is refused, and why: one place for every number."""

from __future__ import annotations

from redaction.errors import TooLarge
from redaction.sandbox import Limits

LARGEST_FILE_BYTES = 200 << 20
MOST_PAGES = 2_000
MOST_ARCHIVE_MEMBERS = 1_000
LARGEST_ARCHIVE_BYTES = 200 << 20
LARGEST_ARCHIVE_RATIO = 100
DEEPEST_ARCHIVE = 2
MOST_SHEET_ROWS = 50_000
MOST_SHEET_CELLS = 1_000_000
LARGEST_PICTURE_PIXELS = 120_000_000

READING = Limits(memory_bytes=4 << 30, cpu_seconds=150, wall_seconds=180)
RECOGNISING_SECONDS_A_REGION = 40


def check_size(content: bytes, name: str) -> None:
    """Raise TooLarge when a file passes the size that may be read at all."""
    if len(content) > LARGEST_FILE_BYTES:
        raise TooLarge(name, f"it is larger than {LARGEST_FILE_BYTES >> 20} MB")


def check_pages(count: int, name: str) -> None:
    """Raise TooLarge when a document has more pages than one file may have."""
    if count > MOST_PAGES:
        raise TooLarge(name, f"it has more than {MOST_PAGES:,} pages; split it first")
