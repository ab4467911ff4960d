"""A file to take elsewhere: what a person gave us themselves, and why the rest is not in it (UK GDPR art. 20).

It is made when the changes are worked out, shown to a second person, and its bytes are what is approved and released.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from requests_.model.lawful_basis import Availability, Basis, LegalRight, advice, basis_of
from requests_.model.rights import Regime

# What is held by consent or for a contract, and nothing else (art. 20(1)(a)).
PORTABLE_BASES = (Basis.CONSENT, Basis.CONTRACT)
# What stands where words about somebody else stood.
CUT = "[withheld: about somebody else]"


class Outside(StrEnum):
    """Why something that was found is not in the file."""

    OURS = "ours"
    OTHERS = "others"
    WITHHELD = "withheld"
    BASIS = "basis"
    NOT_GIVEN = "not_given"
    ON_PAPER = "on_paper"
    SEPARATE = "separate"


@dataclass(frozen=True, slots=True)
class OutsideReason:
    """Why, in the words of the file itself, and its law."""

    says: str
    citation: str


OUTSIDE: Mapping[Outside, OutsideReason] = {
    Outside.OURS: OutsideReason(
        "You did not give us this: we made it or worked it out ourselves.", "UK GDPR, article 20(1)"
    ),
    Outside.OTHERS: OutsideReason("It is about somebody else.", "UK GDPR, article 20(4)"),
    Outside.WITHHELD: OutsideReason(
        "It is kept back for a reason that the law names.", "UK GDPR, article 23; DPA 2018, section 15"
    ),
    Outside.BASIS: OutsideReason(
        "We do not hold this by your consent or for a contract with you: the law obliges or allows us to hold it.",
        "UK GDPR, article 20(1)(a) and (3)",
    ),
    Outside.NOT_GIVEN: OutsideReason(
        "We looked at this by itself: it is not what you gave us by consent or for a contract.",
        "UK GDPR, article 20(1)",
    ),
    Outside.ON_PAPER: OutsideReason("It is on paper: no computer works with it.", "UK GDPR, article 20(1)(b)"),
    Outside.SEPARATE: OutsideReason(
        "It is a document and not a record of a database: it comes to you by itself.", "UK GDPR, article 20(1)"
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PortableField:
    """One thing the person told us: the column it is kept in, what that is called, and what stands there."""

    column: str
    title: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PortableRecord:
    """One record; `dated_on` is an ISO date or "", `basis` consent or contract, `withheld` places taken out of it."""

    document: str
    store: str
    kind: str
    category: str
    dated_on: str
    basis: str
    fields: tuple[PortableField, ...]
    withheld: int = 0

    @property
    def on(self) -> date | None:
        """The day of the record."""
        return date.fromisoformat(self.dated_on) if self.dated_on else None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideLine:
    """What is not in the file: told by its store, its kind of information and a field's name, never by what it says."""

    store: str
    category: str
    field: str
    why: Outside
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Portable:
    """What the file holds, and what it does not."""

    records: tuple[PortableRecord, ...]
    outside: tuple[OutsideLine, ...] = ()


def is_portable(lawful_basis: str, regime: Regime) -> bool:
    """Whether what a store holds as a rule may be for this right; special data follow what they are also held on."""
    right = advice(LegalRight.PORTABILITY, basis_of(lawful_basis, regime))
    return right.availability is not Availability.NO


def from_stored(stored: Mapping[str, Any]) -> Portable:
    """A file's content as JSON gave it back. Raises KeyError, TypeError or ValueError for anything else."""
    records = tuple(
        PortableRecord(**{**record, "fields": tuple(PortableField(**field) for field in record["fields"])})
        for record in stored["records"]
    )
    outside = tuple(OutsideLine(**{**line, "why": Outside(line["why"])}) for line in stored["outside"])
    return Portable(records=records, outside=outside)
