"""What is printed in a black box: the whole label where it can be read, else as much of it as fits, else its letter.

`[Person B: telephone]` becomes `B: telephone`, then `B`; `[withheld: e-mail]` becomes `e-mail`, then a small `w`, which
is nobody's letter. The letters are those of the schedule. A label is shortened, never shrunk to fit, so that nothing is
printed that cannot be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

READABLE_POINTS = 6.0  # the smallest print that is read without a glass
LARGEST_POINTS = 8.0
LEAST_POINTS = 4.5  # for lines of print that are themselves smaller than can be read with ease
OF_HEIGHT = 0.8
OF_WIDTH = 0.96
WITHHELD_LETTER = "w"
_PERSON = re.compile(r"\[Person ([A-Z]+)(?:: (.+))?\]")
_WITHHELD = re.compile(r"\[withheld(?:: (.+))?\]")


@cache
def shortened(label: str) -> tuple[str, ...]:
    """The label and its shorter forms, longest first."""
    if person := _PERSON.fullmatch(label):
        letter, kind = person.groups()
        return (label, f"Person {letter}: {kind}", f"{letter}: {kind}", letter) if kind else (label, letter)
    if withheld := _WITHHELD.fullmatch(label):
        return (label, withheld[1] or "withheld", WITHHELD_LETTER)
    return (label,)


def fitted(label: str, width: float, height: float, measure: Callable[[str], float]) -> tuple[str, float] | None:
    """What is printed in a box of so many points and its size, or None where nothing would be read.

    `measure` gives the width of words at 1 point.
    """
    size = min(LARGEST_POINTS, OF_HEIGHT * height)
    if not label or size < LEAST_POINTS:
        return None
    smallest = min(READABLE_POINTS, size)
    for words in shortened(label):
        fits = OF_WIDTH * width / max(measure(words), 0.01)
        if fits >= smallest:
            return words, min(size, fits)
    return None
