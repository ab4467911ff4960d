"""The people of a rights request."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_JOINERS = re.compile("[\u200c\u200d]")
_MOBILE = re.compile(r"(?:\+?44|0)(7[1-57-9]\d{8})")


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


def name_key(name: str) -> str:
    """A name as it is told from others: neither its capitals nor its blanks nor what nobody sees makes it another."""
    return " ".join(_JOINERS.sub("", name.casefold()).split())


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

    What is unsafe is never used: a letter is not posted, a call is not made, nobody is texted who did not say that it
    is safe, and a mailbox that somebody else can read gets mails that say nothing. `is_protected` means that somebody,
    `keep_from`, must not learn where they are. `language` is the key of the one they read our pages in.
    """

    name: str
    email: str
    phone: str = ""
    address: str = ""
    relation: str = ""
    organisation: str = ""
    is_safe_to_write: bool = True
    is_safe_to_call: bool = True
    is_safe_to_text: bool = False
    is_mailbox_private: bool = True
    is_protected: bool = False
    keep_from: str = ""
    language: str = "en"

    @property
    def address_on_letters(self) -> str:
        """The address that may stand on a letter: none where post is unsafe or the address is protected."""
        return self.address if self.is_safe_to_write and not self.is_protected else ""

    @property
    def texts_to(self) -> str:
        """The mobile number that may be texted; "" where nobody said that it is safe."""
        return mobile_number(self.phone) if self.is_safe_to_text else ""


def mobile_number(typed: str) -> str:
    """A British mobile number as +447…; "" for any other number. 070 and 076 are no mobile telephones."""
    found = _MOBILE.fullmatch(re.sub(r"\(0\)|[\s().-]", "", typed).replace("0044", "+44", 1))
    return f"+44{found[1]}" if found else ""


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
