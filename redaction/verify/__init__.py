"""Independent checks of finished bytes, in a process that never loads the burner or its library."""

from __future__ import annotations

from collections.abc import Sequence

from redaction import sandbox
from redaction.errors import Unreadable
from redaction.sandbox import Limits
from redaction.values import Person
from redaction.verify.certificate import Certificate, Check
from redaction.verify.terms import remaining_terms

__all__ = ["Certificate", "Check", "remaining_terms", "verify"]
CHECKING = Limits(cpu_seconds=1200, wall_seconds=1800)


def verify(pdf: bytes, *, terms: Sequence[str] = (), people: Sequence[Person] = ()) -> Certificate:
    """Look for `terms` and `people` in every place of a PDF, and for places where something could hide.

    `terms` are strings that must not be there (see `remaining_terms`); `people` are searched for with the detector, by
    every alias, in the text that independent readers extract. A file that is no PDF fails its first check.
    Raises TooLarge when checking takes longer than half an hour.
    """
    try:
        found: Certificate = sandbox.run(
            "redaction.verify.checks:check", (pdf, tuple(terms), tuple(people)), file="document", kind="verify",
            limits=CHECKING,
        )  # fmt: skip
    except Unreadable:
        return Certificate(sha256="", pages=0, checks=(Check("opens", passed=False, where="the file is not a PDF"),))
    return found
