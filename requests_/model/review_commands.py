"""What is proposed for what was found, and what people decide about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_.ids import CaseId, DocumentId, MarkId
from requests_.model.events.base import DocumentOutcome
from requests_.model.gates import HealthGround
from requests_.model.other_people import ShowGround, ThirdPartyFactors
from requests_.model.people import CasePerson
from requests_.model.staff import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedMark:
    """A stretch of a document's text, whose it is, and what is proposed (see `redaction.values.Proposal`)."""

    unit: int
    start: int
    end: int
    kind: str
    text: str
    person: str
    disposition: str
    reason: str
    why: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordProposals:
    """The marks proposed over a case's whole bundle, by document."""

    case: CaseId
    marks: dict[DocumentId, tuple[ProposedMark, ...]]
    unknown_people: tuple[CasePerson, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidePerson:
    """Decide every mark of one person, over the whole bundle; `person` is "" for marks that point to nobody known.

    To show needs a `ground`, and what that asks for: `factors` or a `record`. To withhold needs the record of the
    exemption; `reason` is another exemption than the one that was proposed. `seen` are the addresses, numbers and
    mailboxes that were listed before they were shown, as `contact_values` has them.
    """

    case: CaseId
    person: str
    withhold: bool
    actor: Actor
    record: str = ""
    reason: str = ""
    ground: ShowGround | None = None
    factors: ThirdPartyFactors | None = None
    seen: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideMarks:
    """Decide single marks. `record` is what is written about those that point to nobody known."""

    case: CaseId
    marks: tuple[MarkId, ...]
    withhold: bool
    actor: Actor
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithholdWords:
    """Mark words everywhere they stand in the bundle, for a reason of the exemption catalogue.

    `record` is what the exemption wants written down.
    """

    case: CaseId
    words: str
    reason: str
    actor: Actor
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithholdPart:
    """Withhold a passage of one page or section, or all of it (`passage` is ""), for a reason of the catalogue.

    `unit` is the page or section, from 0; `record` is what the exemption wants written down.
    """

    case: CaseId
    document: DocumentId
    unit: int
    passage: str
    reason: str
    actor: Actor
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideDocument:
    """Decide whether a whole document goes into the pack. `record` is what the exemption wants written down."""

    case: CaseId
    document: DocumentId
    outcome: DocumentOutcome
    reason: str
    actor: Actor
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordHealth:
    """Record, for documents about health, a health professional's opinion or that the person knows it already."""

    case: CaseId
    documents: tuple[DocumentId, ...]
    ground: HealthGround
    opinion_on: date | None
    record: str
    actor: Actor
