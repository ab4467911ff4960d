"""How much a source reads before it says that something is too large."""

from __future__ import annotations

FILE_BYTES = 200 * 1024 * 1024
MEMBERS = 5_000  # of one archive
UNPACKED_BYTES = 400 * 1024 * 1024  # of one archive, all members together
PACKED_RATIO = 200  # a member that unpacks to more than this many times its size is a bomb
RATIO_FREE_BYTES = 1024 * 1024  # below this size the ratio does not matter
NESTING = 4  # archives and mails inside one another; two archives deep, and the mails that carry them
TEXT_CHARACTERS = 20_000_000
READ_SECONDS = 240
READER_BYTES = 2 * 1024**3
OCR_PAGES = 40
