"""What can go wrong with a store, in words a caseworker can act on."""

from __future__ import annotations


class SourceError(Exception):
    """A store that cannot be read; its text is one plain sentence without personal data."""


class StoresFileError(SourceError):
    """A stores file that cannot be used; `faults` holds one line for each thing to mend."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults
