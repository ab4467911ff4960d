"""A breach: the state that its events add up to, its clock, and what is still to be done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from requests_.clock import london_date_of
from requests_.deadlines.statutory_clock import ClockFacts, ClockReading, ClockRegime, read_clock
from requests_.deadlines.working_days import WorkingDays
from requests_.model.breaches import events as e
from requests_.model.breaches.terms import RISKS, UNTOLD, Cause, Origin, Risk, Untold
from requests_.model.rights import Regime


class BreachStage(StrEnum):
    """Where a breach has come to."""

    SUSPECTED = "suspected"
    OPEN = "open"
    SET_ASIDE = "set_aside"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """One breach; `people` and `measures` say of each key when it was told or done, None while it is not."""

    key: str
    version: int = 0
    stage: BreachStage = BreachStage.OPEN
    reported: e.BreachReported | None = None
    aware_at: datetime | None = None
    assessment: e.BreachAssessed | None = None
    tells_regulator: bool | None = None
    told_at: tuple[datetime, ...] = ()
    tells_people: bool | None = None
    untold: Untold | None = None
    people: dict[str, date | None] = field(default_factory=dict)
    public_told_on: date | None = None
    measures: dict[str, date | None] = field(default_factory=dict)
    cause: Cause | None = None
    closed_on: date | None = None
    erased_on: date | None = None

    @property
    def risk(self) -> Risk | None:
        """By the table; None until it was assessed."""
        known = self.assessment
        return None if known is None else RISKS[known.likelihood, known.severity]

    @property
    def regime(self) -> Regime:
        """The law it falls under: the UK GDPR, until the assessment says otherwise."""
        return Regime.UK_GDPR if self.assessment is None else self.assessment.regime

    @property
    def clock(self) -> ClockReading:
        """The 72 hours from when we became aware (UK GDPR art. 33(1); DPA 2018 s.67(1))."""
        assert self.aware_at is not None
        facts = ClockFacts(
            regime=ClockRegime.BREACH_72H, received_on=london_date_of(self.aware_at), became_aware_at=self.aware_at
        )
        return read_clock(facts, calendar=WorkingDays.england_and_wales())

    @property
    def due_at(self) -> datetime:
        """The instant until which the regulator is told."""
        due_at = self.clock.due_at
        assert due_at is not None
        return due_at

    @property
    def waits_for_regulator(self) -> bool:
        """Whether the clock still counts: nobody was told, and nobody decided that it need not be."""
        return self.stage in _UNDER_WAY and not self.told_at and self.tells_regulator is not False

    @property
    def untold_people(self) -> tuple[str, ...]:
        """Those whose letters have not left."""
        return tuple(person for person, told_on in self.people.items() if told_on is None)

    @property
    def open_measures(self) -> tuple[str, ...]:
        """What is agreed and not done."""
        return tuple(measure for measure, done_on in self.measures.items() if done_on is None)


_UNDER_WAY = (BreachStage.SUSPECTED, BreachStage.OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedBreachEvent:
    """An event in its place: the `seq`-th of its breach (from 1)."""

    seq: int
    event: e.BreachEvent


def fold_breach(breach: Breach, recorded: Iterable[RecordedBreachEvent]) -> Breach:
    """The breach as it stands after the events."""
    for record in recorded:
        breach = replace(_FOLDS[type(record.event)](breach, record.event), version=record.seq)
    return breach


def _reported(breach: Breach, event: e.BreachReported) -> Breach:
    stage = BreachStage.OPEN if event.origin is Origin.STAFF else BreachStage.SUSPECTED
    return replace(breach, stage=stage, reported=event, aware_at=event.aware_at)


def _assessed(breach: Breach, event: e.BreachAssessed) -> Breach:
    after = replace(breach, assessment=event)
    # A risk that turned out to be greater opens again what was decided not to be told.
    if breach.tells_regulator is False and after.risk is not Risk.UNLIKELY:
        after = replace(after, tells_regulator=None)
    if breach.untold is Untold.NOT_HIGH and after.risk is Risk.HIGH:
        after = replace(after, tells_people=None, untold=None)
    return after


def _person(breach: Breach, person: str, told_on: date | None) -> Breach:
    return replace(breach, people={**breach.people, person: told_on})


def _measure(breach: Breach, measure: str, done_on: date | None) -> Breach:
    return replace(breach, measures={**breach.measures, measure: done_on})


_FOLDS: dict[type[e.BreachEvent], Callable[[Breach, Any], Breach]] = {
    e.BreachReported: _reported,
    e.BreachConfirmed: lambda b, event: replace(b, stage=BreachStage.OPEN, aware_at=event.aware_at),
    e.BreachSetAside: lambda b, _: replace(b, stage=BreachStage.SET_ASIDE),
    e.BreachAssessed: _assessed,
    e.RegulatorDecided: lambda b, event: replace(b, tells_regulator=event.tells),
    e.RegulatorTold: lambda b, event: replace(b, told_at=(*b.told_at, event.told_at)),
    e.PeopleDecided: lambda b, event: replace(b, tells_people=event.untold is None, untold=event.untold),
    e.PersonNamed: lambda b, event: _person(b, event.person, None),
    e.PersonTold: lambda b, event: _person(b, event.person, event.told_on),
    e.PublicTold: lambda b, event: replace(b, public_told_on=event.told_on),
    e.MeasureAgreed: lambda b, event: _measure(b, event.measure, None),
    e.MeasureDone: lambda b, event: _measure(b, event.measure, event.done_on),
    e.CauseFound: lambda b, event: replace(b, cause=event.cause),
    e.BreachClosed: lambda b, event: replace(b, stage=BreachStage.CLOSED, closed_on=event.closed_on),
    e.BreachReopened: lambda b, _: replace(b, stage=BreachStage.OPEN, closed_on=None),
    e.BreachErased: lambda b, event: replace(b, erased_on=event.erased_on, people={}),
}


def left_to_do(breach: Breach) -> tuple[str, ...]:
    """What stands between a breach and its end, a sentence each; nothing when it may be closed."""
    is_public = breach.untold is not None and UNTOLD[breach.untold].is_public
    checks = (
        (breach.assessment is None, "Assess the risk to people."),
        (breach.tells_regulator is None, "Decide whether the regulator is told."),
        (breach.tells_regulator is True and not breach.told_at, "Tell the regulator, and record it."),
        (breach.tells_people is None, "Decide whether the people are told."),
        (breach.tells_people is True and not breach.people, "Name the people who are told."),
        (bool(breach.untold_people), "Tell everybody who is named."),
        (is_public and breach.public_told_on is None, "Tell the public, and record it."),
        (bool(breach.open_measures), "Finish every action."),
        (breach.cause is None, "Write down the cause and the lessons."),
    )
    return tuple(says for is_missing, says in checks if is_missing)
