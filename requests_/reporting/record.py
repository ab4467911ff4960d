"""What a report takes from the events of one case: dates, codes and counts, nothing about a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from requests_.deadlines.statutory_clock import ClockFacts, Pause
from requests_.model.case import clock_regime
from requests_.model.rights import Regime, Right


class Outcome(StrEnum):
    """How a case ended (RP-11)."""

    OPEN = "open"
    GRANTED = "granted"
    GRANTED_IN_PART = "granted_in_part"
    NO_DATA = "no_data"
    REFUSED = "refused"
    NOT_CONFIRMED = "not_confirmed"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    JOINED = "joined"
    TRANSFERRED = "transferred"


# These ended without a final response: counted by themselves, in no share of answers.
WITHOUT_ANSWER = frozenset({Outcome.WITHDRAWN, Outcome.LAPSED, Outcome.JOINED, Outcome.TRANSFERRED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """One end of a case, as it was on its day, and when and why the case was opened again, if it was.

    `withheld_documents` has the exemption code of each document that was withheld whole. `reopened_for` is the code of
    the reason, "" where something came that the case had been closed for want of; `promised_on` the day that was
    promised for a new answer.
    """

    on: date
    outcome: Outcome
    refusal: str = ""
    complaint_result: str = ""
    sent_back: int = 0
    withheld_documents: tuple[str, ...] = ()
    reopened_on: date | None = None
    reopened_for: str = ""
    promised_on: date | None = None

    @property
    def is_answer(self) -> bool:
        """Whether the requester was given a final response."""
        return self.outcome not in WITHOUT_ANSWER

    def lasts(self, day: date) -> bool:
        """Whether it had not been undone at the end of `day`."""
        return self.reopened_on is None or self.reopened_on > day


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice of extension under one law."""

    regime: Regime
    on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRecord:
    """One case, as its events leave it. Every date is one in Europe/London.

    `endings` are in order, each but the last opened again: nothing that came later rewrites one. `withheld_places` are
    exemption codes with the places in documents. `pause_regimes` are the laws whose clock each pause stops, none for
    the case's own. `categories` are the kinds of records asked for, none for all; `teams` who was asked to help.
    """

    reference: str
    right: Right
    regime: Regime
    capacity: str
    channel: str
    received_on: date
    school: str = ""
    id_requested_on: date | None = None
    id_received_on: date | None = None
    authority_requested_on: date | None = None
    authority_received_on: date | None = None
    fee_requested_on: date | None = None
    fee_paid_on: date | None = None
    pauses: tuple[Pause, ...] = ()
    pause_regimes: tuple[tuple[Regime, ...], ...] = ()
    extension_notice_on: date | None = None
    extension_reason: str = ""
    other_regime: Regime | None = None
    other_extension_on: date | None = None
    other_extension_reason: str = ""
    categories: tuple[str, ...] = ()
    teams: frozenset[str] = frozenset()
    acknowledged_on: date | None = None
    endings: tuple[Ending, ...] = ()
    late_reason: str = ""
    late_unit: str = ""
    recipients_told: int = 0
    recipients_not_told: int = 0
    withheld_places: tuple[tuple[str, int], ...] = ()
    pages_withheld: int = 0
    pages_partly_withheld: int = 0

    @property
    def settled_on(self) -> date | None:
        """The day of the first answer, or of an end without one that lasts."""
        answer = next((ending for ending in self.endings if ending.is_answer), None)
        lasting = next((ending for ending in self.endings if ending.reopened_on is None), None)
        found = answer or lasting
        return found.on if found is not None else None

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The notices of extension, one a law."""
        found = [(self.regime, self.extension_notice_on, self.extension_reason)]
        if self.other_regime is not None:
            found.append((self.other_regime, self.other_extension_on, self.other_extension_reason))
        return tuple(Notice(regime=regime, on=on, reason=reason) for regime, on, reason in found if on is not None)

    @property
    def regimes(self) -> tuple[Regime, ...]:
        """The laws the case runs under, its own first."""
        return (self.regime,) if self.other_regime is None else (self.regime, self.other_regime)

    def pauses_under(self, regime: Regime) -> tuple[Pause, ...]:
        """The pauses that stop the clock of a law."""
        stopped = (*self.pause_regimes, *[()] * len(self.pauses))
        return tuple(
            pause for pause, laws in zip(self.pauses, stopped, strict=False) if regime in (laws or (self.regime,))
        )

    def clock_facts(self, day: date) -> ClockFacts:
        """What the clock of the case's own law was read from at the end of `day`."""
        return self.clock_facts_under(self.regime, day)

    def clock_facts_under(self, regime: Regime, day: date) -> ClockFacts:
        """What the statutory clock of a law was read from at the end of `day`."""
        notice_on = self.extension_notice_on if regime is self.regime else self.other_extension_on
        asked_id, asked_authority = _known(self.id_requested_on, day), _known(self.authority_requested_on, day)
        asked_fee = _known(self.fee_requested_on, day)
        return ClockFacts(
            regime=clock_regime(self.right, regime),
            received_on=self.received_on,
            id_requested_on=asked_id,
            id_received_on=_known(self.id_received_on, day) if asked_id else None,
            authority_requested_on=asked_authority,
            authority_received_on=_known(self.authority_received_on, day) if asked_authority else None,
            fee_requested_on=asked_fee,
            fee_paid_on=_known(self.fee_paid_on, day) if asked_fee else None,
            clarifications=tuple(
                Pause(pause.asked_on, _known(pause.received_on, day))
                for pause in self.pauses_under(regime)
                if pause.asked_on <= day
            ),
            extension_notice_on=_known(notice_on, day),
        )


def _known(on: date | None, day: date) -> date | None:
    return on if on is not None and on <= day else None
