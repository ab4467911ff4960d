"""Everything that can happen to a breach, in the past tense: codes, instants and counts; words are kept beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from requests_.model.breaches.terms import (
    BreachKind,
    Cause,
    Likelihood,
    Loss,
    Origin,
    PeopleKind,
    Phase,
    Severity,
    Untold,
)
from requests_.model.event_codec import from_payload
from requests_.model.rights import Category, Regime


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachEvent:
    """What every event has."""

    kind: ClassVar[str]
    version: ClassVar[int] = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachReported(BreachEvent):
    """Somebody reported it, or the portal suspects it; `aware_at` starts the 72 hours. `reference` is of a case.

    `own_reference` is that of the breach, "" in old records.
    """

    kind = "breach_reported"
    origin: Origin
    what: BreachKind
    aware_at: datetime
    happened_on: date | None = None
    reference: str = ""
    own_reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachConfirmed(BreachEvent):
    """It is a breach, and this is when we became aware of it."""

    kind = "breach_confirmed"
    aware_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachSetAside(BreachEvent):
    """It is none; the record and the reasons stay."""

    kind = "breach_set_aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachAssessed(BreachEvent):
    """What was lost, of whom, and how bad it may be; each new assessment replaces the last."""

    kind = "breach_assessed"
    regime: Regime
    losses: tuple[Loss, ...]
    categories: tuple[Category, ...]
    people: tuple[PeopleKind, ...]
    people_count: int
    records_count: int
    likelihood: Likelihood
    severity: Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulatorDecided(BreachEvent):
    """Whether the regulator is told."""

    kind = "regulator_decided"
    tells: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulatorTold(BreachEvent):
    """A report went to the regulator."""

    kind = "regulator_told"
    told_at: datetime
    phase: Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleDecided(BreachEvent):
    """Whether the people are told one by one; `untold` says why not."""

    kind = "people_decided"
    untold: Untold | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonNamed(BreachEvent):
    """Somebody is to be told."""

    kind = "person_named"
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonTold(BreachEvent):
    """Their letter left, by mail or by post."""

    kind = "person_told"
    person: str
    told_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicTold(BreachEvent):
    """The public was told, in place of each person."""

    kind = "public_told"
    told_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureAgreed(BreachEvent):
    """Somebody is to do something by a day."""

    kind = "measure_agreed"
    measure: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureDone(BreachEvent):
    """It is done."""

    kind = "measure_done"
    measure: str
    done_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseFound(BreachEvent):
    """What lay at the root of it."""

    kind = "cause_found"
    cause: Cause


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachClosed(BreachEvent):
    """Nothing is left to do."""

    kind = "breach_closed"
    closed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachReopened(BreachEvent):
    """It goes on after all."""

    kind = "breach_reopened"


@dataclass(frozen=True, slots=True, kw_only=True)
class BreachErased(BreachEvent):
    """The words, the people and their letters were erased; codes, instants and counts stay."""

    kind = "breach_erased"
    erased_on: date
    words: int
    people: int


BREACH_EVENTS: dict[str, type[BreachEvent]] = {each.kind: each for each in BreachEvent.__subclasses__()}


def breach_event_of(kind: str, payload: Mapping[str, Any]) -> BreachEvent:
    """The event as it was stored. Raises KeyError for a kind nobody knows."""
    return from_payload(BREACH_EVENTS[kind], payload)
