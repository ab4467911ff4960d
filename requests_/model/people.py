"""The people of a rights request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Capacity(StrEnum):
    """In what capacity the requester asks."""

    SUBJECT = "subject"
    PARENT = "parent"


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
    """The person who asks. For a young person's own request, the same person as the data subject."""

    name: str
    email: str
    phone: str = ""
    address: str = ""
    relation: str = ""
    is_safe_to_write: bool = True


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
