"""Whom a change to information is told to, and how far that has come (UK GDPR art. 19; DPA 2018 s.48(7), (9))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class RecipientFinding(StrEnum):
    """What was found about somebody who may have been given the information."""

    TOLD = "told"
    NOT_TOLD = "not_told"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientsState:
    """How many recipients were told of a change, and how many could not be; `nobody` was given the information."""

    told: int = 0
    not_told: int = 0
    nobody: bool = False

    @property
    def are_settled(self) -> bool:
        """Whether anything was found out at all."""
        return bool(self.told or self.not_told or self.nobody)


@dataclass(frozen=True, slots=True)
class NamedRecipient:
    """Somebody who was given the information, as a letter names them.

    `told_on` is the day they were told what became of it, `given_on` the day they were given it as far as it is known.
    """

    name: str
    told_on: date | None = None
    given_on: date | None = None
