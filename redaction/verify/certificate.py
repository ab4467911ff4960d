"""What a verification found, in a form that can be kept and signed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Check:
    """One check: `where` says where it failed, never what was found there; `says` what it means to pass it."""

    name: str
    passed: bool
    where: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """The result of every check on one file's bytes, with what did the checking."""

    sha256: str
    pages: int
    checks: tuple[Check, ...]
    tools: tuple[tuple[str, str], ...] = ()

    @property
    def passed(self) -> bool:
        """Whether nothing was found."""
        return all(check.passed for check in self.checks)

    def as_json(self) -> dict[str, Any]:
        """The certificate as plain values."""
        return {
            "passed": self.passed,
            "sha256": self.sha256,
            "pages": self.pages,
            "checks": [asdict(check) for check in self.checks],
            "tools": dict(self.tools),
        }
