"""What reviewing a bundle is made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where words stand: the unit of the document, and a half-open stretch of its text."""

    unit: int
    start: int
    end: int
    text: str


def occurrences_of(words: str, texts: Sequence[str]) -> tuple[Occurrence, ...]:
    """Every place where the words stand as whole words, whatever their case and however their lines break."""
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        return ()
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)", re.IGNORECASE)
    return tuple(
        Occurrence(unit, match.start(), match.end(), match.group())
        for unit, text in enumerate(texts)
        for match in pattern.finditer(text)
    )
