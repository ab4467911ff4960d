"""What another request about the same person or family says must be known before anything is sent (WHO-14)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from requests_.ids import CaseId
from requests_.model.entitlement_facts import Finding, SafetyChecks


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """A request that records a protected address or the order of a court; `says` is what staff found there."""

    case: CaseId
    reference: str
    says: SafetyChecks

    @property
    def is_of_address(self) -> bool:
        """Whether somebody's address is protected."""
        return self.says.protected_address is Finding.CONCERN

    @property
    def is_of_order(self) -> bool:
        """Whether the order of a court limits what somebody may have."""
        return self.says.court_order is Finding.CONCERN


def carried(concerns: Iterable[Concern]) -> SafetyChecks:
    """What the concerns of other requests come to: each is one until somebody decides otherwise."""
    found = tuple(concerns)
    return SafetyChecks(
        protected_address=_either(each.says.protected_address for each in found),
        court_order=_either(each.says.court_order for each in found),
    )


def unweighed(concerns: Sequence[Concern], weighed: Iterable[str]) -> tuple[str, ...]:
    """The references of the concerns that nobody knew of when it was assessed who may ask."""
    known = set(weighed)
    return tuple(each.reference for each in concerns if each.reference not in known)


def _either(findings: Iterable[Finding]) -> Finding:
    return Finding.CONCERN if Finding.CONCERN in set(findings) else Finding.CLEAR
