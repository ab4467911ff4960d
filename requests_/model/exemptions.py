"""Why something is withheld: the catalogue of exemption codes, and why one may not be used for an item.

An exemption is used an item at a time, as far as it applies and no further. Schedules 2 to 4 of the Data Protection Act
2018 reach only what is processed under the UK GDPR; Part 3 has its own few grounds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from requests_.errors import InvalidCommand
from requests_.model.exemption_table import ROWS
from requests_.model.exemption_terms import RESTRICTS, Decider, Exemption, Family, Recheck
from requests_.model.people import Capacity
from requests_.model.rights import Regime
from requests_.model.staff import Actor, Permission, Role

__all__ = [
    "EQUIVALENTS",
    "EXEMPTIONS",
    "QUIET_CODES",
    "RESTRICTS",
    "Decider",
    "Exemption",
    "ExemptionUse",
    "Family",
    "Recheck",
    "in_regime",
    "may_decide",
    "offered_for",
    "require_use",
    "why_not",
    "why_not_whole",
]

EXEMPTIONS: dict[str, Exemption] = {row.code: row for row in ROWS}
QUIET_CODES = tuple(row.code for row in ROWS if row.tips_off)
# The ground of Part 3 that stands where one of the UK GDPR would.
EQUIVALENTS: dict[str, str] = {
    "S2P16_THIRD_PARTY": "P3_S45_4_E",
    "S2P2_CRIME": "P3_S45_4_B",
    "S2P19_LPP": "P3_S45A_LPP",
}
_NOT_IN_THE_LIST = "Choose a reason from the list of exemptions."
_LAWS = {Regime.UK_GDPR: "the UK GDPR", Regime.LAW_ENFORCEMENT: "Part 3 of the Data Protection Act 2018"}
_DECIDERS = {
    Decider.APPROVER: "somebody who may sign off",
    Decider.DATA_PROTECTION_OFFICER: "the data protection officer",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemptionUse:
    """Somebody wants to withhold something for `code`: under which law it is held, who asks, what was written."""

    code: str
    regime: Regime
    capacity: Capacity
    actor: Actor
    record: str = ""


def in_regime(code: str, regime: Regime) -> str:
    """The code itself, or the one that stands for it under the other law where it is not used there."""
    row = EXEMPTIONS.get(code)
    if row is None or regime in row.regimes:
        return code
    back = {other: own for own, other in EQUIVALENTS.items()}
    return (EQUIVALENTS if regime is Regime.LAW_ENFORCEMENT else back).get(code, code)


def may_decide(exemption: Exemption, actor: Actor) -> bool:
    """Whether the actor is somebody who may decide that it applies."""
    if exemption.decided_by is Decider.DATA_PROTECTION_OFFICER:
        return Role.DATA_PROTECTION_OFFICER in actor.roles
    needed = Permission.SIGN_OFF if exemption.decided_by is Decider.APPROVER else Permission.DECIDE_MARKS
    return actor.may(needed)


def offered_for(regime: Regime, capacity: Capacity) -> tuple[Exemption, ...]:
    """What can be chosen for an item that is held under a law, for a requester of this kind."""
    return tuple(
        row
        for row in EXEMPTIONS.values()
        if row.is_offered and row.is_for_items and regime in row.regimes and _meets(row, capacity)
    )


def why_not(use: ExemptionUse) -> str | None:
    """The rule's own sentence when an exemption may not be used so, or None."""
    row = EXEMPTIONS.get(use.code)
    return _NOT_IN_THE_LIST if row is None or not row.is_for_items else _fault(row, use)


def require_use(use: ExemptionUse) -> None:
    """Raise InvalidCommand, with the rule's own sentence, when an exemption may not be used so."""
    fault = why_not(use)
    if fault is not None:
        lacks_only_words = why_not(replace(use, record="written down")) is None
        raise InvalidCommand(fault, field="record" if lacks_only_words else "reason")


def why_not_whole(use: ExemptionUse) -> str | None:
    """The rule's own sentence when a request may not be refused as a whole for an exemption, or None.

    Nobody signs off a refusal, so what needs two people is withheld record by record; so is what covers a record only.
    """
    row = EXEMPTIONS.get(use.code)
    if row is None:
        return _NOT_IN_THE_LIST
    if not row.is_offered or use.regime not in row.regimes:
        return _fault(row, use)
    if row.is_for_items and row.needs_two_people:
        return (
            f"“{row.label}” ({row.citation}) needs a second person: withhold the records for it, one by one, so that "
            "somebody else signs it off."
        )
    if not row.reaches_whole:
        return (
            f"“{row.label}” ({row.citation}) covers a record or a passage, not all that is asked for: accept the "
            "request, and withhold what it covers."
        )
    return _fault(row, use)


def _fault(row: Exemption, use: ExemptionUse) -> str | None:
    if not row.is_offered:
        return row.blocked_says
    if use.regime not in row.regimes:
        return (
            f"“{row.label}” ({row.citation}) is not a ground under {_LAWS[use.regime]}, the law this is held under: "
            "choose one that is."
        )
    if not _meets(row, use.capacity):
        return f"“{row.label}” ({row.citation}) answers a parent's request only, never a person's own."
    if not may_decide(row, use.actor):
        return f"“{row.label}” ({row.citation}) is decided by {_DECIDERS[row.decided_by]}."
    if row.must_record and not use.record.strip():
        wanted = "; ".join(field[0].lower() + field[1:] for field in row.must_record)
        return f"“{row.label}” ({row.citation}) needs a record: {wanted}."
    return None


def _meets(exemption: Exemption, capacity: Capacity) -> bool:
    return not exemption.for_parents_only or capacity is Capacity.PARENT
