"""What a request may wait for from its requester: one row each, with the letter that asks and the code it closes by.

Without the first of these the search cannot end; without the others the request is not valid yet and its time has not
begun (UK GDPR art. 12A(2)-(5); DPA 2018 s.54(3)-(3C)).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from requests_.model.correspondence import LetterKind
from requests_.model.identity import Check


class Awaited(StrEnum):
    """What was asked for, by the code a request is closed with when it never comes."""

    ANSWER = "unanswered"
    IDENTITY = "identity_not_shown"
    AUTHORITY = "authority_not_shown"
    FEE = "fee_not_paid"


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitedRow:
    """The letter that asks for it, and the check that settles it, if one does."""

    letter: LetterKind
    check: Check | None = None


AWAITED: Mapping[Awaited, AwaitedRow] = {
    Awaited.ANSWER: AwaitedRow(letter=LetterKind.CLARIFICATION),
    Awaited.IDENTITY: AwaitedRow(letter=LetterKind.IDENTITY_REQUEST, check=Check.IDENTITY),
    Awaited.AUTHORITY: AwaitedRow(letter=LetterKind.AUTHORITY_REQUEST, check=Check.AUTHORITY),
    Awaited.FEE: AwaitedRow(letter=LetterKind.FEE_REQUEST),
}
