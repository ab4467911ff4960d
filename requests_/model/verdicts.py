"""What looking at a file for viruses came to."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """Nobody opens a file that waits; one that does harm is destroyed."""

    WAITING = "waiting"
    CLEAN = "clean"
    # The council runs without a scanner, on purpose.
    NOT_SCANNED = "not_scanned"
    HARMFUL = "harmful"
    # A proof that was looked at, and is not kept.
    DESTROYED = "destroyed"

    @property
    def may_be_opened(self) -> bool:
        """Whether staff may have the file."""
        return self in (Verdict.CLEAN, Verdict.NOT_SCANNED)
