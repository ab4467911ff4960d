"""One invented person, and every way in which a writer may refer to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What a person is in the borough."""

    CHILD = "child"
    ADULT = "adult"
    PROFESSIONAL = "professional"


@dataclass(frozen=True, slots=True)
class Address:
    """Where somebody lives, as one line and as its postcode."""

    street: str
    town: str
    postcode: str

    @property
    def line(self) -> str:
        """The address as it is written on one line."""
        return f"{self.street}, {self.town}, {self.postcode}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An invented person; `slips` are ways others get the name wrong, `variants` other right ways to spell it."""

    key: str
    kind: Kind
    given: str
    family: str
    sex: str
    middle: str = ""
    title: str = ""
    born: date | None = None
    nick: str = ""
    former_family: str = ""
    slips: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    address: Address | None = None
    former_addresses: tuple[Address, ...] = ()
    protected: bool = False
    upn: str = ""
    nhs: str = ""
    job: str = ""
    employer: str = ""
    relation: str = ""
    descriptor: str = ""
    languages: tuple[str, ...] = field(default=("English",))
    ethnicity: str = ""

    @property
    def full(self) -> str:
        """Given and family name, as most writers put it."""
        return f"{self.given} {self.family}"

    @property
    def titled(self) -> str:
        """Title and family name, as an adult is spoken of in a letter."""
        return f"{self.title} {self.family}" if self.title else self.full

    @property
    def initials(self) -> str:
        """First letters of the given and family names (both halves of a double-barrelled one)."""
        parts = [self.given, *self.family.replace("-", " ").split()]
        return "".join(part[0] for part in parts).upper()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name a document of the borough may use for this person, the usual one first."""
        forms = [self.full]
        if self.middle:
            forms.append(f"{self.given} {self.middle} {self.family}")
        if self.nick:
            forms.append(f"{self.nick} {self.family}")
        if self.former_family:
            forms.append(f"{self.given} {self.former_family}")
        return tuple(dict.fromkeys([*forms, *self.variants, *self.slips]))
