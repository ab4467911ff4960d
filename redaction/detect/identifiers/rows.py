"""What a row of the identifier tables is: how a kind is written, what proves it, beside what it stands, who says so."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum, auto


class Near(IntEnum):
    """What a kind of identifier stands beside."""

    AT = auto()
    LONG_NUMBER = auto()
    LETTERED_NUMBER = auto()
    LETTER = auto()
    STREET_NUMBER = auto()
    DATE = auto()
    LABEL = auto()


@dataclass(frozen=True, slots=True)
class Identifier:
    """One kind of identifier: how it is written, what proves it, and who says so.

    `before` must stand shortly before it (or, when `proven` holds, need not). `near` says beside what it is looked
    for, and `words` what the text must hold at least: both spare the slow test.
    """

    kind: str
    pattern: re.Pattern[str]
    source: str
    proven: Callable[[str], bool] | None = None
    before: re.Pattern[str] | None = None
    near: Near = Near.LABEL
    words: tuple[str, ...] = ()


def labelled(words: str) -> re.Pattern[str]:
    """What one of some words makes of a place that follows within 24 characters of the same row."""
    return re.compile(rf"\b(?:{words})\b[^\r]{{0,24}}$", re.I)
