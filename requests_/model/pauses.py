"""Why a question may stop the clock: one row a reason, and under which law each may.

The law knows one ground, further information that is reasonably needed to find the information; the rows are what is
asked for. Who somebody is, their authority and a fee are other questions: the time begins with their answer (TL-27).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from requests_.deadlines.periods import Pause
from requests_.deadlines.wording import listed
from requests_.model.rights import Regime

UK, PART_3 = Regime.UK_GDPR, Regime.LAW_ENFORCEMENT


class PauseReason(StrEnum):
    """What the requester is asked to make clear."""

    SUBJECT_MATTER = "subject_matter"
    PERIOD = "period"
    PLACE = "place"
    NAMES_USED = "names_used"
    OCCASION = "occasion"
    PROCESSING = "processing"


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseRow:
    """One reason: what is asked, in a sentence for the requester, and the law that lets it stop each clock."""

    reason: PauseReason
    says: str
    citations: Mapping[Regime, str]


_IDENTIFY = {UK: "UK GDPR, article 12A(5)", PART_3: "DPA 2018, section 54(3C)"}

PAUSE_REASONS: dict[PauseReason, PauseRow] = {
    row.reason: row
    for row in (
        PauseRow(
            reason=PauseReason.SUBJECT_MATTER,
            says="We need to know what the information you want is about.",
            citations=_IDENTIFY,
        ),
        PauseRow(
            reason=PauseReason.PERIOD,
            says="We need to know from when to when we should look.",
            citations=_IDENTIFY,
        ),
        PauseRow(
            reason=PauseReason.PLACE,
            says="We need to know which school, team or place may hold it.",
            citations=_IDENTIFY,
        ),
        PauseRow(
            reason=PauseReason.NAMES_USED,
            says="We need to know under which other names, addresses or numbers it may be held.",
            citations=_IDENTIFY,
        ),
        PauseRow(
            reason=PauseReason.OCCASION,
            says="We need to know which meeting, call, email or picture you mean.",
            citations=_IDENTIFY,
        ),
        PauseRow(
            reason=PauseReason.PROCESSING,
            says="We need to know which use of the information you ask about.",
            citations=_IDENTIFY,
        ),
    )
}


def may_stop(reason: PauseReason, regime: Regime) -> bool:
    """Whether a question for this reason stops the clock of a law."""
    return regime in PAUSE_REASONS[reason].citations


@dataclass(frozen=True, slots=True)
class Question:
    """A question to the requester, and whose clock it stops; no `regimes` means that of the case's own law.

    `reason` is None for a question that was asked before reasons were kept; `record` names why it was needed.
    """

    pause: Pause
    reason: PauseReason | None = None
    regimes: tuple[Regime, ...] = field(default=())
    record: str = ""

    def stops(self, regime: Regime, *, own: Regime) -> bool:
        """Whether it stops the clock of a law, in a case whose own law is `own`."""
        return regime in (self.regimes or (own,))

    def days(self, today: date) -> int:
        """The days from the question to its answer, or to today, both included."""
        return ((self.pause.received_on or today) - self.pause.asked_on).days + 1


def laws_named(regimes: tuple[Regime, ...]) -> str:
    """The laws as a sentence names them."""
    return listed([{UK: "the UK GDPR", PART_3: "Part 3 of the Data Protection Act 2018"}[each] for each in regimes])
