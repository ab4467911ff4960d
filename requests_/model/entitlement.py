"""Who may ask for whose data: one decision table, from which the advice, the gate and the tests are made.

The right belongs to the data subject whatever their age; England has no age from which a child is competent. A row
gives the default outcome: staff may decide otherwise with a recorded reason.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from requests_.model.entitlement_facts import (
    AgeBand,
    Asker,
    AuthorityEvidence,
    ChildView,
    Competence,
    EntitlementFacts,
    Finding,
    SafetyChecks,
)
from requests_.model.entitlement_rows import ROWS, EntitlementOutcome, Safety

__all__ = [
    "ROWS",
    "SAFETY_ROWS",
    "AgeBand",
    "Asker",
    "AuthorityEvidence",
    "ChildView",
    "Competence",
    "Entitlement",
    "EntitlementFacts",
    "EntitlementOutcome",
    "Finding",
    "SafetyChecks",
    "entitlement",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlement:
    """What the table says: the outcome, the rule it comes from, and the reason as a parent could read it."""

    outcome: EntitlementOutcome
    rule: str
    reason: str
    citation: str
    may_be_overridden: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyRow:
    """A thing that must be known before anything goes to an adult who asks for a child's data."""

    rule: str
    applies: Callable[[SafetyChecks], bool]
    reason: str
    citation: str


_SAFETY_LAW = "UK GDPR, articles 5(1)(f) and 32; Children Act 1989, section 8"

SAFETY_ROWS: tuple[SafetyRow, ...] = (
    SafetyRow(
        rule="WHO-14a",
        applies=lambda safety: Finding.NOT_CHECKED in (safety.protected_address, safety.court_order),
        reason=(
            "Before anything is sent to an adult we check whether an address is protected and whether a court order "
            "limits what they may have."
        ),
        citation=_SAFETY_LAW,
    ),
    SafetyRow(
        rule="WHO-14b",
        applies=lambda safety: safety.protected_address is Finding.CONCERN,
        reason=(
            "The child, or somebody they live with, has a protected address. A person who knows the family decides "
            "first what can be sent safely."
        ),
        citation=_SAFETY_LAW,
    ),
    SafetyRow(
        rule="WHO-14c",
        applies=lambda safety: safety.court_order is Finding.CONCERN,
        reason="A court order may limit what the person who asks may have, so we read it before anything is sent.",
        citation=_SAFETY_LAW,
    ),
)


def entitlement(facts: EntitlementFacts) -> Entitlement:
    """What the first row says that the facts fit; the safety checks come before anything goes to a parent.

    A concern that another request records comes before anything goes to anybody.
    """
    row = next(row for row in ROWS if row.fits(facts))
    if row.outcome is EntitlementOutcome.PROCEED:
        made = (facts.carried, facts.safety) if row.safety is Safety.BEFORE_RELEASE else (facts.carried,)
        unsafe = next((check for check in SAFETY_ROWS if any(map(check.applies, made))), None)
        if unsafe is not None:
            return Entitlement(
                outcome=EntitlementOutcome.ASSESS, rule=unsafe.rule, reason=unsafe.reason, citation=unsafe.citation
            )
    return Entitlement(
        outcome=row.outcome,
        rule=row.rule,
        reason=row.reason,
        citation=row.citation,
        may_be_overridden=not row.is_contradiction,
    )
