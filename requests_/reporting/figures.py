"""One number of a report: what it counts, what it is out of, and the cases behind both."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from requests_.reporting.timing import TimedCase


class Unit(StrEnum):
    """What a figure is in."""

    CASES = "cases"
    SHARE = "share"
    DAYS = "days"
    ITEMS = "items"


class Reckoning(StrEnum):
    """What is made of the amounts of single cases."""

    SUM = "sum"
    MEAN = "mean"
    MEDIAN = "median"
    NINTH = "ninth"
    LARGEST = "largest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number. A share is `count` of `out_of`; a number of days, or of items, is `amount`, `reckoning` of `amounts`.

    `cases` are the references behind `count`, `whole` those behind `out_of`, `amounts` what single cases add. `is_part`
    marks a figure that is one of the parts its measure's whole falls into. What is not `is_of_cases` counts other
    things: no case is behind it.
    """

    measure: str
    key: str
    title: str
    unit: Unit
    count: int
    out_of: int | None = None
    amount: float | None = None
    cases: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    amounts: tuple[tuple[str, int], ...] = ()
    reckoning: Reckoning | None = None
    is_part: bool = False
    is_of_cases: bool = True

    @property
    def name(self) -> str:
        """How an address and a file name it: `RP-3.on_time`."""
        return f"{self.measure}.{self.key}"

    @property
    def value(self) -> float | None:
        """The number itself; None where there was nothing to measure."""
        if self.unit is Unit.SHARE:
            return self.count / self.out_of if self.out_of else None
        return self.amount if self.unit in (Unit.DAYS, Unit.ITEMS) else self.count


def counted(measure: str, key: str, title: str, cases: Iterable[TimedCase], *, is_part: bool = False) -> Figure:
    """A number of cases."""
    references = _references(cases)
    return Figure(
        measure=measure,
        key=key,
        title=title,
        unit=Unit.CASES,
        count=len(references),
        cases=references,
        is_part=is_part,
    )


def share(
    measure: str, key: str, title: str, cases: Iterable[TimedCase], *, of: Sequence[TimedCase], is_part: bool = False
) -> Figure:
    """Cases out of other cases."""
    references, whole = _references(cases), _references(of)
    return Figure(
        measure=measure,
        key=key,
        title=title,
        unit=Unit.SHARE,
        count=len(references),
        out_of=len(whole),
        cases=references,
        whole=whole,
        is_part=is_part,
    )


Amounts = Iterable[tuple[TimedCase, int]]


def days(measure: str, key: str, title: str, how: Reckoning, amounts: Amounts, *, of: Iterable[TimedCase]) -> Figure:
    """A number of days, worked out over cases."""
    return _amount(measure, key, title, Unit.DAYS, how, amounts, of)


def items(measure: str, key: str, title: str, amounts: Amounts, *, of: Iterable[TimedCase]) -> Figure:
    """A number of things in cases: documents, places, pages."""
    return _amount(measure, key, title, Unit.ITEMS, Reckoning.SUM, amounts, of)


def number(measure: str, key: str, title: str, amount: float | None) -> Figure:
    """A number of things that are no cases; None where it is not known."""
    count = int(amount or 0)
    return Figure(measure=measure, key=key, title=title, unit=Unit.ITEMS, count=count, amount=amount, is_of_cases=False)


def rate(measure: str, key: str, title: str, count: int, out_of: int) -> Figure:
    """Things that are no cases, out of others."""
    return Figure(measure=measure, key=key, title=title, unit=Unit.SHARE, count=count, out_of=out_of, is_of_cases=False)


def median(values: Iterable[int]) -> float | None:
    """The middle one, or half-way between the two in the middle; None of nothing."""
    ordered = sorted(values)
    if not ordered:
        return None
    middle = len(ordered) // 2
    return float(ordered[middle]) if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def centile(values: Iterable[int], hundredths: int) -> float | None:
    """The smallest value that at least so many in a hundred do not exceed (nearest rank); None of nothing."""
    ordered = sorted(values)
    return float(ordered[max(0, math.ceil(hundredths * len(ordered) / 100) - 1)]) if ordered else None


def mean(values: Iterable[int]) -> float | None:
    """Their sum shared out among them; None of nothing."""
    known = tuple(values)
    return sum(known) / len(known) if known else None


def _largest(values: Iterable[int]) -> float | None:
    found = max(values, default=None)
    return None if found is None else float(found)


_RECKONINGS: dict[Reckoning, Callable[[Iterable[int]], float | None]] = {
    Reckoning.SUM: lambda values: float(sum(values)),
    Reckoning.MEAN: mean,
    Reckoning.MEDIAN: median,
    Reckoning.NINTH: lambda values: centile(values, 90),
    Reckoning.LARGEST: _largest,
}


def _amount(
    measure: str, key: str, title: str, unit: Unit, how: Reckoning, amounts: Amounts, of: Iterable[TimedCase]
) -> Figure:
    references, by_case = _references(of), tuple((case.record.reference, amount) for case, amount in amounts)
    return Figure(
        measure=measure,
        key=key,
        title=title,
        unit=unit,
        count=len(references),
        amount=_RECKONINGS[how](amount for _, amount in by_case),
        cases=references,
        amounts=by_case,
        reckoning=how,
    )


def _references(cases: Iterable[TimedCase]) -> tuple[str, ...]:
    return tuple(case.record.reference for case in cases)
