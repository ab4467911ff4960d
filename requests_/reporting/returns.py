"""The return of a period: every figure with its definition, broken down, and the record it was counted from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from requests_.reporting.beside_cases import BesideCases
from requests_.reporting.breakdowns import DIMENSIONS, Breakdown, broken_down, by_month
from requests_.reporting.definitions import DEFINITIONS, Definition
from requests_.reporting.figures import Figure
from requests_.reporting.period import Period
from requests_.reporting.population import Population, population
from requests_.reporting.record import CaseRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What a return was counted from: events up to a moment (aware UTC), and the audit head of that moment."""

    known_at: datetime
    head: str
    cases: int
    events: int

    @property
    def stamp(self) -> str:
        """The moment, to the microsecond: with it the return can be made again."""
        return self.known_at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One measure and its figures."""

    definition: Definition
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """The figures of one period. `today` is the London date it was made on, as far as it knew."""

    period: Period
    today: date
    origin: Origin
    cases: Population
    sections: tuple[Section, ...]
    breakdowns: tuple[Breakdown, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure, in order."""
        return tuple(figure for section in self.sections for figure in section.figures)

    @property
    def is_running(self) -> bool:
        """Whether the period had not ended."""
        return self.cases.over_to < self.period.last_on

    @property
    def seal(self) -> str:
        """The SHA-256 over every figure and the audit head: one figure changed, another seal."""
        return hashlib.sha256(json.dumps(_sealed(self), sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def build_return(
    records: Iterable[CaseRecord],
    period: Period,
    *,
    today: date,
    origin: Origin,
    beside: BesideCases | None = None,
) -> Return:
    """Count everything for a period."""
    known = tuple(records)
    cases = population(known, period, today=today, beside=beside)
    sections = tuple(Section(definition=row, figures=row.count(cases)) for row in DEFINITIONS)
    tables = [broken_down(cases, dimension) for dimension in DIMENSIONS]
    if len(period.months) > 1:
        tables.insert(0, by_month(known, period.months, today=today))
    return Return(period=period, today=today, origin=origin, cases=cases, sections=sections, breakdowns=tuple(tables))


def _sealed(found: Return) -> dict[str, Any]:
    return {
        "period": [found.period.first_on.isoformat(), found.period.last_on.isoformat()],
        "known_at": found.origin.stamp,
        "head": found.origin.head,
        "figures": [[figure.name, figure.count, figure.out_of, figure.amount] for figure in found.figures],
        "breakdowns": [
            [table.key, group.value, figure.name, figure.count, figure.out_of]
            for table in found.breakdowns
            for group in table.groups
            for figure in group.figures
        ],
    }
