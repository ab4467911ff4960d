"""Keeping small numbers out of what is published, and out of reach of subtraction.

A number from 1 to 4 is shown as "<5". Where it could be worked out, or narrowed down, from what stands beside it, the
next smallest number is left out too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

SMALLEST_SHOWN = 5
_MANY = 10**9


class Showing(StrEnum):
    """What is published of a number."""

    SHOWN = "shown"
    SMALL = "small"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Sum:
    """A number that is the sum of others, all by their names."""

    total: str
    parts: tuple[str, ...]


Numbers = Mapping[str, int]
Bounds = dict[str, tuple[int, int]]


def protect(numbers: Numbers, sums: Sequence[Sum], *, last: Set[str] = frozenset()) -> dict[str, Showing]:
    """What may be published of each number, so that the sums give no small one away.

    The numbers of `last` are left out only where nothing else is left to leave out.
    """
    states = {name: _first(number) for name, number in numbers.items()}
    while True:
        bounds = narrowed(numbers, sums, states)
        given_away = [name for name in sorted(numbers) if _is_given_away(name, states, bounds)]
        found = (_next_to_hide(name, numbers, sums, states, last) for name in given_away)
        chosen = next(filter(None, found), None)
        if chosen is None:
            return states
        states[chosen] = Showing.HIDDEN


def narrowed(numbers: Numbers, sums: Iterable[Sum], states: Mapping[str, Showing]) -> Bounds:
    """What a reader can work out: the least and the most each number may be, by every sum, again and again."""
    bounds = {name: _known(number, states[name]) for name, number in numbers.items()}
    equations = tuple(sums)
    changed = True
    while changed:
        changed = any([_narrow(equation, bounds) for equation in equations])
    return bounds


def _first(number: int) -> Showing:
    return Showing.SMALL if 0 < number < SMALLEST_SHOWN else Showing.SHOWN


def _known(number: int, state: Showing) -> tuple[int, int]:
    by_state = {
        Showing.SHOWN: (number, number),
        Showing.SMALL: (1, SMALLEST_SHOWN - 1),
        Showing.HIDDEN: (SMALLEST_SHOWN, _MANY),
    }
    return by_state[state]


def _narrow(equation: Sum, bounds: Bounds) -> bool:
    least = sum(bounds[part][0] for part in equation.parts)
    most = sum(bounds[part][1] for part in equation.parts)
    changed = _cut(equation.total, least, most, bounds)
    low, high = bounds[equation.total]
    for part in equation.parts:
        own_low, own_high = bounds[part]
        changed |= _cut(part, low - (most - own_high), high - (least - own_low), bounds)
        least += bounds[part][0] - own_low
        most += bounds[part][1] - own_high
    return changed


def _cut(name: str, least: int, most: int, bounds: Bounds) -> bool:
    low, high = bounds[name]
    bounds[name] = (max(low, least), min(high, most))
    return bounds[name] != (low, high)


def _is_given_away(name: str, states: Mapping[str, Showing], bounds: Bounds) -> bool:
    return states[name] is Showing.SMALL and bounds[name] != (1, SMALLEST_SHOWN - 1)


def _next_to_hide(
    name: str, numbers: Numbers, sums: Sequence[Sum], states: Mapping[str, Showing], last: Set[str]
) -> str | None:
    """A number that is still shown and helps to work out a small one: a part before a total, the nearest, the smallest.

    What is left out already leads further: the number beside it may give it back. None where everything that is tied to
    the small one is small itself.
    """
    reached, edge, distance = {name}, {name}, 0
    best: tuple[bool, bool, int, int, str] | None = None
    while edge:
        beyond: set[str] = set()
        for equation in sums:
            cells = (*equation.parts, equation.total)
            if edge.isdisjoint(cells):
                continue
            for other in cells:
                if states[other] is not Showing.SHOWN:
                    beyond.add(other)
                elif numbers[other] >= SMALLEST_SHOWN:
                    key = (other in last, other == equation.total, distance, numbers[other], other)
                    best = key if best is None else min(best, key)
        edge, distance = beyond - reached, distance + 1
        reached |= beyond
    return best[-1] if best else None
