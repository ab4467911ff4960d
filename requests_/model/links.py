"""Cases that belong together: about one person, about one family, or one request that came twice; and why we think so.

Nothing is joined by itself: twins share a birthday and an address, and two parents may ask about one child.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from requests_.ids import CaseId
from requests_.model.people import DataSubject, Requester
from requests_.model.staff import Actor


class LinkKind(StrEnum):
    """Why two cases belong together."""

    SAME_PERSON = "same_person"
    SAME_FAMILY = "same_family"
    DUPLICATE = "duplicate"


class LinkReason(StrEnum):
    """What two requests have in common."""

    UPN = "upn"
    NAME_AND_BIRTHDAY = "name_and_birthday"
    ADDRESS = "address"
    REQUESTER_EMAIL = "requester_email"
    REQUESTER_PHONE = "requester_phone"
    REQUESTER_AND_FAMILY_NAME = "requester_and_family_name"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCases:
    """Link a case with another that the actor may open, by its reference; or take the link away."""

    case: CaseId
    reference: str
    link: LinkKind
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinDuplicate:
    """Close a case into the earlier one of the same request."""

    case: CaseId
    reference: str
    actor: Actor


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two requests have in common, and what that makes of them."""

    link: LinkKind
    reasons: tuple[LinkReason, ...]


def likeness(subject: DataSubject, requester: Requester, other: DataSubject, asker: Requester) -> Likeness | None:
    """Whether two requests are about one person or one family; None when nothing says so.

    A different UPN or date of birth is another person, whatever else is alike.
    """
    person = _same_person(subject, other)
    if person:
        return Likeness(LinkKind.SAME_PERSON, person)
    family = tuple(
        reason
        for reason, is_shared in (
            (LinkReason.ADDRESS, _shared(_addresses(subject, requester), _addresses(other, asker))),
            (LinkReason.REQUESTER_EMAIL, _same(requester.email, asker.email)),
            (LinkReason.REQUESTER_PHONE, _same(requester.phone, asker.phone)),
            (
                LinkReason.REQUESTER_AND_FAMILY_NAME,
                _same(requester.name, asker.name) and _same(subject.family_name, other.family_name),
            ),
        )
        if is_shared
    )
    return Likeness(LinkKind.SAME_FAMILY, family) if family else None


def is_same_requester(one: Requester, other: Requester) -> bool:
    """Whether one person asked twice: under one name, and at one address where both gave one."""
    is_one_mailbox = not one.email or not other.email or _same(one.email, other.email)
    return _same(one.name, other.name) and is_one_mailbox


def _same_person(one: DataSubject, other: DataSubject) -> tuple[LinkReason, ...]:
    differs = (one.upn and other.upn and not _same(one.upn, other.upn)) or (
        one.date_of_birth and other.date_of_birth and one.date_of_birth != other.date_of_birth
    )
    if differs:
        return ()
    is_named_alike = _same(one.full_name, other.full_name) and one.date_of_birth == other.date_of_birth is not None
    found = ((LinkReason.UPN, _same(one.upn, other.upn)), (LinkReason.NAME_AND_BIRTHDAY, is_named_alike))
    return tuple(reason for reason, holds in found if holds)


def _addresses(subject: DataSubject, requester: Requester) -> frozenset[str]:
    return frozenset(filter(None, map(_plain, (*subject.addresses, requester.address))))


def _shared(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one & other)


def _same(one: str, other: str) -> bool:
    return bool(_plain(one)) and _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
