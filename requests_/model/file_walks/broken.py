"""What a walk raises when a file does not hold together."""

from __future__ import annotations

# A walk of more steps than a file of 25 MB has in earnest is a way to keep us busy.
MOST_STEPS = 200_000


class BrokenFileError(ValueError):
    """The file ends too early, or is not built as its kind is."""
