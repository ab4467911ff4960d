"""What a clock is read from: the dates that a case's events amount to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from requests_.deadlines.periods import InvalidFact, Pause
from requests_.deadlines.rules import ClockRegime


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Something the clock waits for: proof of identity, authority to act, a fee.

    `requested_on` is the newest asking, `first_requested_on` the first. Received and never asked for: the dates given
    mean that it was asked for and came.
    """

    key: str
    name: str
    requested_on: date | None
    received_on: date | None
    first_requested_on: date | None = None

    @property
    def is_outstanding(self) -> bool:
        """Asked for and not received; what came in before the newest asking did not answer it."""
        return self.requested_on is not None and (self.received_on is None or self.received_on < self.requested_on)

    @property
    def was_held(self) -> bool:
        """Whether it had come in before anybody asked for it: then nothing was waited for."""
        first_on = self.first_requested_on
        return first_on is not None and self.received_on is not None and self.received_on < first_on

    @property
    def as_first_asked(self) -> Evidence:
        """The same, as it stood before it was asked for again."""
        return replace(self, requested_on=self.first_requested_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockFacts:
    """The facts of one clock, as Europe/London dates.

    `received_on` is the day the request reached any part of the council, by any channel; for HEALTH_OPINION the day the
    opinion was obtained. `id_requested_on` and its like are the newest asking; `id_first_requested_on` the first, where
    there were several. `relied_on` is for HEALTH_OPINION, `became_aware_at` for BREACH_72H, `results_on` for EXAM,
    `no_school` (first and last day of each closure) for SCHOOL_RECORD. `later_extension_notices` come after the first.
    """

    regime: ClockRegime
    received_on: date
    id_requested_on: date | None = None
    id_received_on: date | None = None
    id_first_requested_on: date | None = None
    authority_requested_on: date | None = None
    authority_received_on: date | None = None
    authority_first_requested_on: date | None = None
    fee_requested_on: date | None = None
    fee_paid_on: date | None = None
    fee_first_requested_on: date | None = None
    clarifications: tuple[Pause, ...] = ()
    extension_notice_on: date | None = None
    later_extension_notices: tuple[date, ...] = ()
    results_on: date | None = None
    no_school: tuple[tuple[date, date], ...] = ()
    relied_on: date | None = None
    became_aware_at: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be true."""
        for first, last in self.no_school:
            if last < first:
                raise InvalidFact(f"A closure of the school cannot end on {last}, before it begins on {first}.")
        if self.became_aware_at is not None and self.became_aware_at.tzinfo is None:
            raise InvalidFact("The moment a breach became known needs its time zone.")

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Everything the start of the clock may wait for."""
        return (
            Evidence(
                key="id",
                name="proof of identity",
                requested_on=self.id_requested_on,
                received_on=self.id_received_on,
                first_requested_on=self.id_first_requested_on or self.id_requested_on,
            ),
            Evidence(
                key="authority",
                name="authority to act",
                requested_on=self.authority_requested_on,
                received_on=self.authority_received_on,
                first_requested_on=self.authority_first_requested_on or self.authority_requested_on,
            ),
            Evidence(
                key="fee",
                name="the fee",
                requested_on=self.fee_requested_on,
                received_on=self.fee_paid_on,
                first_requested_on=self.fee_first_requested_on or self.fee_requested_on,
            ),
        )

    def with_evidence(self, *evidence: Evidence) -> ClockFacts:
        """The same facts with this evidence, and no other."""
        by_key = {each.key: each for each in evidence}
        dates: dict[str, Any] = {}
        for key, received in (("id", "id_received_on"), ("authority", "authority_received_on"), ("fee", "fee_paid_on")):
            each = by_key.get(key)
            dates[f"{key}_requested_on"] = each and each.requested_on
            dates[f"{key}_first_requested_on"] = each and each.first_requested_on
            dates[received] = each and each.received_on
        return replace(self, **dates)

    def given(self) -> Iterator[str]:
        """The kinds of fact that were given, beside receipt."""
        *proofs, fee = self.evidence
        if any(each.requested_on or each.received_on for each in proofs):
            yield "evidence"
        if fee.requested_on or fee.received_on:
            yield "fee"
        if self.clarifications:
            yield "clarification"
        if self.extension_notice_on:
            yield "extension notice"
        if self.results_on:
            yield "results"
        if self.no_school:
            yield "school closures"
        if self.relied_on:
            yield "day of reliance"
