"""The people of a rights request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Capacity(StrEnum):
    """In what capacity the requester asks."""

    SUBJECT = "subject"
    PARENT = "parent"
    REPRESENTATIVE = "representative"
    COURT_ORDER = "court_order"


class PersonRole(StrEnum):
    """What a person is to the case; the values are those of people.json."""

    SUBJECT = "subject"
    REQUESTER = "requester"
    THIRD_PARTY = "third_party"
    PROFESSIONAL = "professional"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSubject:
    """The person the information is about, as the request names them."""

    given_name: str
    family_name: str
    date_of_birth: date | None = None
    other_names: tuple[str, ...] = ()
    upn: str = ""
    school: str = ""
    addresses: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()

    @property
    def full_name(self) -> str:
        """Given name, then family name."""
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Requester:
    """The person who asks. For a young person's own request, the same person as the data subject.

    What is unsafe is never used: a letter is not posted, a call is not made, and a mailbox that somebody else can read
    gets mails that say nothing. `is_protected` means that somebody, `keep_from`, must not learn where they are.
    """

    name: str
    email: str
    phone: str = ""
    address: str = ""
    relation: str = ""
    organisation: str = ""
    is_safe_to_write: bool = True
    is_safe_to_call: bool = True
    is_mailbox_private: bool = True
    is_protected: bool = False
    keep_from: str = ""

    @property
    def address_on_letters(self) -> str:
        """The address that may stand on a letter: none where post is unsafe or the address is protected."""
        return self.address if self.is_safe_to_write and not self.is_protected else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePerson:
    """Someone the case's records name: `key` is theirs for the life of the case."""

    key: str
    name: str
    role: PersonRole
    relation: str = ""
    aliases: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    date_of_birth: date | None = None
    upn: str = ""
