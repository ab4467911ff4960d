"""What looks at a file, and what does so where no scanner is named, or none is wanted."""

from __future__ import annotations

from typing import Protocol

from requests_.errors import Unavailable
from requests_.model.verdicts import Verdict


class Scanner(Protocol):
    """Something that looks for viruses."""

    def look_at(self, content: bytes) -> Verdict:
        """What was found. Raises Unavailable, with the mend, when nobody could look: the file stays in quarantine."""
        ...


class NoScanner:
    """No scanner is named: every file waits."""

    def look_at(self, content: bytes) -> Verdict:
        """Refuse to say."""
        raise Unavailable(
            "No virus scanner is named, so nobody can open the file yet: set RIGHTS_VIRUS_SCANNER to "
            "clamd:HOST:PORT, or to none to let files through unchecked."
        )


class Unchecked:
    """The council runs without a scanner, on purpose."""

    def look_at(self, content: bytes) -> Verdict:
        """Let it through, and say that nobody looked."""
        return Verdict.NOT_SCANNED
