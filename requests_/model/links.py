"""Cases that belong together: about one person, about one family, or one request that came twice; and why we think so.

Nothing is joined by itself: twins share a birthday and an address, and two parents may ask about one child.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rapidfuzz.distance import JaroWinkler

from requests_.ids import CaseId
from requests_.model.people import DataSubject, Requester
from requests_.model.staff import Actor

# From here on two names may be one: a letter more, fewer or exchanged, in a name of five letters.
NEAR = 0.88


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
    NEAR_NAME_AND_BIRTHDAY = "near_name_and_birthday"
    NAME_AND_EXCHANGED_BIRTHDAY = "name_and_exchanged_birthday"
    NAME_AND_REQUESTER = "name_and_requester"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCases:
    """Link a case with another that the actor may open, by its reference."""

    case: CaseId
    reference: str
    link: LinkKind
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlinkCases:
    """Take a link away; one by which a protection is told needs its reason, and a second person."""

    case: CaseId
    reference: str
    actor: Actor
    reason: str = ""


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

    A different UPN or date of birth is another person, whatever else is alike. A name may be spelt a little otherwise.
    """
    person = _same_person(subject, requester, other, asker)
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


def may_concern_one(subject: DataSubject, requester: Requester, other: DataSubject, asker: Requester) -> bool:
    """Whether what is known about somebody's safety in one request may concern the other.

    Here a name is enough where a date of birth is missing: a warning too many is looked at, one too few is not.
    """
    if likeness(subject, requester, other, asker) is not None:
        return True
    is_other = bool(subject.upn and other.upn) and not _same(subject.upn, other.upn)
    births = _births(subject.date_of_birth, other.date_of_birth)
    return births is _Births.UNKNOWN and not is_other and _is_named_alike(subject, other)


def is_same_requester(one: Requester, other: Requester) -> bool:
    """Whether one person asked twice: under one name, and at one address where both gave one."""
    is_one_mailbox = not one.email or not other.email or _same(one.email, other.email)
    return _same(one.name, other.name) and is_one_mailbox


def is_near(one: str, other: str) -> bool:
    """Whether two single names may be one, spelt or typed a little otherwise."""
    return JaroWinkler.similarity(_plain(one), _plain(other), score_cutoff=NEAR) > 0


def _same_person(
    one: DataSubject, requester: Requester, other: DataSubject, asker: Requester
) -> tuple[LinkReason, ...]:
    births = _births(one.date_of_birth, other.date_of_birth)
    if births is _Births.OTHER or (one.upn and other.upn and not _same(one.upn, other.upn)):
        return ()
    is_same, is_alike = _same(one.full_name, other.full_name), _is_named_alike(one, other)
    is_one_asker = any(
        (
            _same(requester.name, asker.name),
            _same(requester.email, asker.email),
            _same(requester.phone, asker.phone),
        )
    )
    found = (
        (LinkReason.UPN, _same(one.upn, other.upn)),
        (LinkReason.NAME_AND_BIRTHDAY, is_same and births is _Births.SAME),
        (LinkReason.NEAR_NAME_AND_BIRTHDAY, is_alike and not is_same and births is _Births.SAME),
        (LinkReason.NAME_AND_EXCHANGED_BIRTHDAY, is_alike and births is _Births.EXCHANGED),
        (LinkReason.NAME_AND_REQUESTER, is_alike and births is _Births.UNKNOWN and is_one_asker),
    )
    return tuple(reason for reason, holds in found if holds)


def _is_named_alike(one: DataSubject, other: DataSubject) -> bool:
    if _same(one.full_name, other.full_name):
        return True
    return is_near(one.given_name, other.given_name) and is_near(one.family_name, other.family_name)


class _Births(StrEnum):
    SAME = "same"
    EXCHANGED = "exchanged"
    UNKNOWN = "unknown"
    OTHER = "other"


def _births(one: date | None, other: date | None) -> _Births:
    if one is None or other is None:
        return _Births.UNKNOWN
    if one == other:
        return _Births.SAME
    is_exchanged = (one.year, one.month, one.day) == (other.year, other.day, other.month)
    return _Births.EXCHANGED if is_exchanged else _Births.OTHER


def _addresses(subject: DataSubject, requester: Requester) -> frozenset[str]:
    return frozenset(filter(None, map(_plain, (*subject.addresses, requester.address))))


def _shared(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one & other)


def _same(one: str, other: str) -> bool:
    return bool(_plain(one)) and _plain(one) == _plain(other)


def _plain(text: str) -> str:
    # Taken apart, an accent is no letter of its own: é is e.
    return "".join(letter for letter in unicodedata.normalize("NFKD", text.casefold()) if letter.isalnum())
