"""Whom the copy goes to, where the requester asks that it be sent to somebody else.

That somebody asks for it is no authority yet to give it to another: staff settle first whether the one they named may
have it (UK GDPR art. 5(1)(f); the controller must be satisfied that a third party is entitled to act).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from requests_.ids import CaseId
from requests_.model.staff import Actor


class CopyGoesTo(StrEnum):
    """Who is to have the copy, as the requester asked or as it was settled."""

    REQUESTER = "requester"
    OTHER = "other"
    BOTH = "both"


class WhyNotDirect(StrEnum):
    """Why a file to take elsewhere does not go straight to whom the requester named (UK GDPR art. 20(2), (4))."""

    NOT_FEASIBLE = "not_feasible"
    NOT_SURE_WHO = "not_sure_who"
    HARMS_OTHERS = "harms_others"


@dataclass(frozen=True, slots=True)
class DirectReason:
    """A reason as staff choose it, and as the letter says it to an adult and to a young person, with its law."""

    label: str
    adult: str
    young: str
    citation: str


WHY_NOT_DIRECT: Mapping[WhyNotDirect, DirectReason] = {
    WhyNotDirect.NOT_FEASIBLE: DirectReason(
        "Their systems and ours cannot do it safely",
        "there is no safe way for our computers to send it to theirs",
        "our computers cannot send it to theirs in a safe way",
        "UK GDPR, article 20(2)",
    ),
    WhyNotDirect.NOT_SURE_WHO: DirectReason(
        "We could not make sure that the address is theirs",
        "we could not make sure that the address is theirs",
        "we could not be sure that this is really them",
        "UK GDPR, article 5(1)(f)",
    ),
    WhyNotDirect.HARMS_OTHERS: DirectReason(
        "It would harm the rights of somebody else",
        "that would harm the rights of somebody else",
        "that would not be fair to someone else",
        "UK GDPR, article 20(4)",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """The person whom the requester named, and what they are to the requester."""

    name: str
    email: str
    organisation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddresseeState:
    """Who is to have the copy; `may_receive` is None until staff have settled it, and `why_not` of a file only."""

    asked: CopyGoesTo = CopyGoesTo.REQUESTER
    may_receive: bool | None = None
    why_not: WhyNotDirect | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody was named, and nobody has settled whether they may have it."""
        return self.asked is not CopyGoesTo.REQUESTER and self.may_receive is None

    @property
    def goes_to(self) -> CopyGoesTo:
        """Who may have the copy as things stand: never anybody but the requester before it is settled."""
        return self.asked if self.may_receive else CopyGoesTo.REQUESTER

    @property
    def may_read(self) -> bool:
        """Whether somebody besides the requester has the copy, or may have it yet."""
        return self.asked is not CopyGoesTo.REQUESTER and self.may_receive is not False


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleAddressee:
    """Decide whether the person named may have the copy; `considered` is what was checked, kept with the case.

    `why_not` is told to the requester where a file to take elsewhere does not go to them.
    """

    case: CaseId
    may_receive: bool
    considered: str
    actor: Actor
    why_not: WhyNotDirect | None = None


# Messages that are for the addressee and not for the requester.
COPY_FOR_ADDRESSEE, ADDRESSEE_CODE = "copy_for_addressee", "addressee_code"
TO_ADDRESSEE = frozenset({COPY_FOR_ADDRESSEE, ADDRESSEE_CODE})


def told_of_release(goes_to: CopyGoesTo) -> tuple[str, ...]:
    """The messages that say the copy is ready: the requester always hears where it went."""
    return ("response_ready",) if goes_to is CopyGoesTo.REQUESTER else ("response_ready", COPY_FOR_ADDRESSEE)
