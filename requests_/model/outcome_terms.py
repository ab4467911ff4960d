"""The terms in which the outcomes of a right are told: acts, natures, findings, grounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from requests_.model.lawful_basis import LegalRight
from requests_.model.rights import Regime
from requests_.model.staff import Permission


class StoreAct(StrEnum):
    """What is done to a record: nothing, other values, a statement, its removal, a mark, its end, a file, a task."""

    NONE = "none"
    CHANGE = "change"
    STATEMENT = "statement"
    ERASE = "erase"
    RESTRICT = "restrict"
    LIFT = "lift"
    PORT = "port"
    TASK = "task"


class Outcome(StrEnum):
    """What was decided about one item, or about a request as a whole."""

    RECTIFIED = "rectified"
    COMPLETED = "completed"
    STATEMENT_ADDED = "statement_added"
    REFUSED_ACCURATE = "refused_accurate"
    REFUSED_EVIDENCE_RESTRICTED = "refused_evidence_restricted"
    ERASED = "erased"
    ERASURE_REFUSED_NEEDED = "erasure_refused_needed"
    ERASURE_REFUSED_HOLD = "erasure_refused_hold"
    ERASURE_EVIDENCE_RESTRICTED = "erasure_evidence_restricted"
    RESTRICTED = "restricted"
    RESTRICTION_REFUSED = "restriction_refused"
    OBJECTION_UPHELD = "objection_upheld"
    OBJECTION_REFUSED_COMPELLING = "objection_refused_compelling"
    OBJECTION_NOT_AVAILABLE = "objection_not_available"
    MARKETING_STOPPED = "marketing_stopped"
    DECIDED_BY_PERSON = "decided_by_person"
    NO_AUTOMATED_DECISION = "no_automated_decision"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    NO_CONSENT_RELIED_ON = "no_consent_relied_on"
    PORTED = "ported"
    PORTABILITY_NOT_AVAILABLE = "portability_not_available"


class Nature(StrEnum):
    """Whether a record tells a fact, or what somebody thinks: the two are kept apart (DPA 2018 s.38(2))."""

    FACT = "fact"
    OPINION = "opinion"


class Finding(StrEnum):
    """The answers to the four questions about erasure; `no_*` is the other answer to the question above it."""

    NEEDED = "needed"
    NOT_NEEDED = "not_needed"
    LAWFUL = "lawful"
    UNLAWFUL = "unlawful"
    WITHIN_RETENTION = "within_retention"
    PAST_RETENTION = "past_retention"
    ON_HOLD = "on_hold"
    NO_HOLD = "no_hold"


QUESTIONS: tuple[tuple[str, Finding, Finding], ...] = (
    ("Is it still needed for the purpose it is held for?", Finding.NEEDED, Finding.NOT_NEEDED),
    ("Is it held lawfully?", Finding.LAWFUL, Finding.UNLAWFUL),
    ("Is it within its retention period?", Finding.WITHIN_RETENTION, Finding.PAST_RETENTION),
    ("Must it be kept for a legal claim or a legal hold?", Finding.ON_HOLD, Finding.NO_HOLD),
)


class RestrictionGround(StrEnum):
    """Why the use of a record is limited."""

    ACCURACY_CONTESTED = "accuracy_contested"
    UNLAWFUL_NOT_ERASED = "unlawful_not_erased"
    NEEDED_BY_PERSON = "needed_by_person"
    OBJECTION_PENDING = "objection_pending"
    EVIDENCE = "evidence"


# By law: what a law does not name is no ground under it.
GROUND_CITATIONS: Mapping[RestrictionGround, Mapping[Regime, str]] = {
    RestrictionGround.ACCURACY_CONTESTED: {
        Regime.UK_GDPR: "UK GDPR, article 18(1)(a)",
        Regime.LAW_ENFORCEMENT: "DPA 2018, section 47(3)",
    },
    RestrictionGround.UNLAWFUL_NOT_ERASED: {Regime.UK_GDPR: "UK GDPR, article 18(1)(b)"},
    RestrictionGround.NEEDED_BY_PERSON: {Regime.UK_GDPR: "UK GDPR, article 18(1)(c)"},
    RestrictionGround.OBJECTION_PENDING: {Regime.UK_GDPR: "UK GDPR, article 18(1)(d)"},
    RestrictionGround.EVIDENCE: {Regime.LAW_ENFORCEMENT: "DPA 2018, section 47(2)"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRow:
    """One outcome. A law without a citation has no such outcome; `decided_by` is what it takes to decide it.

    `is_whole` means that it answers the request as a whole, not one record; `natures` says for which records it is.
    """

    outcome: Outcome
    right: LegalRight
    is_granted: bool
    act: StoreAct
    says: str
    letter: str
    citations: Mapping[Regime, str]
    decided_by: Permission = Permission.WORK_CASE
    is_whole: bool = False
    natures: tuple[Nature, ...] = ()

    @property
    def needs_ground(self) -> bool:
        """Whether the ground for limiting its use has to be named."""
        return self.act is StoreAct.RESTRICT and self.right is LegalRight.RESTRICTION
