"""How much a source reads before it says that something is too large."""

from __future__ import annotations

FILE_BYTES = 200 * 1024 * 1024
MEMBERS = 5_000  # of one archive
UNPACKED_BYTES = 400 * 1024 * 1024  # of one archive, all members together
ALL_MEMBERS = 20_000  # of one file, however deep its archives lie in one another
ALL_UNPACKED_BYTES = 1024**3
PACKED_RATIO = 200  # a member that unpacks to more than this many times its size is a bomb
RATIO_FREE_BYTES = 1024 * 1024  # below this size the ratio does not matter
NESTING = 6  # archives and mails inside one another; what they hold together is limited by ALL_MEMBERS
TEXT_CHARACTERS = 20_000_000
READ_SECONDS = 240
STATEMENT_SECONDS = 300  # of one question to a database, so that a search never weighs on a live system
LOCK_SECONDS = 5  # until another program lets go of a database file
READER_BYTES = 2 * 1024**3
OCR_PAGES = 40
LINE_BYTES = 64 * 1024  # of a mailbox, taken at once
REGISTER_BYTES = 100 * 1024 * 1024
