"""How wide a range has to be, learned from how the same forecast did in earlier months.

A simulation knows which requests wait, but not how wrong it is: of months unlike the last twelve it is too sure. So its
spread is only a unit. How many of them a range reaches to each side is tracked online: more after each month that fell
outside, a little less after each that fell inside, so that in the long run one in five falls outside, whatever the
numbers are like: few, seasonal, bursting, or changed for good. All is reckoned on square roots, where a count varies
about alike whether it is small or large (Anscombe 1948).

Source: Gibbs and Candès, "Adaptive conformal inference under distribution shift", NeurIPS 2021; the reach itself is
tracked as in Angelopoulos, Candès and Tibshirani, "Conformal PID control for time series prediction", NeurIPS 2023.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist, fmean, pstdev

MISSED = 0.2
# Four in five of a normal distribution lie so many deviations around its middle.
FIRST_REACH = NormalDist().inv_cdf(1 - MISSED / 2)
# How quickly the reach changes, and how much of what was learned of an error is kept each month.
PACE, MEMORY = 0.25, 0.7
# How much of the usual error is taken out of the next forecast: not all of it is going to come again.
DAMPING = 0.4
# Half of what chance alone does to a count, on square roots: no simulation is surer.
_SUREST = 0.25
_ANSCOMBE = 3 / 8


@dataclass(frozen=True, slots=True)
class Range:
    """A number that is not known yet: four times in five it lies from `low` to `high`."""

    low: int
    middle: int
    high: int

    def __contains__(self, number: int) -> bool:
        """Whether it came out within the range."""
        return self.low <= number <= self.high


@dataclass(slots=True)
class Calibration:
    """What earlier forecasts of one number teach about the next, in spreads of the simulation.

    `reach` is how far a range goes to each side, `lean` by how much more came lately than was forecast.
    """

    reach: float = FIRST_REACH
    lean: float = 0.0

    def range_of(self, played: Sequence[int]) -> Range:
        """The range of a number that came out so each time the months were played through."""
        middle, spread = _middle_and_spread(played)
        middle += DAMPING * self.lean * spread
        low, high = middle - self.reach * spread, middle + self.reach * spread
        return Range(_count(low), _count(middle), _count(high))

    def learn(self, played: Sequence[int], came: int) -> None:
        """Take note of how a forecast did."""
        is_missed = came not in self.range_of(played)
        middle, spread = _middle_and_spread(played)
        self.reach *= math.exp(PACE * (is_missed - MISSED))
        self.lean = MEMORY * self.lean + (1 - MEMORY) * (_root(came) - middle) / spread

    def no_surer_than(self, other: Calibration) -> Calibration:
        """The same, reaching at least as far as another."""
        return replace(self, reach=max(self.reach, other.reach))


def _middle_and_spread(played: Sequence[int]) -> tuple[float, float]:
    roots = [_root(number) for number in played]
    return fmean(roots), max(_SUREST, pstdev(roots))


def _root(count: int) -> float:
    return math.sqrt(count + _ANSCOMBE)


def _count(root: float) -> int:
    return max(0, round(max(0.0, root) ** 2 - _ANSCOMBE))
