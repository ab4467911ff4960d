"""Which of several clocks of one request is kept to: the one that ends first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol, TypeVar


class Dated(Protocol):
    """Anything with a due date, or none while its clock stands still."""

    @property
    def due_on(self) -> date | None:
        """The last day to answer."""


Reading = TypeVar("Reading", bound=Dated)


def governing(readings: Sequence[Reading]) -> Reading:
    """The reading with the earliest due date; the first of the readings where several, or none, have one.

    A clock that stands still under one law leaves the other law's date to be kept.
    """
    return min(readings, key=lambda reading: reading.due_on or date.max)
