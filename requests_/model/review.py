"""What reviewing a bundle is made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from requests_.errors import InvalidCommand
from requests_.model.rights import AccessScope


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


def why_not_asked_for(scope: AccessScope, category: str, dated_on: date | None) -> str:
    """Why a document is left out as not asked for. Raises InvalidCommand for one that is, or may be, asked for."""
    outside = scope.outside(category, dated_on)
    if outside is None:
        raise InvalidCommand(
            "This document is of a kind and a time that were asked for, or may be: decide otherwise.", field="outcome"
        )
    return str(outside)
