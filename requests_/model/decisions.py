"""What people and jobs ask of a decided right: decide, plan, approve, carry out, show, answer, put back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from requests_.ids import CaseId
from requests_.model.change_plan import Plan
from requests_.model.lawful_basis import Basis
from requests_.model.outcome_terms import Finding, Nature, Outcome, RestrictionGround
from requests_.model.staff import Actor

# The decision about a request as a whole, not about one record.
WHOLE = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideItem:
    """Decide what becomes of one record, or of the request as a whole (`document` is `WHOLE`).

    `words` go into the letter, `record` is kept for the file: what was compared, whom we asked, what was weighed.
    `values` are the new values by the column's name, `statement` what the person says about the record. Of a record
    that goes into a file to take elsewhere, `values` are the columns that the person gave us, with what stands there,
    `basis` is consent or a contract, and each line of `statement` is words that look like a name and are nobody else's.
    """

    case: CaseId
    outcome: Outcome
    words: str
    record: str
    actor: Actor
    document: str = WHOLE
    nature: Nature | None = None
    findings: tuple[Finding, ...] = ()
    ground: RestrictionGround | None = None
    basis: Basis | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    statement: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPlan:
    """The changes as they were worked out; the digests name the plan's bytes in the vault, and those of new files."""

    case: CaseId
    plan: Plan
    sha256: str
    contents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseChanges:
    """The changes cannot be made. `reason` is one plain line without personal data; `source` may be ""."""

    case: CaseId
    source: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitDecisions:
    """Send what was decided for approval; `because` says why about some records nothing is, in words for the letter."""

    case: CaseId
    actor: Actor
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveChanges:
    """Approve the plan of this digest, and no other."""

    case: CaseId
    sha256: str
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmTask:
    """Record that a task is done, on which day, and what shows it: words, or a file in the vault."""

    case: CaseId
    task: str
    done_on: date
    evidence: str
    actor: Actor
    evidence_sha256: str = ""
