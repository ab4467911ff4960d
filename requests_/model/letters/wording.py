"""The council's own words for a letter, by its kind, its reader and its law: they stand before the shipped file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from requests_.model.correspondence import LETTERS, Audience, Letter, LetterKind
from requests_.model.rights import Regime
from requests_.model.staff import Actor

# The answer with a pack is written with the pack, in its own pages.
_NOT_HERE = frozenset({LetterKind.ACCESS_RESPONSE})


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterType:
    """Which letter a wording is for."""

    kind: LetterKind
    audience: Audience
    regime: Regime

    @classmethod
    def of(cls, letter: Letter) -> LetterType:
        """The type of one letter."""
        return cls(kind=letter.kind, audience=letter.head.audience, regime=letter.head.regime)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One version of a letter's words; `is_shipped` means that the shipped words were taken back.

    `number` grows with every version of any letter.
    """

    type: LetterType
    number: int
    title: str
    text: str
    is_shipped: bool
    changed_by: str
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeWording:
    """Put other words in place of a letter's."""

    type: LetterType
    title: str
    text: str
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetWording:
    """Take the shipped words of a letter back."""

    type: LetterType
    actor: Actor


def letter_types() -> tuple[LetterType, ...]:
    """Every letter whose words may be changed."""
    return tuple(
        LetterType(kind=kind, audience=audience, regime=regime)
        for kind, row in LETTERS.items()
        if kind not in _NOT_HERE
        for regime in row.citations
        for audience in row.audiences
    )
