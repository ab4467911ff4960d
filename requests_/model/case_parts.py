"""The parts of a case that have a state of their own: checks, who may ask, the pack, requests that follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_.model.entitlement import EntitlementOutcome
from requests_.model.identity import Evidence
from requests_.model.rights import Right


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckState:
    """One check of who is asking: asked for, and settled, on these days, and by what."""

    requested_on: date | None = None
    received_on: date | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntitlementState:
    """The newest assessment of whether the requester may ask."""

    outcome: EntitlementOutcome
    rule: str
    overridden: bool = False
    weighed: tuple[str, ...] = ()

    @property
    def may_proceed(self) -> bool:
        """Whether the table says so, or somebody decided so for a recorded reason."""
        return self.overridden or self.outcome is EntitlementOutcome.PROCEED


@dataclass(frozen=True, slots=True, kw_only=True)
class PackState:
    """The newest pack: its bytes are named by `sha256`; `rejected_by` names the check it failed."""

    key: str
    sha256: str = ""
    pages: int = 0
    rejected_by: str = ""
    is_released: bool = False

    @property
    def may_be_released(self) -> bool:
        """Whether it was verified and still waits."""
        return bool(self.sha256) and not self.rejected_by and not self.is_released


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """Another request that was made about this one; its reference once it is a case."""

    right: Right
    reference: str = ""
