"""What a return counts beside the cases: dates set from outside, breaches, and the team, as a period left them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requests_.clock import london_date_of
from requests_.model.breaches.breach import Breach
from requests_.model.set_dates import SetDate


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideDate:
    """A date that the regulator, a tribunal or a court set in a case."""

    reference: str
    date: SetDate


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamState:
    """Who answers requests: people, their full-time equivalent, and how many were trained within twelve months."""

    people: float
    full_time: float
    trained: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideCases:
    """As they were known at the end of a period: nothing in them is of a later day. `team` is None where unknown."""

    outside: tuple[OutsideDate, ...] = ()
    breaches: tuple[Breach, ...] = ()
    team: TeamState | None = None


def aware_on(breach: Breach) -> date | None:
    """The London day on which the council became aware of a breach."""
    return None if breach.aware_at is None else london_date_of(breach.aware_at)
