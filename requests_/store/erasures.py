"""The list of erased cases, kept beside the master key: a restored backup must not bring anybody back.

A backup is older than the erasures that came after it. The list therefore stands where the backup does not reach, is
only ever added to, and is applied again whenever a backup is restored.
"""

from __future__ import annotations

import os
from pathlib import Path

from requests_.errors import Unavailable


class Erasures:
    """A text file, one case a line."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, case: str) -> None:
        """Write a case down, durably. Raises Unavailable when the file cannot be written: nothing is erased then."""
        if case in self.all():
            return
        try:
            with self.path.open("a", encoding="ascii") as handle:
                handle.write(case + "\n")
                handle.flush()
                os.fsync(handle.fileno())
        except OSError as fault:
            raise Unavailable(
                f"The list of erasures {self.path} cannot be written ({os.strerror(fault.errno or 0)}): mend that "
                "first, or a restored backup would bring the case back."
            ) from fault

    def all(self) -> tuple[str, ...]:
        """The cases that were erased, in the order of their erasure."""
        try:
            return tuple(self.path.read_text(encoding="ascii").split())
        except FileNotFoundError:
            return ()
        except (OSError, UnicodeDecodeError) as fault:
            raise Unavailable(f"The list of erasures {self.path} cannot be read.") from fault
