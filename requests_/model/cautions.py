"""What to look at before a copy goes to the person whom a requester named: said to whoever asks, and to staff.

A warning and never a refusal: names are alike by chance, and a refusal would teach what to type instead.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from requests_.model.addressee import Addressee
from requests_.model.people import DataSubject, Requester

# Short names that begin alike are often two people; a longer one is often the same: John and Johnny.
_LEAST_OF_BEGINNING = 4


class Caution(StrEnum):
    """Why it may be wrong to send the copy there."""

    IS_KEPT_FROM = "is_kept_from"
    MAY_TELL = "may_tell"
    OWN_EMAIL = "own_email"


def cautions(subject: DataSubject | None, requester: Requester | None, addressee: Addressee | None) -> list[Caution]:
    """What to look at first; nothing where nobody was named, or where the details are erased."""
    if subject is None or requester is None or addressee is None:
        return []
    is_kept_from = _is_kept_from(subject, requester, addressee)
    found = {
        Caution.IS_KEPT_FROM: is_kept_from,
        Caution.MAY_TELL: requester.is_protected and not is_kept_from,
        Caution.OWN_EMAIL: is_one_mailbox(addressee.email, requester.email),
    }
    return [caution for caution, holds in found.items() if holds]


def is_one_mailbox(one: str, other: str) -> bool:
    """Whether two addresses are one mailbox: a tag after "+" and the size of letters make no other."""
    return bool(one) and _mailbox(one) == _mailbox(other)


def _is_kept_from(subject: DataSubject, requester: Requester, addressee: Addressee) -> bool:
    """Whether the person named, or their address, is like whoever must not find out.

    A family shares its name: only what tells the person named from the people of the request counts, if anything does.
    """
    kept_from = requester.keep_from
    if addressee.email.casefold() in kept_from.casefold():
        return True
    theirs = _words(f"{addressee.name} {_local_part(addressee.email)}")
    shared = _words(f"{requester.name} {subject.full_name} {' '.join(subject.other_names)}")
    kept = _words(kept_from)
    telling = theirs - shared
    if not telling:
        return bool(theirs) and theirs <= kept
    return any(_is_like(word, other) for word in telling for other in kept - shared) or _is_initial(
        theirs, shared, kept
    )


def _is_like(word: str, other: str) -> bool:
    """Whether two words may be one name, written out or short."""
    short, long = sorted((word, other), key=len)
    is_beginning = len(short) >= _LEAST_OF_BEGINNING and long.startswith(short)
    return len(short) > 1 and (short == long or is_beginning)


def _is_initial(theirs: set[str], shared: set[str], kept: set[str]) -> bool:
    """Whether an initial stands for a name that must not find out, beside the family name of both."""
    initials = {word for word in theirs if len(word) == 1}
    return bool(theirs & shared & kept) and any(word[0] in initials for word in kept - shared)


def _words(text: str) -> set[str]:
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return set(re.findall(r"[^\W\d_]+", plain))


def _local_part(email: str) -> str:
    return email.rpartition("@")[0].partition("+")[0]


def _mailbox(email: str) -> str:
    return f"{_local_part(email)}@{email.rpartition('@')[2]}".casefold()
