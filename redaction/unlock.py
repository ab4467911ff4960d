"""A copy of a locked file without its lock."""

from __future__ import annotations

from redaction import sandbox
from redaction.ingest.limits import READING, check_size


def without_lock(content: bytes, name: str, password: str) -> bytes:
    """The same file without its lock, opened in a sandboxed process.

    Raises Encrypted when the password is wrong, another RedactionError where the file cannot be opened at all.
    """
    check_size(content, name)
    opened: bytes = sandbox.run(
        "redaction.ingest.unlocking:without_lock", (content, name, password), file=name, limits=READING
    )
    return opened
